"""Saying money: what is owed and why, what an entry did, how an instalment and a grade stand."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huashu.calendars import Frequency
from huashu.desk.cases.models import PromiseStatus
from huashu.desk.cases.selectors.standing import Paid, Standing
from huashu.desk.cases.words import day_words
from huashu.desk.loans.mapping import OPENING
from huashu.lending.allocation import Amounts
from huashu.lending.arrears import CLOSED
from huashu.lending.entries import EntryKind
from huashu.lending.grade import ROWS_NEEDED
from huashu.lending.status import LoanStatus
from huashu.lending.terms import Method
from huashu.money import format_minor

ENTRIES: Final[dict[str, str | Promise]] = {
    EntryKind.DISBURSEMENT: gettext_lazy("Loan paid out"),
    EntryKind.PAYMENT: gettext_lazy("Payment"),
    EntryKind.WAIVER: gettext_lazy("Penalty waived"),
    EntryKind.REVERSAL: gettext_lazy("Reversal"),
    EntryKind.PART_PREPAYMENT: gettext_lazy("Part prepayment"),
    EntryKind.EARLY_REPAYMENT: gettext_lazy("Early repayment"),
    EntryKind.RESCHEDULE: gettext_lazy("Reschedule"),
    EntryKind.HOLIDAY: gettext_lazy("Payment holiday"),
    OPENING: gettext_lazy("Instalments taken over"),
}
PAID: Final = {
    Paid.ON_TIME: gettext_lazy("paid on time"),
    Paid.LATE: gettext_lazy("paid late"),
    Paid.MISSED: gettext_lazy("overdue"),
    Paid.DUE: gettext_lazy("due, within grace"),
    Paid.COMING: gettext_lazy("to come"),
}
METHODS: Final[dict[str, str | Promise]] = {
    Method.EQUAL_INSTALMENT: gettext_lazy("Equal instalments"),
    Method.EQUAL_PRINCIPAL: gettext_lazy("Equal principal"),
    Method.INTEREST_ONLY: gettext_lazy("Interest, principal at the end"),
    Method.EQUAL_INSTALMENT_BALLOON: gettext_lazy("Equal instalments with a balloon"),
}
FREQUENCIES: Final[dict[str, str | Promise]] = {
    Frequency.MONTHLY: gettext_lazy("monthly"),
    Frequency.BIWEEKLY: gettext_lazy("every two weeks"),
    Frequency.WEEKLY: gettext_lazy("weekly"),
}
TONES: Final = {
    PromiseStatus.OPEN: "do",
    PromiseStatus.KEPT: "ok",
    PromiseStatus.PART_KEPT: "soon",
    PromiseStatus.BROKEN: "late",
    PromiseStatus.WITHDRAWN: "mute",
    PromiseStatus.PROPOSED: "soon",
    PromiseStatus.REFUSED: "mute",
}


def parts_words(amounts: Amounts, currency: str) -> str:
    """An amount's components that aren't 0, as a list in words."""
    named = (
        (_("principal %(amount)s"), amounts.principal_minor),
        (_("interest %(amount)s"), amounts.interest_minor),
        (_("fee %(amount)s"), amounts.fee_minor),
        (_("penalty interest %(amount)s"), amounts.penalty_minor),
    )
    return _(", ").join(text % {"amount": format_minor(minor, currency)} for text, minor in named if minor)


def owed_sentences(standing: Standing, currency: str) -> list[str]:
    """What is owed, in sentences: overdue and what it's made of, due now, next, and the payoff figure."""
    status = standing.status
    if status.bucket == CLOSED:
        return [_("Everything is repaid.")]
    said = [_overdue(standing, currency)] if status.overdue_minor else [_("Nothing is overdue.")]
    if status.due_now_minor:
        said.append(_("%(amount)s is due and within the days of grace.") % {"amount": format_minor(status.due_now_minor, currency)})
    if status.next_due_on:
        amount, day = format_minor(status.next_due_minor, currency), day_words(status.next_due_on, status.as_of)
        said.append(_("The next instalment is %(amount)s on %(day)s.") % {"amount": amount, "day": day})
    if status.credit_minor:
        said.append(_("%(amount)s is kept as credit for it.") % {"amount": format_minor(status.credit_minor, currency)})
    said.append(_("Repaying everything today takes %(amount)s.") % {"amount": format_minor(status.payoff_minor, currency)})
    return said


def _overdue(standing: Standing, currency: str) -> str:
    status = standing.status
    values = {
        "amount": format_minor(status.overdue_minor, currency),
        "parts": parts_words(
            Amounts(status.overdue_penalty_minor, status.overdue_fee_minor, status.overdue_interest_minor, status.overdue_principal_minor),
            currency,
        ),
        "per_day": format_minor(standing.penalty_per_day_minor, currency),
        "day": day_words(status.oldest_unpaid_due_on, status.as_of) if status.oldest_unpaid_due_on else "",
    }
    if not status.oldest_unpaid_due_on:
        return _("%(amount)s is overdue, too little to count days: %(parts)s.") % values
    if standing.penalty_per_day_minor:
        return _("%(amount)s is overdue since %(day)s: %(parts)s. Each day adds %(per_day)s.") % values
    return _("%(amount)s is overdue since %(day)s: %(parts)s.") % values


def grade_words(status: LoanStatus) -> str:
    """Why the grade is what it is."""
    if not status.grade_due_count:
        return _("Nothing has fallen due in the last twelve months, so there is too little history for an A.")
    due = ngettext("%(n)s instalment fell due", "%(n)s instalments fell due", status.grade_due_count) % {"n": status.grade_due_count}
    if not status.grade_late_count:
        said = _("In the last twelve months %(due)s, none of them late.") % {"due": due}
    else:
        late = ngettext("%(n)s was late", "%(n)s were late", status.grade_late_count) % {"n": status.grade_late_count}
        worst = ngettext("by %(n)s day at most", "by %(n)s days at most", status.grade_worst_days) % {"n": status.grade_worst_days}
        said = _("In the last twelve months %(due)s; %(late)s, %(worst)s.") % {"due": due, "late": late, "worst": worst}
    if status.grade_due_count < ROWS_NEEDED:
        said += " " + _("That is too little history for an A.")
    return said
