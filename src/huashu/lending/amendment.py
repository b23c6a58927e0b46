"""What each change does to the plan: part prepayment, early repayment, reschedule, payment holiday.

A change takes effect at the end of its value date, on what allocation says that day. It ends every row not yet due,
lets interest accrued so far fall due (or capitalises it), and makes new rows for the principal that is left. The pages
``docs/algorithms/early-repayment.md``, ``reschedule.md`` and ``holiday.md`` hold the rules with worked numbers.
Which changes a loan has is in :mod:`huashu.lending.ledger`; quotes and previews are in :mod:`huashu.lending.changes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from huashu.calendars import period_after
from huashu.lending.accrual import accrued_interest_minor, early_fee_minor, early_fee_ppm, not_yet_due
from huashu.lending.allocation import Allocation, Amounts, allocate
from huashu.lending.course import Course, Stretch, dates_after, rows_to_come
from huashu.lending.entries import Change, EarlyRepayment, Entry, Holiday, HolidayInterest, PartPrepayment, PrepaymentEffect, Reschedule
from huashu.lending.plan import PlanRow, Receipt
from huashu.lending.product import Product
from huashu.lending.terms import Method


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change did: principal before + capitalised = principal after + principal made due.

    Args:
        entry_seq: Entry that made the change.
        on: Day at whose end it took effect.
        principal_before_minor: Principal outstanding before, due or not.
        made_due: What fell due on the day because of the change.
        capitalised: What joined the principal on the day, by the component that it came from.
        principal_after_minor: Principal outstanding after, without what ``made_due`` asks for.
        capitalises_on: Day at whose end a holiday's interest will join the principal, or None.
        capitalises_minor: How much, unless a later change comes first.
    """

    entry_seq: int
    on: date
    principal_before_minor: int
    made_due: Amounts
    capitalised: Amounts
    principal_after_minor: int
    capitalises_on: date | None = None
    capitalises_minor: int = 0


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan and how its rows to come are made.

    Args:
        plan: Every instalment there ever was, ordered by due date.
        course: What rows to come follow from.
        effects: What the changes so far did, in order.
    """

    plan: tuple[PlanRow, ...]
    course: Course
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moment:
    """The loan at the end of the day of a change, before the change."""

    entry: Entry
    state: PlanState
    allocation: Allocation
    product: Product
    disbursed_on: date
    coming: list[PlanRow]
    accrued_minor: int

    @property
    def on(self) -> date:
        return self.entry.value_on

    @property
    def principal_minor(self) -> int:
        """Principal not yet due."""
        return sum(row.principal_minor for row in self.coming)

    @property
    def fee_ppm(self) -> int:
        return early_fee_ppm(self.product, self.disbursed_on, self.on)

    def stretch(self, principal_minor: int, due_on: tuple[date, ...] | None = None) -> Stretch:
        """A balance over the due dates to come, at the rate of the next row."""
        dates = tuple(dict.fromkeys(row.due_on for row in self.coming)) if due_on is None else due_on
        return Stretch(principal_minor, self.coming[0].rate_ppb_year, self.on, dates)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What to do to the plan: ``stretch`` is None if nothing is left to come."""

    course: Course
    stretch: Stretch | None
    made_due: Amounts = Amounts()  # noqa: RUF009 - a named tuple can't be changed
    capitalised: Amounts = Amounts()  # noqa: RUF009
    ended: frozenset[int] = field(default_factory=frozenset)


def amend(state: PlanState, entry: Entry, receipts: Sequence[Receipt], product: Product, disbursed_on: date) -> PlanState:
    """Let one change take effect.

    Args:
        state: The plan before it.
        entry: An entry that carries a change.
        receipts: All receipts of the loan in order; those after the day are left out.
        product: Waterfall, penalty and fee settings.
        disbursed_on: Day from which months count for the early fee.

    Returns:
        The plan after it; the same state if the change has nothing to change (see the pages for when that is).
    """
    allocation = allocate(state.plan, receipts, product, entry.value_on)
    coming = not_yet_due(state.plan, entry.value_on)
    accrued_minor = accrued_interest_minor(state.plan, state.course.day_count, entry.value_on)
    moment = _Moment(entry, state, allocation, product, disbursed_on, coming, accrued_minor)
    outcome = _outcome(moment, entry.change)
    return state if outcome is None else _carried_out(moment, outcome)


def _outcome(moment: _Moment, change: Change | None) -> _Outcome | None:
    if isinstance(change, Reschedule):
        return _rescheduled(moment, change)
    if not moment.principal_minor:
        return None
    if isinstance(change, PartPrepayment):
        return _part_prepaid(moment, change)
    if isinstance(change, EarlyRepayment):
        return _repaid(moment)
    return _paused(moment, change) if isinstance(change, Holiday) else None


def _part_prepaid(moment: _Moment, change: PartPrepayment) -> _Outcome | None:
    own_minor = sum(use.credit_minor for use in moment.allocation.uses if use.receipt.entry_seq == moment.entry.seq)
    prepaid_minor = min(_principal_within(own_minor - moment.accrued_minor, moment.fee_ppm), moment.principal_minor)
    if prepaid_minor <= 0:
        return None
    made_due = Amounts(0, early_fee_minor(prepaid_minor, moment.fee_ppm), moment.accrued_minor, prepaid_minor)
    left_minor = moment.principal_minor - prepaid_minor
    course = moment.state.course
    if not left_minor:
        return _Outcome(course, None, made_due)
    stretch = moment.stretch(left_minor)
    if change.effect is PrepaymentEffect.SHORTER_TERM:
        stretch = replace(stretch, kept_minor=_kept_minor(moment))
    return _Outcome(course, stretch, made_due)


def _repaid(moment: _Moment) -> _Outcome | None:
    made_due = Amounts(0, early_fee_minor(moment.principal_minor, moment.fee_ppm), moment.accrued_minor, moment.principal_minor)
    return _Outcome(moment.state.course, None, made_due) if moment.allocation.credit_minor >= made_due.total_minor else None


def _rescheduled(moment: _Moment, change: Reschedule) -> _Outcome | None:
    accrued = Amounts(0, 0, moment.accrued_minor)
    made_due, capitalised, ended, principal_minor = accrued, Amounts(), frozenset[int](), moment.principal_minor
    if change.capitalise:
        ended = frozenset(
            place
            for place, position in enumerate(moment.allocation.positions)
            if position.row.due_on <= moment.on and position.row.reported(moment.on) and position.owed != position.paid
        )
        owed = Amounts.added(moment.allocation.positions[place].unpaid for place in sorted(ended))
        made_due, capitalised = Amounts(), owed._replace(principal_minor=0).plus(accrued)
        principal_minor += owed.principal_minor + capitalised.total_minor
    if not principal_minor:
        return None
    dates = tuple(period_after(change.first_due_on, n, change.frequency) for n in range(change.periods))
    course = Course(change.frequency, change.method, moment.state.course.day_count, change.first_due_on, change.balloon_minor)
    return _Outcome(course, Stretch(principal_minor, change.rate_ppb_year, moment.on, dates), made_due, capitalised, ended)


def _paused(moment: _Moment, change: Holiday) -> _Outcome:
    course = moment.state.course
    dates = moment.stretch(1).due_on
    running = sum(day <= course.resumes_on(moment.on) for day in dates)
    dates += dates_after(course, dates[-1], change.periods)
    paused_course = replace(course, holiday_until=dates[running + change.periods - 1], holiday_interest=change.interest)
    accrued = Amounts(0, 0, moment.accrued_minor)
    if change.interest is HolidayInterest.PAY:
        return _Outcome(paused_course, moment.stretch(moment.principal_minor, dates), made_due=accrued)
    return _Outcome(paused_course, moment.stretch(moment.principal_minor + moment.accrued_minor, dates), capitalised=accrued)


def _carried_out(moment: _Moment, outcome: _Outcome) -> PlanState:
    on, plan = moment.on, moment.state.plan
    kept = [_ended(row, on) if place in outcome.ended or row.due_on > on else row for place, row in enumerate(plan) if row.starts_on <= on]
    made = [PlanRow(on, *_row_parts(outcome.made_due), moment.coming[0].rate_ppb_year, on)] if outcome.made_due.total_minor else []
    to_come = [] if outcome.stretch is None else rows_to_come(outcome.course, outcome.stretch)
    after = tuple(sorted([*kept, *made, *to_come], key=lambda row: row.due_on))
    effect = _effect(moment, outcome, to_come)
    return PlanState(after, outcome.course, (*moment.state.effects, effect))


def _effect(moment: _Moment, outcome: _Outcome, to_come: list[PlanRow]) -> Effect:
    overdue_minor = sum(position.unpaid.principal_minor for position in moment.allocation.reported() if position.row.due_on <= moment.on)
    before_minor = overdue_minor + moment.principal_minor
    later = [row for row in to_come if row.starts_on > moment.on]
    now_minor = sum(row.principal_minor for row in to_come if row.starts_on == moment.on)
    return Effect(
        moment.entry.seq,
        moment.on,
        before_minor,
        outcome.made_due,
        outcome.capitalised,
        before_minor + outcome.capitalised.total_minor - outcome.made_due.principal_minor,
        later[0].starts_on if later else None,
        sum(row.principal_minor for row in later) - now_minor if later else 0,
    )


def _ended(row: PlanRow, on: date) -> PlanRow:
    return replace(row, superseded_on=on) if row.reported(on) else row


def _row_parts(amounts: Amounts) -> tuple[int, int, int]:
    """Principal, interest and fee in the order of a plan row."""
    return amounts.principal_minor, amounts.interest_minor, amounts.fee_minor


def _principal_within(available_minor: int, fee_ppm: int) -> int:
    """The most principal that an amount repays together with its fee; at most one minor unit stays over."""
    if available_minor <= 0:
        return 0
    principal_minor = available_minor * 10**6 // (10**6 + fee_ppm) + 1
    while principal_minor + early_fee_minor(principal_minor, fee_ppm) > available_minor:
        principal_minor -= 1
    return principal_minor


def _kept_minor(moment: _Moment) -> int | None:
    """The instalment (or equal part of principal) to keep: that of the next row after any holiday, if others follow."""
    resumes_on = moment.state.course.resumes_on(moment.on)
    repaying = [row for row in moment.coming if row.due_on > resumes_on]
    if len(repaying) < 2:
        return None
    by_principal = moment.state.course.method is Method.EQUAL_PRINCIPAL
    return (repaying[0].principal_minor if by_principal else repaying[0].principal_minor + repaying[0].interest_minor) or None
