"""Checking the trail: every number there, every hash right, every entry tied to the one before, and the head at the end.

The check reads columns as the database has them, not through the models: what somebody has broken by hand must not stop it.
Entries are read in portions by number and never locked; those added meanwhile are left to the next check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from huashu.desk.audit.chain import GENESIS, Sealed, canonical, hash_of, moment_text
from huashu.desk.audit.models import TrailEntry

PORTION: Final = 20_000
KEPT: Final = 100
"""Breaks that are told one by one; the others are only counted."""

_AT: Final = {
    "sqlite": "replace(at || '', ' ', 'T') || CASE WHEN instr(at, '.') THEN 'Z' ELSE '.000000Z' END",
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}
_COLUMNS: Final = "case_id, contract_no, customer_id, data, kind, number, person_id, person_name, previous_hash, hash"

SENTENCES: Final = {
    "missing": _noop("Entry %(number)s is missing: it was taken out."),
    "missing_span": _noop("Entries %(number)s to %(last)s are missing: they were taken out."),
    "changed": _noop("Entry %(number)s was changed: its hash doesn't fit what it says."),
    "moved": _noop("Entry %(number)s was moved: its hash is that of entry %(last)s."),
    "untied": _noop("Entry %(number)s doesn't follow on: it names another entry before it than number %(last)s."),
    "strange": _noop("There is an entry with number %(number)s, but numbers begin with 1."),
    "cut": _noop("The end is cut off: the head counts %(last)s entries, but the last one there is number %(number)s."),
    "beyond": _noop("Entries were added past the head: it counts %(last)s, but the last one there is number %(number)s."),
    "head_hash": _noop("The head doesn't fit: its hash isn't that of entry %(number)s."),
    "head_missing": _noop("The head is missing though there are entries, the last one number %(number)s."),
    "noted": _noop("The head that was noted is nowhere in the trail: since then the trail was cut off or written anew."),
}
"""What each way to break is called."""


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the trail doesn't hold.

    Args:
        code: A key of :data:`SENTENCES`.
        number: Number of the entry.
        last: The other number of the sentence, or 0.
    """

    code: str
    number: int
    last: int = 0

    def text(self) -> str:
        """The sentence in the reader's language."""
        return _(SENTENCES[self.code]) % {"number": self.number, "last": self.last}

    def sentence(self) -> str:
        """The sentence in English."""
        return SENTENCES[self.code] % {"number": self.number, "last": self.last}


def broken_texts(stored: Iterable[Mapping[str, Any]]) -> list[str]:
    """Breaks as a ``TrailCheck`` keeps them, in the reader's language."""
    return [Break(**one).text() for one in stored]


@dataclass
class Checked:
    """What a check found.

    Args:
        entries: How many entries were read.
        head_hash: Hash of the last one; that of the genesis when there are none.
        breaks: The first breaks, at most :data:`KEPT`.
        broken: How many there are in all.
    """

    entries: int = 0
    head_hash: str = GENESIS
    breaks: list[Break] = field(default_factory=list)
    broken: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.broken

    def add(self, found: Break) -> None:
        """Count a break, and keep it if it's among the first."""
        self.broken += 1
        if len(self.breaks) < KEPT:
            self.breaks.append(found)


def trail_check(*, noted: str = "", watch: Callable[[int, int], None] = lambda *_: None) -> Checked:
    """Check every entry and the head.

    Args:
        noted: Hash of a head noted earlier outside the database: an entry with it must be there. Empty: none was noted.
        watch: Told how many entries are checked, and how many there are.

    Returns:
        What was found.
    """
    # An entry and its head are stored together, so the last number lies between the head read before it and the one read after.
    head = _head()
    last_there = _scalar("SELECT CAST(coalesce(max(number), 0) AS bigint) FROM audit_trailentry")
    later = _head()
    until = head[0] if head else last_there
    walk = _Walk(noted=noted)
    for rows in _portions(until):
        walk.take(rows)
        watch(min(walk.result.entries, until), until)
    walk.end(last_there, head, later)
    return walk.result


def entry_fits(entry: TrailEntry) -> bool:
    """Whether an entry's hash is that of what it says, and it names the hash of the entry before."""
    before = TrailEntry.objects.filter(number=entry.number - 1).values_list("hash", flat=True).first()
    sealed = Sealed(
        at=moment_text(entry.at),
        case=entry.case_id,
        contract_no=entry.contract_no,
        customer=entry.customer_id,
        data=canonical(entry.data),
        kind=entry.kind,
        number=entry.number,
        person=entry.person_id,
        person_name=entry.person_name,
        previous_hash=entry.previous_hash,
    )
    return hash_of(sealed) == entry.hash and entry.previous_hash == (before or GENESIS)


@dataclass
class _Walk:
    """The way along the entries: what is expected next, and what was found."""

    noted: str = ""
    number: int = 0
    hash: str = GENESIS
    result: Checked = field(default_factory=Checked)
    changed: list[tuple[Sealed, str]] = field(default_factory=list)
    seen_noted: bool = False

    def take(self, rows: Sequence[Sequence[Any]]) -> None:
        """Check a portion of rows; each has the fields of ``Sealed`` in its order, then the hash."""
        for row in rows:
            entry, found = Sealed._make(row[:10]), row[10]
            if entry.number < 1:
                self.result.add(Break("strange", entry.number))
                continue
            if entry.number != self.number + 1:
                self._numbers(entry.number)
            if entry.previous_hash != self.hash and entry.number == self.number + 1:
                self.result.add(Break("untied", entry.number, entry.number - 1))
            if _hash_or_none(entry) != found:
                self._changed(entry, found)
            self.seen_noted = self.seen_noted or found == self.noted
            self.number, self.hash = entry.number, found
        self.result.entries += len(rows)

    def end(self, last_there: int, head: tuple[int, str] | None, later: tuple[int, str] | None) -> None:
        """Compare with the head, and tell moved entries from changed ones."""
        self.result.head_hash = self.hash
        self._moved()
        if head is None or later is None:
            if last_there and later is None:
                self.result.add(Break("head_missing", last_there))
        elif head[0] > last_there:
            self.result.add(Break("cut", last_there, head[0]))
        elif last_there > later[0]:
            self.result.add(Break("beyond", last_there, later[0]))
        elif head[1] != self.hash:
            self.result.add(Break("head_hash", head[0]))
        if self.noted and not self.seen_noted and self.noted != GENESIS:
            self.result.add(Break("noted", 0))

    def _numbers(self, number: int) -> None:
        if number == self.number + 2:
            self.result.add(Break("missing", self.number + 1))
        else:
            self.result.add(Break("missing_span", self.number + 1, number - 1))

    def _changed(self, entry: Sealed, found: str) -> None:
        self.result.add(Break("changed", entry.number))
        if len(self.changed) < KEPT:
            self.changed.append((entry, found))

    def _moved(self) -> None:
        """A changed entry whose hash fits under the number of another changed one has only been moved."""
        numbers = [entry.number for entry, _ in self.changed]
        for entry, found in self.changed:
            for number in numbers:
                if hash_of(entry._replace(number=number)) == found:
                    place = self.result.breaks.index(Break("changed", entry.number))
                    self.result.breaks[place] = Break("moved", entry.number, number)


def _hash_or_none(entry: Sealed) -> str | None:
    """The hash of what stands there; None if something stands there that no entry could hold."""
    try:
        return hash_of(entry)
    except (TypeError, UnicodeEncodeError):
        return None


def _portions(until: int) -> Iterator[list[tuple[Any, ...]]]:
    columns = f"{_AT[connection.vendor]}, {_COLUMNS}"
    after = _scalar("SELECT CAST(coalesce(min(number), 0) AS bigint) FROM audit_trailentry") - 1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM audit_trailentry WHERE number > %s AND number <= %s ORDER BY number LIMIT {PORTION}",  # noqa: S608 - our own names
                [after, until],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][6]


def _head() -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(count AS bigint), hash FROM audit_trailhead WHERE id = 1")
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else None


def _scalar(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
