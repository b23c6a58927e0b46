"""What became of invented promises: grace is one day; days are of November 2026, as of the 20th; amounts in yuan."""

from datetime import date

import pytest

from huashu.adapters.demo.talks import Pledge
from huashu.desk.closing.promise_outcomes import Money
from huashu.desk.demo.verdicts import verdict_of


def day(number):
    return date(2026, 11, number)


@pytest.mark.parametrize(
    ("parts", "moneys", "until", "status", "decided", "received"),
    [
        pytest.param([(100, 5)], [(4, 100)], None, "kept", 4, [100], id="paid before its day"),
        pytest.param([(100, 5)], [(6, 100)], None, "kept", 6, [100], id="paid within grace"),
        pytest.param([(100, 5)], [(7, 100)], None, "broken", 7, [0], id="paid after grace"),
        pytest.param([(100, 5)], [(4, 60)], None, "part_kept", 7, [60], id="a part paid"),
        pytest.param([(100, 19)], [], None, "open", None, [0], id="its grace ends tonight"),
        pytest.param([(100, 18)], [], None, "broken", 20, [0], id="its grace ended"),
        pytest.param([(100, 9)], [], 5, "withdrawn", 5, [0], id="replaced before its day"),
        pytest.param([(100, 9)], [(5, 100)], 5, "withdrawn", 5, [0], id="money of the newer one's day is the newer one's"),
        pytest.param([(100, 5), (50, 12)], [(5, 100), (12, 50)], None, "kept", 12, [100, 50], id="both parts paid"),
        pytest.param([(100, 5), (50, 12)], [(12, 50)], None, "part_kept", 12, [0, 50], id="the first missed, the second paid"),
        pytest.param([(100, 5), (50, 12)], [], None, "broken", 7, [0, 0], id="both missed, known since the first"),
        pytest.param([(100, 25)], [(1, 100)], None, "open", None, [0], id="money from before it was made"),
    ],
)
def test_a_promise_is_judged_as_the_close_would(parts, moneys, until, status, decided, received):
    pledge = Pledge("full", "", tuple((amount, day(due)) for amount, due in parts))
    given = [Money(day(number), amount) for number, amount in moneys]
    verdict = verdict_of(pledge, day(2), until and day(until), given, day(20), 1)
    assert (verdict.status, verdict.decided_on) == (status, decided and day(decided))
    assert [outcome.received_minor for outcome in verdict.outcomes] == received
