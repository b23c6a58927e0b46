"""In which order steps may follow each other, and what state each leads to. Knows no database and no clock."""

from __future__ import annotations

from typing import Final

from huashu.desk.complaints.models import ComplaintState, Finding, StepKind
from huashu.desk.complaints.refusals import (
    AcknowledgedAlready,
    AnsweredAlready,
    ComplaintIsClosed,
    ComplaintIsOpen,
    NotAcknowledged,
    NotAnswered,
)
from huashu.desk.refusals import DeskRefusal

AFTER: Final[dict[str, ComplaintState]] = {
    StepKind.ACKNOWLEDGED: ComplaintState.ACKNOWLEDGED,
    StepKind.INVESTIGATED: ComplaintState.INVESTIGATED,
    StepKind.ANSWERED: ComplaintState.ANSWERED,
    StepKind.CLOSED: ComplaintState.CLOSED,
    StepKind.REOPENED: ComplaintState.REOPENED,
}
"""The state that a step leads to; a note and a new owner change none."""

WAITING: Final = (ComplaintState.RECEIVED, ComplaintState.ACKNOWLEDGED, ComplaintState.INVESTIGATED, ComplaintState.REOPENED)
"""States in which the complainant waits for an answer."""

OPEN: Final = (*WAITING, ComplaintState.ANSWERED)
"""States of a complaint that isn't closed."""

_NEXT: Final[dict[str, tuple[StepKind, ...]]] = {
    ComplaintState.RECEIVED: (StepKind.ACKNOWLEDGED, StepKind.REASSIGNED, StepKind.NOTE, StepKind.CLOSED),
    ComplaintState.ACKNOWLEDGED: (StepKind.INVESTIGATED, StepKind.ANSWERED, StepKind.REASSIGNED, StepKind.NOTE, StepKind.CLOSED),
    ComplaintState.INVESTIGATED: (StepKind.ANSWERED, StepKind.INVESTIGATED, StepKind.REASSIGNED, StepKind.NOTE, StepKind.CLOSED),
    ComplaintState.REOPENED: (StepKind.INVESTIGATED, StepKind.ANSWERED, StepKind.REASSIGNED, StepKind.NOTE, StepKind.CLOSED),
    ComplaintState.ANSWERED: (StepKind.CLOSED, StepKind.REASSIGNED, StepKind.NOTE),
    ComplaintState.CLOSED: (StepKind.REOPENED, StepKind.NOTE),
}
_REFUSED: Final[dict[str, dict[str, type[DeskRefusal]]]] = {
    ComplaintState.RECEIVED: {StepKind.INVESTIGATED: NotAcknowledged, StepKind.ANSWERED: NotAcknowledged},
    ComplaintState.ANSWERED: {StepKind.INVESTIGATED: AnsweredAlready, StepKind.ANSWERED: AnsweredAlready},
}


def steps_open(state: str) -> tuple[StepKind, ...]:
    """The steps that may follow in a state, the one to expect first."""
    return _NEXT[state]


def order_check(state: str, kind: str, finding: str = "") -> None:
    """Refuse a step that can't follow.

    Args:
        state: Where the complaint stands.
        kind: The step.
        finding: Of the step ``closed``: only a complaint that was withdrawn is closed without an answer.

    Raises:
        ComplaintIsClosed: It is closed: only a note or reopening can follow.
        ComplaintIsOpen: It isn't closed and can't be reopened.
        AcknowledgedAlready: It was acknowledged before.
        NotAcknowledged: Nobody has acknowledged it yet.
        AnsweredAlready: It was answered before.
        NotAnswered: It is to be closed without an answer, and nobody has withdrawn it.
    """
    if kind == StepKind.CLOSED and state in WAITING and finding != Finding.WITHDRAWN:
        raise NotAnswered(field="finding")
    if kind in _NEXT[state]:
        return
    if state == ComplaintState.CLOSED:
        raise ComplaintIsClosed
    if kind == StepKind.REOPENED:
        raise ComplaintIsOpen
    raise _REFUSED.get(state, {}).get(kind, AcknowledgedAlready)
