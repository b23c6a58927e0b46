"""Done and next, and put back."""

import pytest
from django.urls import reverse

from huashu.desk.cases.services import case_place
from huashu.worklist import Lane

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(make_case, ada, now):
    """Three early cases of Ada's, youngest first."""
    cases = [make_case(ada, days_past_due=days) for days in (2, 5, 9)]
    for case in cases:
        case_place(case, now)
    return cases


def done(client, case, query=""):
    return client.post(reverse("case-done", args=[case.pk]) + query)


def test_the_next_case_opens(three, ada, signed_in):
    client = signed_in(ada)
    assert done(client, three[0]).url == f"/today/?scope=mine&case={three[1].pk}"
    assert done(client, three[1]).url == f"/today/?scope=mine&case={three[2].pk}"
    three[0].refresh_from_db()
    assert (str(three[0].handled_on), three[0].lane) == ("2026-11-23", Lane.WAITING)


def test_after_the_last_it_begins_again(three, ada, signed_in):
    assert done(signed_in(ada), three[2]).url == f"/today/?scope=mine&case={three[0].pk}"


def test_after_everything_nothing_is_next(three, ada, signed_in):
    client = signed_in(ada)
    for case in three:
        response = done(client, case)
    assert response.url == "/today/?scope=mine"
    text = client.get(response.url).text
    assert "All done for today" in text
    assert '<span class="num">3</span> cases, <span class="num">3</span> done' in text


def test_next_stays_within_the_filter(three, ada, signed_in):
    three[2].bucket = "M2"
    three[2].save()
    assert done(signed_in(ada), three[0], "?bucket=M2").url == f"/today/?scope=mine&bucket=M2&case={three[2].pk}"


def test_put_back(three, ada, signed_in):
    client = signed_in(ada)
    done(client, three[0])
    assert 'data-key="u"' in client.get(reverse("today"), {"case": three[0].pk}).text
    assert client.post(reverse("case-undone", args=[three[0].pk])).url == f"/today/?scope=mine&case={three[0].pk}"
    three[0].refresh_from_db()
    assert (three[0].handled_on, three[0].lane) == (None, Lane.EARLY)


def test_a_closed_case_says_so(three, ada, signed_in):
    three[0].closed_on = "2026-11-22"
    three[0].save()
    client = signed_in(ada)
    assert "This case was closed on" in client.get(done(client, three[0]).url).text


@pytest.mark.parametrize(("who", "status"), [("finn", 403), ("chen", 403), ("eve", 403), ("dora", 404)])
@pytest.mark.parametrize("name", ["case-done", "case-undone"])
def test_who_may_not(who, status, name, three, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).post(reverse(name, args=[three[0].pk])).status_code == status
    three[0].refresh_from_db()
    assert three[0].handled_on is None


def test_it_takes_a_post(three, ada, signed_in):
    assert signed_in(ada).get(reverse("case-done", args=[three[0].pk])).status_code == 405
