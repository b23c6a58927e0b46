"""Which version of a track is in use, and what versions there have been: rows of the database beside the shipped files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.http import Http404

from huashu.desk.playbooks.models import TrackVersion
from huashu.playbook.loading import TrackProblem, track_check
from huashu.playbook.loading.shipped import shipped_texts
from huashu.playbook.track import Track

NEAREST: Final[dict[str, tuple[str, ...]]] = {
    "zh-Hans": ("zh-Hans", "zh-Hant", "en"),
    "zh-Hant": ("zh-Hant", "zh-Hans", "en"),
    "en": ("en", "zh-Hans", "zh-Hant"),
}
"""For each language of a customer the languages in which a track serves, best first."""
VERIFICATION: Final = "verification"
COLLECTING: Final = ("due_reminder", "overdue_first_call", "overdue_follow_up")
TAGS: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


@dataclass(frozen=True, slots=True)
class Held:
    """A version that can be followed.

    Args:
        track: The track.
        text: Its file.
        row: Where it is kept; None for a shipped one that no call has followed yet.
    """

    track: Track
    text: str
    row: TrackVersion | None

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the product."""
        return self.row is None or self.row.published_at is None

    @property
    def order(self) -> tuple[int, bool, int]:
        """Later versions are greater; of one number, what a person published, then what was kept last."""
        return self.track.version, not self.is_shipped, self.row.pk if self.row else 0


def text_hash(text: str) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=128)
def track_read(text: str) -> tuple[Track | None, tuple[TrackProblem, ...]]:
    """A file that was checked before as a track; read once however often it is asked for, its words not scanned again."""
    return track_check(text, words=False)


@lru_cache(maxsize=8)
def track_checked(text: str) -> tuple[Track | None, tuple[TrackProblem, ...]]:
    """A file that somebody writes as a track, or everything that is wrong with it, its words included."""
    return track_check(text)


def track_versions(track: str, language: str) -> list[Held]:
    """Every version of a track in one language that can be read, newest first."""
    rows = TrackVersion.objects.filter(track=track, language=language).select_related("published_by")
    return _held(rows, track, language)


def track_current(track: str, language: str, day: date) -> Held | None:
    """The version in use on a day, in exactly this language; None if there is none.

    Args:
        track: Name of the track.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        day: The business day.
    """
    return next((held for held in track_versions(track, language) if held.track.valid_on(day)), None)


def track_serving(track: str, language: str, day: date) -> Held | None:
    """The same in the language nearest to the wanted one."""
    return next((held for nearest in NEAREST[language] if (held := track_current(track, nearest, day))), None)


def tracks_current(day: date) -> list[Held]:
    """Every track in every language in the version in use on a day, in two queries or less however many versions there are."""
    newest: dict[tuple[str, str], Held] = {}
    for held in _held(TrackVersion.objects.select_related("published_by").order_by("pk")):
        key = (held.track.id, held.track.language)
        if held.track.valid_on(day) and key not in newest:
            newest[key] = held
    return sorted(newest.values(), key=lambda held: (_RANK.get(held.track.stage, 9), held.track.id, held.track.language))


def tracks_to_choose(language: str, day: date, kinds: tuple[str, ...] = COLLECTING) -> list[Held]:
    """One version of each track, in the language nearest to the wanted one, for choosing.

    Args:
        language: The customer's.
        day: The business day.
        kinds: Kinds of call; those of collection on the call screen.
    """
    current = tracks_current(day)
    found: dict[str, Held] = {}
    for nearest in reversed(NEAREST[language]):
        found |= {held.track.id: held for held in current if held.track.language == nearest and held.track.call_kind in kinds}
    return sorted(found.values(), key=lambda held: (_RANK.get(held.track.stage, 9), held.track.id))


def track_version(pk: int) -> TrackVersion:
    """One kept version.

    Raises:
        Http404: There is none.
    """
    row = TrackVersion.objects.select_related("published_by").filter(pk=pk).first()
    if row is None:
        raise Http404("track version")
    return row


def language_of_customer(language: str) -> str:
    """A customer's language as tracks write it."""
    return TAGS.get(language.lower(), "zh-Hans")


_RANK: Final = {"before_due": 0, "early": 1, "firm": 2, "any": 3}


def _held(rows: Iterable[TrackVersion], track: str = "", language: str = "") -> list[Held]:
    found, kept = [], set()
    for row in rows:
        read, _problems = track_read(row.text)
        kept.add(row.sha256)
        if read is not None:
            found.append(Held(read, row.text, row))
    for name, text in shipped_texts().items():
        if track and name != f"{track}.{language}.yaml":
            continue
        shipped, _problems = track_read(text)
        if shipped is not None and text_hash(text) not in kept:
            found.append(Held(shipped, text, None))
    return sorted(found, key=lambda held: held.order, reverse=True)
