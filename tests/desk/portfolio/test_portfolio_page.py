"""The portfolio page: who sees what, what it says, and how many queries it takes."""

import re
from datetime import date

import pytest
from django.urls import reverse

from huashu.desk.closing.models import DayFigures

LATEST = date(2026, 11, 23)
QUERIES = 18
"""Session and person, two for closed days, currencies, teams, colleagues, five for work, buckets, two for months, rolls, missed,
approvals waiting."""


def page_of(client, **params):
    response = client.get(reverse("portfolio"), params)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def page(closed_book, signed_in):
    return lambda person, **params: page_of(signed_in(person), **params)


def figure_values(html):
    return re.findall(r'class="value num">([^<]+)<', html)


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("ben", 200), ("chen", 200), ("dora", 200), ("eve", 403), ("finn", 403)])
def test_who_may_read_it(closed_book, signed_in, request, who, status):
    assert signed_in(request.getfixturevalue(who)).get(reverse("portfolio")).status_code == status


def test_a_supervisor_sees_the_team(page, ben):
    html = page(ben)
    # 6 of 20 loans are overdue, 30.0%; a month ago 4 of 20.
    assert figure_values(html) == ["30.0%", "–", "–", "0"]
    assert "+10.0 points" in html
    assert ">Ada</a>" in html
    assert ">Bo</a>" in html
    assert "Dora" not in html


def test_an_officer_sees_their_own_and_the_teams_average(page, ada):
    html = page(ada)
    assert figure_values(html) == ["40.0%", "–", "–", "0"]
    assert 'team <span class="num">30.0%</span>' in html
    assert "The whole team" in html
    assert "Bo" not in re.findall(r">([A-Z][a-z]+)<", html)


def test_an_officer_cant_ask_for_a_colleague_or_a_team(page, ada, bo, dora):
    assert figure_values(page(ada, officer=bo.pk, team=dora.team_id)) == ["40.0%", "–", "–", "0"]


def test_a_supervisor_may_choose_an_officer_of_the_team(page, ben, ada, dora):
    assert figure_values(page(ben, officer=ada.pk))[0] == "40.0%"
    assert figure_values(page(ben, officer=dora.pk))[0] == "30.0%"
    assert figure_values(page(ben, team=dora.team_id))[0] == "30.0%"


def test_compliance_sees_all_teams_and_may_choose(page, chen, dora, ada):
    # 6 of North's 20 and 5 of South's 10: 11 of 30.
    assert figure_values(page(chen))[0] == "36.7%"
    assert figure_values(page(chen, team=dora.team_id))[0] == "50.0%"
    assert figure_values(page(chen, team=dora.team_id, officer=ada.pk))[0] == "50.0%"
    assert figure_values(page(chen, team="x", officer="9" * 30))[0] == "36.7%"


def test_a_stranger_sees_nothing_of_north(page, dora):
    html = page(dora)
    assert figure_values(html)[0] == "50.0%"
    assert "Ada" not in html
    assert "Bo<" not in html


def test_somebody_without_a_team_sees_nothing(page, ada):
    ada.team = None
    ada.save()
    assert figure_values(page(ada)) == ["–", "–", "–", "0"]


def test_before_the_first_close_it_says_how_to_begin(db, now, signed_in, ben, ada):
    html = page_of(signed_in(ben))
    assert "Nothing yet" in html
    assert reverse("closing") in html
    assert reverse("closing") not in page_of(signed_in(ada))


def test_one_currency_a_page(page, chen, ada, totals):
    assert 'name="currency"' not in page(chen)
    DayFigures.objects.create(
        as_of=LATEST,
        assignee=ada,
        team=ada.team,
        currency="USD",
        bucket="M1",
        loans=3,
        outstanding_principal_minor=30_000,
        overdue_minor=1_234,
    )
    html = page(chen)
    assert 'name="currency"' in html
    assert figure_values(html)[0] == "36.7%"
    assert "12.34" not in html
    dollars = page(chen, currency="USD")
    assert figure_values(dollars)[0] == "100.0%"
    assert "12.34" in dollars
    assert figure_values(page(chen, currency="XXX"))[0] == "36.7%"


def test_the_number_of_queries_is_fixed(closed_book, signed_in, ben, ada, make_day, django_assert_num_queries):
    client = signed_in(ben)
    client.get(reverse("portfolio"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("portfolio"))
    for day in range(1, 12):
        make_day(ada, date(2026, 11, day))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("portfolio"))


def test_every_picture_has_words_and_a_table(page, ben):
    html = page(ben)
    assert html.count('role="img"') == 4
    assert html.count("<desc ") == 4
    assert html.count('<details class="numbers">') == 3
    assert "style=" not in html
    assert re.search(r"<desc [^>]*>In all, by month: .*Nov 2026 6\.</desc>", html)


def test_languages_write_lengths_with_a_point(closed_book, signed_in, ben, settings):
    ben.language = "zh-hant"
    ben.save()
    html = page_of(signed_in(ben))
    assert re.findall(r' (?:x|y|width|height)="([^"]*,[^"]*)"', html) == []
