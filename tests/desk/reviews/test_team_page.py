"""The team's figures: counted on a few calls, with links that lead to those calls, in a fixed number of queries."""

import re
from html import unescape

import pytest
from desk_reviews import FIRST_CALL, GOOD_CALL

from huashu.desk.reviews.selectors.team import team_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(make_call, ada, ben):
    return [
        make_call(days=1),
        make_call(FIRST_CALL.replace("三千", "两千"), days=9),
        make_call(GOOD_CALL, officer=ben, person=ada, days=2),
    ]


def test_figures_of_a_few_calls(calls, ben, now):
    figures = team_figures(ben, 4, now)
    scores = [call.reviews.get().score for call in calls]
    assert figures.calls == 3
    assert [(one.person.username, one.calls) for one in figures.officers] == [("ada", 2), ("ben", 1)]
    assert figures.officers[1].score == scores[2]
    assert [(week.calls, week.score) for week in figures.weeks][2:] == [(2, -(-(scores[0] + scores[2]) // 2)), (0, None)]
    breach = next(row for row in figures.faults if row.item == "breaches.third_party_pressure")
    assert [count for _, count in breach.cells] == [2, 0]
    assert figures.faults[0].is_breach
    missed = {row.item: (row.missed, row.applied) for row in figures.steps}
    said = [{item["id"]: item["verdict"] for item in call.reviews.get().result["items"] if item["group"] == "steps"} for call in calls]
    for item, counts in missed.items():
        label = item.partition(".")[2]
        verdicts = [held[label] for held in said if held.get(label) in ("met", "not_met")]
        assert counts == (verdicts.count("not_met"), len(verdicts))
    assert {one.call.conversation.pk for one in figures.examples} == {calls[2].pk}  # the others carry a breach


def test_each_number_leads_to_its_calls(calls, ben, signed_in):
    client = signed_in(ben)
    shown = client.get("/reviews/team/?weeks=4").content.decode()
    links = re.findall(r'<a href="(/reviews/\?[^"]+)">(\d+)</a>', shown)
    assert len(links) > 5
    for address, number in links:
        assert len(client.get(unescape(address)).context["calls"]) == int(number), address


def test_the_number_of_questions_is_fixed(calls, make_call, ben, now, django_assert_num_queries):
    with django_assert_num_queries(3):
        team_figures(ben, 4, now)
    for days in range(3, 7):
        make_call(FIRST_CALL.replace("三千", f"{days}千"), days=days)
    with django_assert_num_queries(3):
        team_figures(ben, 4, now)


def test_who_sees_the_figures(calls, ada, dora, chen, signed_in):
    assert signed_in(ada).get("/reviews/team/").status_code == 403
    assert signed_in(dora).get("/reviews/team/").status_code == 403
    assert signed_in(chen).get("/reviews/team/").context["figures"].calls == 3
    assert "No calls in this time" in signed_in(chen).get("/reviews/team/?kind=verification").content.decode()
