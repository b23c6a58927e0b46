"""The tracks that come with the product."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from huashu.playbook.loading.checking import track_check
from huashu.playbook.loading.problems import TrackRefused
from huashu.playbook.track import Track


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
    folder = files("huashu.playbook").joinpath("tracks")
    return {
        item.name: item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".yaml")
    }


@cache
def shipped_tracks() -> dict[tuple[str, str], Track]:
    """Every shipped track by id and language."""
    tracks = [track_load(text) for text in shipped_texts().values()]
    return {(track.id, track.language): track for track in tracks}
