"""What was promised in the whole call: the last standing promise in the customer's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huashu.language import dialogue
from huashu.playbook.vocabulary import vocabulary
from huashu.review.transcript import CaseFile, Transcript


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: None for the amount is the whole overdue amount; None for the day only under a condition."""

    amount_minor: int | None
    by: date | None


@dataclass(frozen=True, slots=True)
class PromiseFound:
    """The promise of a call.

    Args:
        kind: A promise kind of the vocabulary.
        payments: In the order of their days; empty for ``refusal`` and ``none``.
        firm: Whether it is a plain commitment.
        turns: The customer's turns that show it.
        asked_in: The officer's turns that give it its context.
    """

    kind: str = "none"
    payments: tuple[Payment, ...] = ()
    firm: bool = False
    turns: tuple[int, ...] = ()
    asked_in: tuple[int, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether at least one payment has a day."""
        return any(payment.by is not None for payment in self.payments)

    def as_record(self) -> dict[str, object]:
        """The promise in the public shape of a review."""
        payments = [{"amount_minor": part.amount_minor, "by": part.by.isoformat() if part.by else None} for part in self.payments]
        return {"kind": self.kind, "payments": payments, "firm": self.firm, "turns": list(self.turns)}


def _amount(amount_minor: int | None, case: CaseFile) -> int | None:
    """An amount; the whole where it is what is overdue with a part of the penalty."""
    if amount_minor is None or not case.overdue_minor:
        return amount_minor
    return None if case.overdue_minor < amount_minor <= case.overdue_minor + (case.penalty_minor or 0) else amount_minor


def promise_find(transcript: Transcript) -> PromiseFound:
    """The last standing promise of a call; in a call that isn't about paying there is none.

    Args:
        transcript: The call.
    """
    if transcript.kind not in vocabulary().kinds("obtain_promise"):
        return PromiseFound()
    turns = [dialogue.Turn(turn.speaker, turn.text) for turn in transcript.turns]
    shown = dialogue.promise_of(turns, transcript.started_at, transcript.language, transcript.case.overdue_minor)
    payments = tuple(Payment(_amount(part.amount_minor, transcript.case), part.by) for part in shown.promise.payments)
    return PromiseFound(shown.promise.kind, payments, shown.promise.firm, shown.turns, shown.asked_in)
