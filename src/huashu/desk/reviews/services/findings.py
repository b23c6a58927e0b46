"""A finding that the machine missed, added by a person with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, ItemVerdict, MachineReview, Mark, MarkKind
from huashu.desk.reviews.refusals import (
    FindingThere,
    FindingWaits,
    LabelUnfit,
    NotTheOfficer,
    OnlyTheOfficer,
    QuoteElsewhere,
    QuoteMissing,
    QuoteUntrue,
    ReasonMissing,
    TurnUnknown,
)
from huashu.desk.reviews.services.marks import MarkDraft, mark_write
from huashu.desk.reviews.standing import addable, standing_items
from huashu.desk.reviews.words import HEARD_GROUPS, label_words, shown
from huashu.review.transcript import OFFICER

_OFFICERS: Final = ("faults", "breaches", "arguments")
_OTHERS: Final = ("reasons", "signals", "objections")


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding as it is about to be added.

    Args:
        group: ``steps``, ``faults``, ``breaches``, ``arguments``, ``reasons``, ``signals`` or ``objections``.
        label: A label of that group.
        turn: 0-based.
        quote: Words of that turn, as they were said or as the page shows them with long numbers covered.
        reason: Why the person finds it there.
    """

    group: str
    label: str
    turn: int
    quote: str
    reason: str


def finding_add(*, review: MachineReview, draft: FindingDraft, person: Person, now: datetime) -> Mark:
    """Add a finding. It counts at once as the machine's would; about one's own call it is an appeal, which a supervisor decides.

    Args:
        review: The newest review of the call.
        draft: The finding.
        person: Who adds it.
        now: The moment.

    Raises:
        LabelUnfit: A call of this kind can't have it.
        TurnUnknown: The call has no such turn.
        QuoteMissing, QuoteElsewhere, QuoteUntrue: The words aren't those of the turn.
        NotTheOfficer, OnlyTheOfficer: The turn is of the wrong side.
        ReasonMissing: No reason is given.
        FindingThere: It counts already.
        FindingWaits: It waits for a supervisor already.
    """
    conversation = review.conversation
    if draft.label not in addable(conversation.kind).get(draft.group, ()):
        raise LabelUnfit
    quote = quote_in(conversation, draft.turn, draft.quote)
    _refuse_speaker(conversation, draft)
    if not draft.reason.strip():
        raise ReasonMissing
    is_own = conversation.officer_id == person.pk
    _refuse_known(review, draft, is_own=is_own)
    held = MarkDraft(draft.group, draft.label, ItemVerdict.MET, draft.reason, draft.turn, quote)
    return mark_write(review, MarkKind.APPEAL if is_own else MarkKind.FINDING, held, person, now)


def quote_in(conversation: Conversation, turn: int, quote: str) -> str:
    """The words of a turn that a person quotes, as they were said.

    Raises:
        TurnUnknown, QuoteMissing, QuoteElsewhere, QuoteUntrue: As :func:`finding_add`.
    """
    turns = conversation.turns
    if not 0 <= turn < len(turns):
        raise TurnUnknown(turns=len(turns))
    words = quote.strip()
    if not words:
        raise QuoteMissing
    found = _said(turns[turn]["text"], words)
    if found:
        return found
    other = next((place for place, held in enumerate(turns) if _said(held["text"], words)), None)
    raise QuoteUntrue(turn=turn + 1) if other is None else QuoteElsewhere(turn=turn + 1, other=other + 1)


def _refuse_speaker(conversation: Conversation, draft: FindingDraft) -> None:
    """Faults, breaches and arguments are the officer's, reasons, signals and objections never; a step may be seen in either's words."""
    is_officers = conversation.turns[draft.turn]["speaker"] == OFFICER
    turn, label = draft.turn + 1, label_words(draft.group, draft.label)
    if draft.group in _OFFICERS and not is_officers:
        raise NotTheOfficer(turn=turn, label=label)
    if draft.group in _OTHERS and is_officers:
        raise OnlyTheOfficer(turn=turn, label=label)


def _said(text: str, words: str) -> str:
    """The piece of a turn that the words are, whether its long numbers are covered or not; empty if it says something else."""
    at = next((place for held in (text, shown(text)) if (place := held.find(words)) >= 0), -1)
    return text[at : at + len(words)] if at >= 0 else ""


def _refuse_known(review: MachineReview, draft: FindingDraft, *, is_own: bool) -> None:
    words = label_words(draft.group, draft.label)
    if draft.group in HEARD_GROUPS and any(found["id"] == draft.label for found in review.result.get(draft.group, [])):
        raise FindingThere(label=words)
    marks = Mark.objects.filter(review__conversation=review.conversation_id, group=draft.group, label=draft.label).order_by("at", "pk")
    for one in standing_items(review, marks):
        if (one.item["group"], one.item["id"]) == (draft.group, draft.label):
            if one.verdict == ItemVerdict.MET:
                raise FindingThere(label=words)
            if is_own and one.open_appeal:
                raise FindingWaits(label=words)
