"""The bookkeeper's notation of the ledger tests: a loan, its history as lines, and what is expected as lines.

The standard loan lends 1,200.00 on 10 January 2026 at 12% (30/360) for twelve equal principal parts of 100.00, due on
the 10th of each month from February. Interest is 12.00, 11.00, 10.00 ... 1.00. Penalty is 1.5 times 12%, so 18% / 360
= 0.05% a day: 0.05 for each day that 100.00 is overdue.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from huashu.calendars import DayCount, Frequency
from huashu.lending.entries import (
    EarlyRepayment,
    Entry,
    EntryKind,
    Holiday,
    HolidayInterest,
    PartPrepayment,
    PrepaymentEffect,
    Reschedule,
)
from huashu.lending.ledger import Account
from huashu.lending.product import EarlyFeeTier, Product
from huashu.lending.terms import Method, Terms, rate_from_decimal
from huashu.money import format_minor, from_text

TERMS = Terms(
    principal_minor=1_200_00,
    currency="CNY",
    rate_ppb_year=120_000_000,
    periods=12,
    frequency=Frequency.MONTHLY,
    method=Method.EQUAL_PRINCIPAL,
    day_count=DayCount.THIRTY_360,
    disbursed_on=date(2026, 1, 10),
    first_due_on=date(2026, 2, 10),
)
FEE_3_PERCENT = (EarlyFeeTier(until_months=12, rate_ppm=30_000),)


def account(plan=None, terms=None, **settings):
    """The standard loan with some settings of its product changed, or with an explicit plan as lines."""
    return Account(terms or TERMS, Product(**settings), rows(plan) if plan else None)


def minor(text):
    return from_text(text.replace(",", ""), "CNY")


def day(text):
    return date.fromisoformat(text)


def entered(on):
    """Noon of a day, the entry time of a line that names none."""
    return datetime.combine(on, time(12), UTC)


def history(lines):
    """Entries from lines such as ``2026-03-02 payment 150.00 entered 2026-03-05``, numbered from 1."""
    return [_entry(seq, line.split()) for seq, line in enumerate(filter(None, map(str.strip, lines.splitlines())), 1)]


def _entry(seq, words):
    value_on, kind, details = day(words[0]), EntryKind(words[1]), words[2:]
    entered_on = value_on
    if "entered" in details:
        entered_on = day(details[details.index("entered") + 1])
        details = details[: details.index("entered")]
    if kind is EntryKind.REVERSAL:
        return Entry(seq, kind, value_on, entered(entered_on), reverses_seq=int(details[-1]))
    amount_minor = minor(details.pop(0)) if kind not in (EntryKind.RESCHEDULE, EntryKind.HOLIDAY) else 0
    return Entry(seq, kind, value_on, entered(entered_on), amount_minor, change=_change(kind, details))


def _change(kind, details):
    if kind is EntryKind.PART_PREPAYMENT:
        return PartPrepayment(PrepaymentEffect(details[0]))
    if kind is EntryKind.EARLY_REPAYMENT:
        return EarlyRepayment()
    if kind is EntryKind.HOLIDAY:
        return Holiday(int(details[0]), HolidayInterest(details[1]))
    if kind is EntryKind.RESCHEDULE:  # "6 at 0.06 from 2026-05-25 capitalise"
        rate_ppb = rate_from_decimal(Decimal(details[2]))
        return Reschedule(int(details[0]), rate_ppb, Frequency.MONTHLY, Method.EQUAL_PRINCIPAL, day(details[4]), details[5] == "capitalise")
    return None


def rows(lines):
    """Plan rows from lines such as ``2026-02-10 100.00 + 12.00`` at the standard loan's rate."""
    from huashu.lending.plan import PlanRow  # noqa: PLC0415 - only the few cases with an explicit plan need it

    parts = [line.split() for line in lines.strip().splitlines()]
    return tuple(PlanRow(day(words[0]), minor(words[1]), minor(words[3]), 0, TERMS.rate_ppb_year, TERMS.disbursed_on) for words in parts)


def plan_text(plan):
    """Plan rows as lines: due date, principal + interest, fee if any."""
    return "\n".join(
        f"{row.due_on} {money(row.principal_minor)} + {money(row.interest_minor)}"
        + (f" + fee {money(row.fee_minor)}" if row.fee_minor else "")
        for row in plan
    )


def amounts_text(amounts):
    """Components that aren't zero, in the order penalty, fee, interest, principal."""
    names = ("penalty", "fee", "interest", "principal")
    return ", ".join(f"{name} {money(value)}" for name, value in zip(names, amounts, strict=True) if value) or "nothing"


def money(amount_minor):
    return format_minor(amount_minor, "CNY")


def shown(record, expected):
    """The fields of a record that a text such as ``overdue 74.37, days_past_due 10`` speaks about, as the same text."""
    return ", ".join(f"{name} {_value(record, name)}" for name in (part.split()[0] for part in expected.split(", ")))


def _value(record, name):
    if hasattr(record, f"{name}_minor"):
        return money(getattr(record, f"{name}_minor"))
    return getattr(record, name)


def lines(text):
    """A table cell as its lines, without indentation."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def changed(terms=TERMS, **fields):
    return replace(terms, **fields)
