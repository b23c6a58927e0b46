"""Plans that ask for nothing negative, where the bare schedule would."""

import pytest
from ledgerbook import changed, day, lines, plan_text

from huashu.lending.course import first_rows
from huashu.lending.schedule import schedule
from huashu.lending.terms import Method

CASES = {
    "ordinary terms: the schedule itself": (
        changed(periods=2),
        """2026-02-10 600.00 + 12.00
           2026-03-10 600.00 + 6.00""",
    ),
    # 0.11 in parts of 0.02 (0.0157 rounded) would overshoot with the sixth
    "a tiny loan is repaid when nothing is left": (
        changed(principal_minor=11, periods=7, rate_ppb_year=0),
        """2026-02-10 0.02 + 0.00
           2026-03-10 0.02 + 0.00
           2026-04-10 0.02 + 0.00
           2026-05-10 0.02 + 0.00
           2026-06-10 0.02 + 0.00
           2026-07-10 0.01 + 0.00""",
    ),
    # 1,200.00 × 12% × 3,600 / 360 = 1,440.00 for the first ten years, more than the level payment; then two months at 1%:
    # 1,200.00 / (1/1.01 + 1/1.01^2) = 609.01
    "a long first period pays its interest, and the rest is spread anew": (
        changed(periods=3, method=Method.EQUAL_INSTALMENT, first_due_on=day("2036-01-10"), rate_ppb_year=120_000_000),
        """2036-01-10 0.00 + 1,440.00
           2036-02-10 597.01 + 12.00
           2036-03-10 602.99 + 6.03""",
    ),
}


@pytest.mark.parametrize(("terms", "expected"), CASES.values(), ids=CASES.keys())
def test_first_rows(terms, expected):
    rows = first_rows(terms)
    assert plan_text(rows) == lines(expected)
    assert sum(row.principal_minor for row in rows) == terms.principal_minor


def test_the_bare_schedule_of_the_last_two_would_be_negative():
    for name in list(CASES)[1:]:
        assert min(schedule(CASES[name][0]).principal_minor) < 0
