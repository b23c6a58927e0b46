"""The internal grade: the cases of ``docs/algorithms/grade.md``, and what the twelve months leave out."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import account, day, history

from huashu.lending.allocation import allocate
from huashu.lending.grade import ReasonCode, grade
from huashu.lending.ledger import replay


@dataclass
class Case:
    name: str
    history: str
    as_of: str
    due: int
    late: int
    worst: int
    code: str
    product: dict = field(default_factory=dict)


FEB = "2026-02-10 payment 112.00\n"
MAR = "2026-03-10 payment 111.00\n"
APR = "2026-04-10 payment 110.00\n"
CASES = [
    Case("always on the day", FEB + MAR + APR, "2026-04-10", 3, 0, 0, "A"),
    Case("only two so far", FEB + MAR, "2026-03-10", 2, 0, 0, "B"),
    Case("nothing due yet", "", "2026-02-09", 0, 0, 0, "B"),
    Case("once ten days late", "2026-02-20 payment 112.50\n" + MAR + APR, "2026-04-10", 3, 1, 10, "B"),
    Case("once eleven days late", "2026-02-21 payment 112.55\n" + MAR + APR, "2026-04-10", 3, 1, 11, "C"),
    Case("eleven days of grace", "2026-02-21 payment 112.00\n" + MAR + APR, "2026-04-10", 3, 0, 0, "A", {"grace_days": 11}),
    Case(
        "three times five days late",
        "2026-02-15 payment 112.25\n2026-03-15 payment 111.25\n2026-04-15 payment 110.25",
        "2026-04-15",
        3,
        3,
        5,
        "C",
    ),
    Case("unpaid for 30 days", "", "2026-03-12", 2, 2, 30, "C"),
    Case("unpaid for 31 days", "", "2026-03-13", 2, 2, 31, "D"),
    Case("unpaid for 90 days", "", "2026-05-11", 4, 4, 90, "D"),
    Case("unpaid for 91 days", "", "2026-05-12", 4, 4, 91, "E"),
    Case("a rest within tolerance", FEB + MAR + "2026-04-10 payment 108.00", "2026-04-15", 3, 0, 0, "A", {"tolerance_minor": 2_00}),
    Case("a rest above tolerance", FEB + MAR + "2026-04-10 payment 107.99", "2026-04-15", 3, 1, 5, "B", {"tolerance_minor": 2_00}),
    Case("a reversed payment counts as unpaid", FEB + "2026-02-12 reversal of 1\n", "2026-02-21", 1, 1, 11, "C"),
    # The February row falls out of the twelve months on 10 February 2027; all others were settled on 10 January by 1,300.00.
    Case("the last day of the twelve months", "2027-01-10 payment 1,400.00", "2027-02-09", 12, 11, 334, "E"),
    Case("the day after", "2027-01-10 payment 1,400.00", "2027-02-10", 11, 10, 306, "E"),
    # Rows paid on the 9th of the next month, with penalty of 27 to 30 days: four are C, the fifth makes it D.
    Case(
        "four late",
        FEB + "2026-04-09 payment 112.50\n2026-05-09 payment 111.45\n2026-06-09 payment 110.50\n2026-07-09 payment 109.45",
        "2026-07-09",
        5,
        4,
        30,
        "C",
    ),
    Case(
        "five late",
        "2026-03-09 payment 113.35\n"
        "2026-04-09 payment 112.50\n2026-05-09 payment 111.45\n2026-06-09 payment 110.50\n2026-07-09 payment 109.45",
        "2026-07-09",
        5,
        5,
        30,
        "D",
    ),
    Case(
        "an ended row counts as late until the change ended it, and new rows only when they fall due",
        "2026-02-20 reschedule 12 at 0.12 from 2026-03-20 capitalise",
        "2026-03-19",
        1,
        1,
        10,
        "B",
    ),
    Case(
        "a row that a change ended on its due date did fall due, in time",
        "2026-02-10 reschedule 12 at 0.12 from 2026-03-10 capitalise",
        "2026-03-09",
        1,
        0,
        0,
        "B",
    ),
    Case(
        "rows that ended before they fell due never counted, nor does the row that a change made due",
        FEB + MAR + "2026-03-25 part_prepayment 305.00 lower_instalment\n2026-04-10 payment 73.50",
        "2026-04-10",
        3,
        0,
        0,
        "A",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_grade(case):
    found = graded(case)
    assert (found.due_count, found.late_count, found.worst_days, found.code) == (case.due, case.late, case.worst, case.code)


def graded(case):
    loan = account(**case.product)
    ledger = replay(loan, history(case.history))
    return grade(allocate(ledger.plan, ledger.receipts, loan.product, day(case.as_of)), loan.product)


def test_reasons_are_codes_with_numbers():
    reasons = [(reason.code, reason.count) for reason in graded(Case("", "", "2026-03-12", 0, 0, 0, "")).reasons]
    assert reasons == [(ReasonCode.DUE, 2), (ReasonCode.LATE, 2), (ReasonCode.WORST_DAYS, 30), (ReasonCode.SHORT_HISTORY, 2)]


def test_a_clean_record_names_no_lateness():
    reasons = [(reason.code, reason.count) for reason in graded(Case("", FEB + MAR + APR, "2026-04-10", 0, 0, 0, "")).reasons]
    assert reasons == [(ReasonCode.DUE, 3), (ReasonCode.LATE, 0)]
