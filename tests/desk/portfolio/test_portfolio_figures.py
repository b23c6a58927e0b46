"""The four figures: the arithmetic stands beside each case. Months run from 23 October (excluded) to 23 November."""

from datetime import date, timedelta

import pytest

from huashu.desk.cases.models import Contact, Promise
from huashu.desk.portfolio.figures import figures_of
from huashu.desk.portfolio.portion import portion_of
from huashu.desk.portfolio.selectors.months import months_of
from huashu.desk.portfolio.selectors.people import Work, work_by_person
from huashu.desk.portfolio.shares import Share, Turn

LATEST = date(2026, 11, 23)
SINCE = date(2026, 10, 23)

FIRST, LAST = SINCE + timedelta(days=1), LATEST
EARLIER = SINCE


@pytest.fixture
def figures(closed_book, now):
    def of(person, **params):
        portion = portion_of(person, {name: str(value) for name, value in params.items()}, now)
        return {figure.list_code: figure for figure in figures_of(portion, work_by_person(portion))}

    return of


def test_overdue_is_of_running_loans(figures, ben, ada):
    team, own = figures(ben)["overdue"], figures(ada)["overdue"]
    # North: 4 + 2 of 20 now, 1 + 3 of 20 before; repaid loans don't count.
    assert (team.basis, team.now, team.before, team.turn) == (Share(6, 20), 300, 200, Turn.WORSE)
    # Ada: 4 of 10 now, 1 of 10 before; her team's share beside it.
    assert (own.now, own.before, own.team) == (400, 100, 300)
    assert team.team is None


@pytest.mark.parametrize(
    ("decided_on", "place"),
    [
        (FIRST, "now"),
        (LAST, "now"),
        (EARLIER, "before"),
        (date(2026, 9, 24), "before"),
        (date(2026, 9, 23), None),
        (LAST + timedelta(days=1), None),
    ],
    ids=str,
)
def test_a_promise_counts_in_the_month_it_was_decided(figures, make_promise, ada, decided_on, place):
    make_promise(ada, "kept", decided_on)
    figure = figures(ada)["promises"]
    assert {"now": figure.now, "before": figure.before} == {"now": None, "before": None} | ({place: 1000} if place else {})


@pytest.mark.parametrize(
    ("status", "kept", "decided"), [("kept", 1, 1), ("part_kept", 0, 1), ("broken", 0, 1), ("open", 0, 0), ("withdrawn", 0, 0)]
)
def test_only_promises_kept_in_full_are_kept(figures, make_promise, ada, status, kept, decided):
    make_promise(ada, status, LAST)
    assert figures(ada)["promises"].basis == Share(kept, decided)


def test_promises_that_were_replaced_are_counted_beside_the_share(closed_book, make_promise, make_contact, ada, ben, now):
    made = [make_promise(ada, status, LAST) for status in ("kept", "broken", "withdrawn", "withdrawn")]
    taken_back = made[-1]  # by a correction: it was never made
    contacts = [make_contact(taken_back.case, ada, LAST, "customer") for _ in range(2)]
    Promise.objects.filter(pk=taken_back.pk).update(contact=contacts[0])
    Contact.objects.filter(pk=contacts[1].pk).update(corrects=contacts[0])
    portion = portion_of(ben, {}, now)
    month, work = months_of(portion)[-1], work_by_person(portion)[ada.pk].now
    assert (month.kept, month.broken, month.withdrawn, month.promises) == (1, 1, 1, Share(1, 2))
    assert (work.withdrawn, work.promises) == (1, Share(1, 2))


@pytest.mark.parametrize(
    ("day", "hours_before", "fields", "basis"),
    [
        pytest.param(LAST - timedelta(days=2), 5, {}, Share(1, 1), id="in time"),
        pytest.param(LAST - timedelta(days=2), 0, {}, Share(1, 1), id="at the last moment"),
        pytest.param(LAST - timedelta(days=2), -1, {}, Share(0, 1), id="an hour late"),
        pytest.param(LAST - timedelta(days=2), None, {}, Share(0, 1), id="never"),
        pytest.param(LAST, None, {}, Share(0, 0), id="not due yet"),
        pytest.param(FIRST - timedelta(days=1), 5, {}, Share(0, 0), id="a month earlier"),
        pytest.param(
            LAST - timedelta(days=5), None, {"closed_on": LAST - timedelta(days=5)}, Share(0, 0), id="paid before anybody had to call"
        ),
        pytest.param(LAST - timedelta(days=5), None, {"closed_on": LAST - timedelta(days=4)}, Share(0, 1), id="paid after the deadline"),
    ],
)
def test_first_contacts_within_24_hours(figures, make_first_contact, ada, day, hours_before, fields, basis):
    make_first_contact(ada, day, hours_before, **fields)
    assert figures(ada)["first_contacts"].basis == basis


@pytest.mark.parametrize(
    ("reason", "closed_on", "now_and_before"),
    [("cured", LAST, (1, 0)), ("cured", FIRST, (1, 0)), ("cured", EARLIER, (0, 1)), ("paid", LAST, (0, 0))],
)
def test_cured_cases_are_counted(figures, make_case, ada, reason, closed_on, now_and_before):
    make_case(ada, closed_on=closed_on, closed_reason=reason)
    figure = figures(ada)["cured"]
    assert (figure.now, figure.before) == now_and_before
    assert figure.is_share is False


def test_contacts_are_calls_and_visits_of_the_month(closed_book, make_case, make_contact, ada, now):
    case = make_case(ada)
    make_contact(case, ada, FIRST, "customer")
    make_contact(case, ada, LAST, "nobody")
    make_contact(case, ada, SINCE, "customer")
    corrected = make_contact(case, ada, LAST, "customer")
    again = make_contact(case, ada, LAST, "nobody")
    again.corrects = corrected
    again.save()
    works = work_by_person(portion_of(ada, {}, now))
    assert works[ada.pk].contacts == Share(1, 3)


def test_work_of_several_people_adds_up():
    one = Work(contacts=Share(1, 2))
    assert one.plus(Work(contacts=Share(2, 2))).contacts == Share(3, 4)
