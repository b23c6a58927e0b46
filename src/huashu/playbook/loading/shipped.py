"""The tracks that come with the product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from huashu.playbook.loading.checking import track_check
from huashu.playbook.loading.problems import TrackRefused
from huashu.playbook.track import Track

_FOLDER = "huashu.playbook"


def track_load(text: str) -> Track:
    """A track that can be used.

    Args:
        text: The file's YAML.

    Raises:
        TrackRefused: Something is wrong; all of it is named with its line.
    """
    track, problems = track_check(text)
    if track is None:
        raise TrackRefused(problems)
    return track


@cache
def shipped_texts() -> dict[str, str]:
    """File names, such as ``overdue_first_call.zh-Hans.yaml``, with their YAML."""
    folder = files(_FOLDER).joinpath("tracks")
    return {
        item.name: item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".yaml")
    }


@cache
def shipped_track(track_id: str, language: str) -> Track | None:
    """One shipped track, read when it is first asked for; its words were scanned when it was made.

    Args:
        track_id: Such as ``overdue_first_call``.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
    """
    text = shipped_texts().get(f"{track_id}.{language}.yaml")
    if text is None:
        return None
    track, problems = track_check(text, words=False)
    if track is None:
        raise TrackRefused(problems)
    return track


class _Shipped(Mapping[tuple[str, str], Track]):
    """Every shipped track by id and language; a file is read when its track is asked for."""

    def __init__(self, names: tuple[tuple[str, str], ...]) -> None:
        self._names = names

    def __getitem__(self, key: tuple[str, str]) -> Track:
        track = shipped_track(*key) if key in self._names else None
        if track is None:
            raise KeyError(key)
        return track

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def shipped_tracks() -> Mapping[tuple[str, str], Track]:
    """Every shipped track by id and language."""
    names = (tuple(name.removesuffix(".yaml").split(".", 1)) for name in shipped_texts())
    return _Shipped(tuple((track_id, language) for track_id, language in names))
