"""Everything that ever happened to a case, in one list, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

from django.utils import timezone

from huashu.desk.borrower.models import BorrowerAct
from huashu.desk.cases.models import Case, CaseFile, Contact, Note, Promise, PromiseChange
from huashu.desk.correspondence.models import MessageState
from huashu.desk.correspondence.selectors.messages import messages_of
from huashu.desk.loans.models import LedgerEntry, StatusChange

NOON: Final = time(12, 0)


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened; ``kind`` says which of the other fields is filled and which template shows it.

    Args:
        kind: ``contact``, ``entry``, ``promise``, ``fate`` (what became of a promise), ``note``, ``file``, ``event``, ``change`` or
            ``message``, or ``told`` (by the customer on their page).
        group: Which filter shows it.
        at: When it happened (money: on its value date).
        thing: The row itself.
        struck: Whether a later entry corrected or reversed it.
    """

    kind: str
    group: str
    at: datetime
    thing: Any
    struck: bool = field(default=False)


def timeline_of(case: Case, group: str = "") -> list[TimelineItem]:
    """What happened to a case and its loan since the case began, and before that to its loan's money.

    Args:
        case: The case.
        group: ``contacts``, ``money``, ``promises``, ``documents`` or ``case`` to see only that; empty for all.

    Returns:
        Newest first.
    """
    return sorted((item for reader in _READERS[group] for item in reader(case)), key=lambda item: item.at, reverse=True)


def contacts_of(case: Case) -> list[Contact]:
    """A case's contacts with their officers, corrections, promises, messages and calls, newest first."""
    related = ("officer", "corrected_by", "corrects", "promise__case", "message", "call__track")
    rows = case.contacts.select_related(*related).prefetch_related("promise__parts")
    return list(rows.order_by("-started_at", "-pk"))


def promises_of(case: Case) -> list[Promise]:
    """A case's promises with their parts, newest first."""
    return list(case.promises.select_related("case", "taken_by", "contact").prefetch_related("parts").order_by("-promised_on", "-pk"))


def notes_of(case: Case) -> list[Note]:
    """A case's notes with their authors and corrections, newest first."""
    return list(case.notes.select_related("author", "corrected_by", "corrects").order_by("-written_at", "-pk"))


def files_of(case: Case) -> list[CaseFile]:
    """A case's files, newest first."""
    return list(case.files.select_related("added_by").order_by("-added_at", "-pk"))


def _contacts(case: Case) -> Iterator[TimelineItem]:
    for row in contacts_of(case):
        yield TimelineItem("contact", "contacts", row.started_at, row, hasattr(row, "corrected_by"))


def _messages(case: Case) -> Iterator[TimelineItem]:
    """Messages that nobody took over yet or ever; one that somebody took is told by its contact."""
    for row in messages_of(case):
        yield TimelineItem("message", "contacts", row.queued_at, row, row.state == MessageState.DROPPED)


def _entries(case: Case) -> Iterator[TimelineItem]:
    rows = LedgerEntry.objects.filter(loan_id=case.loan_id).select_related("entered_by", "reverses", "reversed_by")
    for row in rows:
        same_day = timezone.localdate(row.entered_at) == row.value_on
        at = row.entered_at if same_day else timezone.make_aware(datetime.combine(row.value_on, NOON))
        yield TimelineItem("entry", "money", at, row, hasattr(row, "reversed_by"))


def _promises(case: Case) -> Iterator[TimelineItem]:
    for row in promises_of(case):
        at = row.contact.recorded_at if row.contact else timezone.make_aware(datetime.combine(row.promised_on, NOON))
        yield TimelineItem("promise", "promises", at, row)


def _told_alone(case: Case) -> Iterator[TimelineItem]:
    """Promises that came without a contact; the others are said with theirs."""
    yield from (item for item in _promises(case) if item.thing.contact_id is None)


def _fates(case: Case) -> Iterator[TimelineItem]:
    """What became of promises, each change of each."""
    rows = PromiseChange.objects.filter(promise__case=case)
    for row in rows.order_by("pk"):
        yield TimelineItem("fate", "promises", row.at, row)


def _notes(case: Case) -> Iterator[TimelineItem]:
    for row in notes_of(case):
        yield TimelineItem("note", "documents", row.written_at, row, hasattr(row, "corrected_by"))


def _files(case: Case) -> Iterator[TimelineItem]:
    for row in files_of(case):
        yield TimelineItem("file", "documents", row.added_at, row)


def _events(case: Case) -> Iterator[TimelineItem]:
    """What befell the case; what became of promises is said by the promises themselves."""
    for row in case.events.exclude(code__startswith="promise_").select_related("person"):
        yield TimelineItem("event", "case", row.at, row)


def _calls(case: Case) -> Iterator[TimelineItem]:
    for row in case.conversations.select_related("officer"):
        yield TimelineItem("call", "contacts", row.started_at, row)


def _changes(case: Case) -> Iterator[TimelineItem]:
    for row in StatusChange.objects.filter(loan_id=case.loan_id, as_of__gte=case.opened_on):
        yield TimelineItem("change", "case", timezone.make_aware(datetime.combine(row.as_of, time())), row)


def _told(case: Case) -> Iterator[TimelineItem]:
    """What the customer told us on their own page."""
    for row in BorrowerAct.objects.filter(case=case).select_related("complaint").order_by("pk"):
        yield TimelineItem("told", "contacts", row.at, row)


_READERS: Final = {
    "": (_contacts, _calls, _messages, _entries, _told_alone, _fates, _notes, _files, _events, _changes, _told),
    "contacts": (_contacts, _messages, _told),
    "money": (_entries,),
    "promises": (_promises, _fates),
    "documents": (_notes, _files),
    "case": (_events, _changes),
}
GROUPS: Final = tuple(_READERS)
"""What a timeline can be narrowed to; the empty one is everything."""
