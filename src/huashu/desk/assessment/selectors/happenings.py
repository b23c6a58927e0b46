"""What a customer did and said in one loan, day by day, as :mod:`huashu.worklist.assessment` counts it.

docs/algorithms/assessment.md says what counts as what. Four queries, however much there is; the ledger is the one that the page has
replayed anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from huashu.calendars import Frequency
from huashu.desk.assessment.models import IncomeNote
from huashu.desk.cases.models import Case, Channel, Contact, Outcome, Promise, PromiseStatus, Reached, Reason
from huashu.desk.cases.selectors.standing import Instalment, Paid, Standing, instalments_of
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.planning import facts_on
from huashu.lending.plan import ReceiptKind
from huashu.money import divide_half_up
from huashu.worklist.assessment import Happening

LAST_INSTALMENTS: Final = 12
PAYMENTS_WITHIN: Final = timedelta(days=365)
"""Payments and incomes older than this say nothing of today."""
LIVING: Final = 2
"""An income of this many instalments is above them: the other half is lived on."""

_PROMISES: Final = {
    PromiseStatus.KEPT: "promise_kept",
    PromiseStatus.PART_KEPT: "promise_part_kept",
    PromiseStatus.BROKEN: "promise_broken",
}
_SAID: Final = (
    *(Reason.INCOME_LOSS, Reason.ILLNESS, Reason.DISASTER, Reason.OVER_INDEBTED, Reason.CASH_FLOW_GAP, Reason.THIRD_PARTY_UNPAID),
    *(Reason.FAMILY_EVENT, Reason.AUTO_DEBIT_FAILED, Reason.FORGOT, Reason.UNWILLING),
)
"""Reasons that move a bar; the others are circumstances or say nothing of either."""
_CALLED: Final = frozenset({Channel.CALL, Channel.VISIT})
_UNANSWERED: Final = frozenset({Outcome.NO_ANSWER, Outcome.SWITCHED_OFF})
_CIRCUMSTANCES: Final = {
    State.DECEASED: "deceased",
    State.DISPUTING: "disputing",
    State.IDENTITY_THEFT: "fraud_claim",
    State.HARDSHIP: "hardship",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that happened on a day; the codes are those of ``worklist.assessment.POINTS``."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a customer's conduct in one loan.

    Args:
        seen: What happened, in no order.
        promises: How many promises were decided.
        instalments: How many of the last twelve instalments fell due.
        refused: Whether the last conversation of this case with the customer themselves ended in a refusal.
        states: What is written down of the customer and holds today, by code of ``conduct.State``.
        incomes: What they said they earn, newest first.
        instalment_minor: What the loan asks for in a month, minor units; 0 if nothing more falls due.
    """

    seen: tuple[Seen, ...]
    promises: int
    instalments: int
    refused: bool
    states: frozenset[str]
    incomes: tuple[IncomeNote, ...]
    instalment_minor: int

    @property
    def circumstances(self) -> tuple[str, ...]:
        """What outweighs both bars."""
        return tuple(code for state, code in _CIRCUMSTANCES.items() if state in self.states)

    def happenings(self, today: date) -> list[Happening]:
        """The same, by how long ago."""
        return [Happening(one.code, (today - one.on).days) for one in self.seen]


def record_of(case: Case, standing: Standing, now: datetime) -> Record:
    """What is known of a customer's conduct in a case's loan.

    Args:
        case: The case.
        standing: Where its loan stands today.
        now: The moment.
    """
    today = timezone.localdate(now)
    promises = [one for one in _promises(case) if one.on <= today]
    rows = [row for row in instalments_of(standing) if row.position.row.due_on <= today][-LAST_INSTALMENTS:]
    facts = CustomerFact.objects.filter(customer=case.customer_id, kind=FactKind.STATE, withdraws=None, withdrawn_by=None)
    notes = IncomeNote.objects.filter(customer=case.customer_id).select_related("recorded_by")
    incomes = tuple(notes.order_by("-said_on", "-pk"))
    monthly, contacts = monthly_instalment(case, standing), _contacts(case)
    seen = [*promises, *_of_instalments(rows), *_of_payments(standing, today), *_of_contacts(contacts)]
    return Record(
        seen=(*seen, *_of_income(incomes, case.currency, monthly, today)),
        promises=len(promises),
        instalments=len(rows),
        refused=_refused(row for row in contacts if row.case_id == case.pk),
        states=frozenset(row.code for row in facts_on(facts, now, today)),
        incomes=incomes,
        instalment_minor=monthly,
    )


def monthly_instalment(case: Case, standing: Standing) -> int:
    """What a loan asks for in a month, minor units: its next instalment, else the last, by how many there are in a year."""
    rows = instalments_of(standing)
    ahead = [row for row in rows if row.state is Paid.COMING] or rows[-1:]
    return divide_half_up(ahead[0].total_minor * Frequency(case.loan.frequency).periods_per_year, 12) if ahead else 0


def _promises(case: Case) -> Iterator[Seen]:
    found = Promise.objects.filter(loan_id=case.loan_id, status__in=_PROMISES)
    for status, promised_on, decided_on in found.values_list("status", "promised_on", "decided_on"):
        yield Seen(_PROMISES[PromiseStatus(status)], decided_on or promised_on)


def _of_instalments(rows: Iterable[Instalment]) -> Iterator[Seen]:
    behind = False
    for row in rows:
        if row.state is Paid.ON_TIME:
            yield Seen("paid_in_time", row.position.row.due_on)
        late = row.state in (Paid.LATE, Paid.MISSED)
        if late and not behind:
            yield Seen("new_arrears", row.position.row.due_on)
        behind = late


def _of_payments(standing: Standing, today: date) -> Iterator[Seen]:
    """Days on which money came: whether it covered all instalments that had fallen due. Penalty interest isn't looked at."""
    paid = {receipt.value_on for receipt in standing.ledger.receipts if receipt.kind is ReceiptKind.PAYMENT}
    rows = [(position.row.due_on, position.settled_on) for position in standing.allocation.reported()]
    for day in sorted(one for one in paid if today - PAYMENTS_WITHIN <= one <= today):
        if any(due_on <= day and (settled_on is None or settled_on > day) for due_on, settled_on in rows):
            yield Seen("paid_part", day)
            yield Seen("paid_some", day)
        elif any(settled_on == day for _, settled_on in rows):
            yield Seen("paid_full", day)


def _contacts(case: Case) -> list[Contact]:
    found = Contact.objects.filter(case__loan=case.loan_id, corrected_by=None)
    return list(found.only("case_id", "channel", "reached", "outcome", "reason", "started_at").order_by("started_at", "pk"))


def _refused(rows: Iterable[Contact]) -> bool:
    talks = [row for row in rows if row.reached == Reached.CUSTOMER]
    return bool(talks) and talks[-1].outcome == Outcome.REFUSED


def _of_contacts(rows: Iterable[Contact]) -> Iterator[Seen]:
    for row in rows:
        day = timezone.localdate(row.started_at)
        if row.reached == Reached.CUSTOMER:
            yield Seen("called_us" if row.channel == Channel.INBOUND else "reached", day)
            yield from _of_words(row, day)
        elif row.channel in _CALLED and row.reached == Reached.NOBODY and row.outcome in _UNANSWERED:
            yield Seen("not_reached", day)


def _of_words(row: Contact, day: date) -> Iterator[Seen]:
    """What the customer said; a refusal and "I don't want to" in one call are one thing, counted once."""
    if row.outcome == Outcome.REFUSED:
        yield Seen("refused", day)
    if row.outcome == Outcome.HARDSHIP:
        yield Seen("asked_for_help", day)
    if row.reason in _SAID and not (row.outcome == Outcome.REFUSED and row.reason == Reason.UNWILLING):
        yield Seen(f"said_{row.reason}", day)


def _of_income(incomes: Iterable[IncomeNote], currency: str, monthly_minor: int, today: date) -> Iterator[Seen]:
    newest = next((row for row in incomes if row.currency == currency and today - PAYMENTS_WITHIN <= row.said_on <= today), None)
    if newest is None or monthly_minor <= 0:
        return
    if newest.monthly_minor < monthly_minor:
        yield Seen("income_below_instalment", newest.said_on)
    elif newest.monthly_minor >= LIVING * monthly_minor:
        yield Seen("income_above_instalment", newest.said_on)
