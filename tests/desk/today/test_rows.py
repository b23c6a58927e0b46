"""The queue comes fifty rows at a time."""

import re

import pytest
from django.urls import reverse

from huashu.desk.cases.services import case_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(make_case, ada, now):
    """130 of Ada's cases in their order: 60 early, 60 firm, 10 to be reminded."""
    cases = [make_case(ada, days_past_due=2 + n % 20) for n in range(60)]
    cases += [make_case(ada, stage="firm", days_past_due=40, overdue_minor=1_000 * (n + 1)) for n in range(60)]
    cases += [make_case(ada, stage="before_due", days_past_due=0, overdue_minor=0, next_due_on=now.date()) for _ in range(10)]
    for case in cases:
        case_place(case, now)
    return sorted(cases, key=lambda case: (case.lane, case.rank, case.pk))


def test_every_case_comes_once_in_order(queue, ada, signed_in, django_assert_num_queries):
    client = signed_in(ada)
    text, seen = client.get(reverse("today")).text, []
    while True:
        seen += [int(pk) for pk in re.findall(r'data-row="(\d+)"', text)]
        more = re.search(r"after=([\d.-]+)", text)
        if not more:
            break
        with django_assert_num_queries(13):
            text = client.get(reverse("today-rows"), {"scope": "mine", "after": more[1]}).text
        assert "<html" not in text
    assert seen == [case.pk for case in queue]


def test_a_lane_is_named_once(queue, ada, signed_in):
    client = signed_in(ada)
    first = client.get(reverse("today")).text
    after = re.search(r"after=([\d.-]+)", first)[1]
    second = client.get(reverse("today-rows"), {"scope": "mine", "after": after}).text
    assert first.count("Early overdue") == 1
    assert second.count("Early overdue") == 0
    assert second.count("Firm stage") == 1


def test_without_scripts_the_next_rows_are_a_page(queue, ada, signed_in):
    client = signed_in(ada)
    after = re.search(r"after=([\d.-]+)", client.get(reverse("today")).text)[1]
    assert f'data-row="{queue[50].pk}"' in client.get(reverse("today"), {"after": after}).text


def test_strangers_get_no_rows(queue, dora, signed_in):
    assert "data-row" not in signed_in(dora).get(reverse("today-rows"), {"scope": "team"}).text
