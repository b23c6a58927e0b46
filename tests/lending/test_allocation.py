"""Which receipt pays what: tables of histories with the use of each receipt and the rows as they stand.

Numbers follow from the standard loan of ``ledgerbook``: rows of 100.00 + 12.00, 11.00, 10.00 ..., penalty 0.05 a day on
100.00 overdue.
"""

from dataclasses import dataclass, field

import pytest
from ledgerbook import account, amounts_text, day, history, lines, money

from huashu.lending.allocation import allocate
from huashu.lending.ledger import replay
from huashu.lending.product import Component, WaterfallBy

PRINCIPAL_FIRST = (Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.PENALTY)


@dataclass
class Case:
    """Uses: one line per receipt. Rows: one line per row that has fallen due, what is unpaid on it."""

    name: str
    history: str
    through: str
    uses: str
    unpaid: str
    product: dict = field(default_factory=dict)
    plan: str | None = None


WATERFALL = [
    Case(
        "in full on the day",
        "2026-02-10 payment 112.00",
        "2026-02-10",
        "interest 12.00, principal 100.00",
        "2026-02-10 nothing",
    ),
    Case(
        "one fen short",
        "2026-02-10 payment 111.99",
        "2026-02-10",
        "interest 12.00, principal 99.99",
        "2026-02-10 principal 0.01",
    ),
    Case(
        "one fen over waits as credit",
        "2026-02-10 payment 112.01",
        "2026-02-10",
        "interest 12.00, principal 100.00, credit 0.01",
        "2026-02-10 nothing",
    ),
    Case(
        "by component: interest of both rows before principal of either",
        "2026-03-10 payment 60.00",  # penalty 28 days of 0.05 = 1.40; 60.00 - 1.40 - 12.00 - 11.00 = 35.60
        "2026-03-10",
        "penalty 1.40, interest 23.00, principal 35.60",
        """2026-02-10 principal 64.40
           2026-03-10 principal 100.00""",
    ),
    Case(
        "by instalment: the older row first",
        "2026-03-10 payment 60.00",  # 60.00 - 1.40 - 12.00 = 46.60
        "2026-03-10",
        "penalty 1.40, interest 12.00, principal 46.60",
        """2026-02-10 principal 53.40
           2026-03-10 interest 11.00, principal 100.00""",
        {"waterfall_by": WaterfallBy.INSTALMENT},
    ),
    Case(
        "principal first, as some consumer laws want it",
        "2026-03-10 payment 205.00",
        "2026-03-10",
        "interest 5.00, principal 200.00",
        """2026-02-10 penalty 1.40, interest 7.00
           2026-03-10 interest 11.00""",
        {"waterfall": PRINCIPAL_FIRST},
    ),
    Case(
        "two receipts on one day in the order of entry",
        """2026-02-10 payment 12.50
           2026-02-10 payment 100.00""",
        "2026-02-10",
        """interest 12.00, principal 0.50
           principal 99.50, credit 0.50""",
        "2026-02-10 nothing",
    ),
]

CREDIT = [
    Case(
        "paid in advance: credit until the due date",
        "2026-01-20 payment 112.00",
        "2026-02-09",
        "credit 112.00",
        "",
    ),
    Case(
        "and spent on the due date",
        "2026-01-20 payment 112.00",
        "2026-02-10",
        "interest 12.00, principal 100.00",
        "2026-02-10 nothing",
    ),
    Case(
        "oldest credit first, and before the money of the day",
        """2026-01-20 payment 10.00
           2026-01-25 payment 10.00
           2026-02-10 payment 100.00""",
        "2026-02-10",
        """interest 10.00
           interest 2.00, principal 8.00
           principal 92.00, credit 8.00""",
        "2026-02-10 nothing",
    ),
    Case(
        "one payment for three rows, spent as they fall due",
        "2026-02-10 payment 333.00",  # 112.00 + 111.00 + 110.00
        "2026-03-10",
        "interest 23.00, principal 200.00, credit 110.00",
        """2026-02-10 nothing
           2026-03-10 nothing""",
    ),
]

PENALTY = [
    Case("none on the due date", "", "2026-02-10", "", "2026-02-10 interest 12.00, principal 100.00"),
    Case("one day after", "", "2026-02-11", "", "2026-02-10 penalty 0.05, interest 12.00, principal 100.00"),
    Case(
        "the last day of grace bears none",
        "",
        "2026-02-13",
        "",
        "2026-02-10 interest 12.00, principal 100.00",
        {"grace_days": 3},
    ),
    Case(
        "the day after grace bears all days since the due date: 4 × 0.05",
        "",
        "2026-02-14",
        "",
        "2026-02-10 penalty 0.20, interest 12.00, principal 100.00",
        {"grace_days": 3},
    ),
    Case(
        "on what was unpaid when grace ended: 12.00 + 60.00 paid within it, 4 days × 40.00 × 0.05%",
        "2026-02-13 payment 72.00",
        "2026-02-14",
        "interest 12.00, principal 60.00",
        "2026-02-10 penalty 0.08, principal 40.00",
        {"grace_days": 3},
    ),
    Case(
        "paid within grace: none ever",
        "2026-02-13 payment 112.00",
        "2026-03-09",
        "interest 12.00, principal 100.00",
        "2026-02-10 nothing",
        {"grace_days": 3},
    ),
    Case(
        "falls with the base: 10 days × 0.05, then 10 days on 50.50 × 0.05% = 0.2525",
        "2026-02-20 payment 62.00",
        "2026-03-02",
        "penalty 0.50, interest 12.00, principal 49.50",
        "2026-02-10 penalty 0.25, principal 50.50",
    ),
    Case(
        "on interest too if the product says so: 10 days × 112.00 × 0.05% = 0.56",
        "",
        "2026-02-20",
        "",
        "2026-02-10 penalty 0.56, interest 12.00, principal 100.00",
        {"penalty_on_interest": True},
    ),
    Case(
        "a year of 365 days: 100 days × 100.00 × 18% / 365 = 4.9315",
        "",
        "2026-05-21",
        "",
        """2026-02-10 penalty 4.93, interest 12.00, principal 100.00
           2026-03-10 penalty 3.55, interest 11.00, principal 100.00
           2026-04-10 penalty 2.02, interest 10.00, principal 100.00
           2026-05-10 penalty 0.54, interest 9.00, principal 100.00""",
        {"penalty_year_days": 365},
    ),
    Case(
        "a rate cap of 9% halves it",
        "",
        "2026-02-20",
        "",
        "2026-02-10 penalty 0.25, interest 12.00, principal 100.00",
        {"penalty_rate_cap_ppb": 90_000_000},
    ),
    Case(
        "an amount cap of 1% of 112.00 isn't reached after 22 days: 1.10",
        "",
        "2026-03-04",
        "",
        "2026-02-10 penalty 1.10, interest 12.00, principal 100.00",
        {"penalty_amount_cap_ppm": 10_000},
    ),
    Case(
        "and holds from the 23rd day: 1.12 instead of 1.15",
        "",
        "2026-03-05",
        "",
        "2026-02-10 penalty 1.12, interest 12.00, principal 100.00",
        {"penalty_amount_cap_ppm": 10_000},
    ),
    Case(
        "never on penalty: 1.00 unpaid after the principal went first, no more days",
        "2026-03-02 payment 112.00",
        "2026-03-09",
        "interest 12.00, principal 100.00",
        "2026-02-10 penalty 1.00",
        {"waterfall": PRINCIPAL_FIRST},
    ),
]

WAIVERS = [
    Case(
        "gives up penalty and nothing else",
        "2026-02-20 waiver 0.30",
        "2026-02-20",
        "penalty 0.30",
        "2026-02-10 penalty 0.20, interest 12.00, principal 100.00",
    ),
    Case(
        "what exceeds the penalty is no credit",
        "2026-02-20 waiver 5.00",
        "2026-02-21",
        "penalty 0.50, unused 4.50",
        "2026-02-10 penalty 0.05, interest 12.00, principal 100.00",
    ),
    Case(
        "before any penalty it has no effect, then or later",
        "2026-02-10 waiver 5.00",
        "2026-02-11",
        "unused 5.00",
        "2026-02-10 penalty 0.05, interest 12.00, principal 100.00",
    ),
    Case(
        "oldest row first: all 2.95 of February, then 0.05 of March",
        "2026-04-10 waiver 3.00",  # February 59 days × 0.05, March 31 × 0.05 = 1.55
        "2026-04-10",
        "penalty 3.00",
        """2026-02-10 interest 12.00, principal 100.00
           2026-03-10 penalty 1.50, interest 11.00, principal 100.00
           2026-04-10 interest 10.00, principal 100.00""",
    ),
]

CORRECTIONS = [
    Case(
        "a reversed payment never was",
        """2026-02-10 payment 112.00
           2026-02-15 reversal of 1""",
        "2026-02-12",
        "",
        "2026-02-10 penalty 0.10, interest 12.00, principal 100.00",
    ),
    Case(
        "a payment dated back takes its penalty away",
        "2026-02-10 payment 112.00 entered 2026-03-01",
        "2026-03-01",
        "interest 12.00, principal 100.00",
        "2026-02-10 nothing",
    ),
    Case(
        "order of entry doesn't matter among value dates",
        """2026-02-20 payment 100.00 entered 2026-02-21
           2026-02-10 payment 12.00 entered 2026-02-22""",
        "2026-02-20",
        """interest 12.00
           penalty 0.50, principal 99.50""",
        "2026-02-10 principal 0.50",
    ),
]


@pytest.mark.parametrize("case", [*WATERFALL, *CREDIT, *PENALTY, *WAIVERS, *CORRECTIONS], ids=lambda case: case.name)
def test_allocation(case):
    loan = account(plan=case.plan, **case.product)
    ledger = replay(loan, history(case.history))
    allocation = allocate(ledger.plan, ledger.receipts, loan.product, day(case.through))
    assert "\n".join(map(use_text, allocation.uses)) == lines(case.uses)
    due = [position for position in allocation.positions if position.row.due_on <= allocation.through_on]
    assert "\n".join(f"{position.row.due_on} {amounts_text(position.unpaid)}" for position in due) == lines(case.unpaid)


def use_text(use):
    parts = [] if not any(use.paid) else [amounts_text(use.paid)]
    parts += [f"credit {money(use.credit_minor)}"] if use.credit_minor else []
    parts += [f"unused {money(use.unused_minor)}"] if use.unused_minor else []
    assert use.paid.total_minor + use.credit_minor + use.unused_minor == use.receipt.amount_minor
    return ", ".join(parts)


def test_positions_keep_the_unrounded_accumulator():
    ledger = replay(account(), history("2026-02-20 payment 62.00"))
    allocation = allocate(ledger.plan, ledger.receipts, account().product, day("2026-03-02"))
    assert allocation.positions[0].base_days == 100_00 * 10 + 50_50 * 10
    assert allocation.positions[0].settled_on is None


def test_a_row_is_settled_on_the_day_of_its_last_part():
    ledger = replay(account(), history("2026-02-10 payment 50.00\n2026-02-17 payment 70.00"))
    allocation = allocate(ledger.plan, ledger.receipts, account().product, day("2026-03-02"))
    assert allocation.positions[0].settled_on == day("2026-02-17")
