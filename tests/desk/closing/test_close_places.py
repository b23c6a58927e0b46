"""The places of the queue: the same book closed again at the same moment moves nothing."""

import pytest
from closing_book import case_of, nov

from huashu.desk.closing.models import CloseStep
from huashu.worklist import Lane

pytestmark = pytest.mark.django_db


def places():
    return CloseStep.objects.filter(name="places").latest("run__as_of").counts


def test_only_what_moved_is_written(open_loan, close):
    loans = [open_loan(paid=8), open_loan(paid=9)]
    close(nov(18))
    assert places() == {"open": 2, "moved": 2}
    assert [case_of(loan).lane for loan in loans] == [Lane.DEADLINE, Lane.REMINDER]
    close(nov(18))
    assert places() == {"open": 2, "moved": 0}
