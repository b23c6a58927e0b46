"""The Today page: the queue with its reasons, one case of it, and its three empty states."""

from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.cases.services import case_place
from huashu.desk.closing.models import CloseRun, RunState
from huashu.worklist import Lane

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "desk-case"}


@pytest.fixture
def place(make_case, now):
    """Make a case and give it its place."""

    def make(person, **fields):
        case = make_case(person, **fields)
        case_place(case, now)
        return case

    return make


@pytest.fixture
def day(place, ada, ben, dora, now):
    """Ada's day, one case of Ben's and one of Dora's."""
    today = now.date()
    return {
        "deadline": place(ada, first_contact_due_at=now + timedelta(hours=3, minutes=5), days_past_due=1),
        "appointment": place(ada, next_contact_at=now + timedelta(minutes=18), next_contact_is_appointment=True),
        "promise": place(ada, promise_due_on=today, promise_due_minor=100_000),
        "broken": place(ada, broken_promises=2, promise_broken_on=today, days_past_due=19),
        "early": place(ada, days_past_due=12, overdue_minor=523_000),
        "firm": place(ada, stage="firm", bucket="M2", days_past_due=45),
        "waiting": place(ada, promise_due_on=today + timedelta(days=4), promise_due_minor=50_000),
        "bens": place(ben, days_past_due=5),
        "doras": place(dora),
        "closed": place(ada, closed_on=today),
    }


def rows(text, day):
    """Names of the cases in the order of the list."""
    found = {name: text.find(f'data-row="{case.pk}"') for name, case in day.items()}
    return sorted((name for name, place in found.items() if place >= 0), key=found.get)


def page(client, query=""):
    response = client.get(reverse("today") + query)
    assert response.status_code == 200
    return response.text


def test_the_order_of_a_day_and_the_reasons(day, ada, signed_in):
    text = page(signed_in(ada))
    assert rows(text, day) == ["deadline", "appointment", "promise", "broken", "early", "firm", "waiting"]
    for reason in (
        "First contact due in 3 h 05 min",
        "Call-back agreed at 10:30",
        "Promised 1,000.00 by today, not yet received",
        "Promise broken, second time",
        "Overdue 12 days, 5,230.00",
        "Overdue 45 days, 1,020.50",
        "Promised 500.00 by Fri 27 Nov",
        "First contact owed within 24 hours",
        "Waiting, nothing to do now",
    ):
        assert reason in text
    assert '<span class="num">6</span> cases, <span class="num">0</span> done' in text
    assert "<title>(6) Today" in text


FILTERS = [
    ("?scope=team", ["deadline", "appointment", "promise", "broken", "bens", "early", "firm", "waiting"]),
    ("?part=first_contact", ["deadline"]),
    ("?part=appointment", ["appointment"]),
    ("?part=promise", ["promise", "broken"]),
    ("?stage=firm", ["firm"]),
    ("?bucket=M2", ["firm"]),
    ("?scope=nonsense&part=nonsense&after=nonsense", ["deadline", "appointment", "promise", "broken", "early", "firm", "waiting"]),
]


@pytest.mark.parametrize(("query", "names"), FILTERS)
def test_filters(query, names, day, ada, signed_in):
    assert rows(page(signed_in(ada), query), day) == names


def test_search_in_the_queue(day, ada, signed_in):
    firm = day["firm"]
    client = signed_in(ada)
    assert rows(page(client, f"?q={firm.customer.phone_tail}"), day) == ["firm"]
    assert rows(page(client, f"?q={firm.loan.contract_no.lower()}"), day) == ["firm"]
    assert rows(page(client, f"?q={firm.customer.name}"), day) == ["firm"]


DEFAULTS = [("ada", "mine"), ("ben", "team"), ("finn", "team"), ("chen", "everybody")]


@pytest.mark.parametrize(("who", "scope"), DEFAULTS)
def test_whose_cases_each_role_sees(who, scope, day, request, signed_in):
    names = rows(page(signed_in(request.getfixturevalue(who))), day)
    assert ("bens" in names) is (scope != "mine")
    assert ("doras" in names) is (scope == "everybody")


def test_strangers_see_nothing_of_north(day, dora, signed_in):
    client = signed_in(dora)
    assert rows(page(client, "?scope=team"), day) == ["doras"]
    assert client.get(reverse("today"), {"case": day["early"].pk}).status_code == 404
    assert client.get(reverse("today"), {"case": day["early"].pk}, headers=HTMX).status_code == 404


def test_administrators_have_no_day(eve, signed_in):
    assert signed_in(eve).get(reverse("today")).status_code == 403


def test_the_first_case_is_open(day, ada, signed_in):
    text = page(signed_in(ada))
    assert f'data-row="{day["deadline"].pk}" aria-current="true"' in text
    assert day["deadline"].loan.contract_no in text


def test_a_chosen_case_is_open_and_marked(day, ada, signed_in):
    text = page(signed_in(ada), f"?case={day['firm'].pk}")
    assert f'data-row="{day["firm"].pk}" aria-current="true"' in text
    assert "asked" in text


def test_htmx_gets_only_the_case(day, ada, signed_in, django_assert_max_num_queries):
    client = signed_in(ada)
    with django_assert_max_num_queries(40):
        response = client.get(reverse("today"), {"case": day["firm"].pk}, headers=HTMX)
    assert "<html" not in response.text
    assert "data-row" not in response.text
    assert day["firm"].loan.contract_no in response.text
    assert "HX-Target" in response.headers["Vary"]


@pytest.mark.parametrize("query", ["?case=x", "?case=99999999999999999999999", "?case=-1"])
def test_nonsense_for_a_case_shows_the_first(query, day, ada, signed_in):
    assert day["deadline"].loan.contract_no in page(signed_in(ada), query)


@pytest.mark.parametrize(("who", "works"), [("ada", True), ("ben", True), ("finn", False), ("chen", False)])
def test_work_buttons(who, works, day, request, signed_in):
    text = page(signed_in(request.getfixturevalue(who)), f"?scope=team&case={day['firm'].pk}")
    for part in ('data-key="c"', 'data-key="n"', 'data-key="p"', 'data-key="e"'):
        assert (part in text) is works
    assert ("you read cases; officers and supervisors work them" in text) is not works
    assert 'data-key="Enter"' in text


@pytest.mark.parametrize("more", [0, 30])
def test_the_number_of_queries_is_fixed(more, day, place, ada, signed_in, django_assert_num_queries):
    for _ in range(more):
        place(ada)
    client = signed_in(ada)
    page(client)  # begins the session
    with django_assert_num_queries(51):
        page(client)


YESTERDAYS = [
    ("a promise for today has become late", {"promise_due_on": 0, "promise_due_minor": 100_000}, "Promised 1,000.00 by 23 Nov, not yet"),
    ("a promise for tomorrow is due", {"promise_due_on": 1, "promise_due_minor": 100_000}, "Promised 1,000.00 by today, not yet"),
    ("what was done yesterday is to be done", {"handled_on": 0}, "Overdue 3 days, 1,020.50"),
]


@pytest.mark.parametrize(("fields", "reason"), [case[1:] for case in YESTERDAYS], ids=[case[0] for case in YESTERDAYS])
def test_reasons_are_of_today_though_nobody_closed(fields, reason, place, ada, signed_in, now, at):
    days = {name: now.date() + timedelta(days=value) for name, value in fields.items() if name.endswith("_on")}
    place(ada, **fields | days)
    at(now + timedelta(days=1))
    assert reason in page(signed_in(ada))


CLOSES = [
    ("ada", None, "never been closed", "Ask your supervisor"),
    ("ada", 1, "Last closed on 22 Nov", "Ask your supervisor"),
    ("ben", 1, "Last closed on 22 Nov", "Close today now"),
    ("ben", 0, "", ""),
]


@pytest.mark.parametrize("case", CLOSES)
@pytest.mark.usefixtures("day")
def test_a_list_that_is_not_of_today_says_so(case, request, signed_in, now):
    who, days_ago, notice, do = case
    if days_ago is not None:
        CloseRun.objects.create(as_of=now.date() - timedelta(days=days_ago), state=RunState.DONE, started_at=now)
    CloseRun.objects.create(as_of=now.date() + timedelta(days=1), state=RunState.FAILED, started_at=now)  # doesn't count
    text = page(signed_in(request.getfixturevalue(who)))
    assert ("order, days and amounts" in text or "never been closed" in text) is bool(notice)
    assert notice in text
    assert do in text


def test_nothing_yet(ada, ben, signed_in, now):
    assert "never been closed" not in page(signed_in(ada))
    assert "There is no case in the book." in page(signed_in(ada))
    assert "Your supervisor can import one." in page(signed_in(ada))
    assert reverse("import-list") in page(signed_in(ben))


def test_nothing_matches(day, ada, signed_in):
    text = page(signed_in(ada), "?bucket=M7%2B")
    assert "Nothing matches" in text
    assert "Clear the filters" in text


def test_no_case_is_yours(day, ben, place, ada, signed_in):
    day["bens"].delete()
    text = page(signed_in(ben), "?scope=mine")
    assert "No case is yours" in text
    assert "scope=team" in text


def test_all_done_says_what_was_achieved(place, ada, signed_in, now):
    case = place(ada, promise_due_on=now.date() + timedelta(days=1))
    client = signed_in(ada)
    data = {"key": "k", "channel": "call", "reached": "customer", "outcome": "promised", "promise_kind": "part", "part_1_on": "fri"}
    client.post(reverse("contact-new", args=[case.pk]), data | {"part_1_amount": "300"})
    client.post(reverse("payment-new", args=[case.pk]), {"key": "p", "amount": "200", "value_on": "2026-11-23"})
    client.post(reverse("case-done", args=[case.pk]))
    text = page(client)
    assert "All done for today" in text
    for part in ("contact written down", "promise taken", "300.00", "payment received", "200.00"):
        assert part in text
    assert case.lane == Lane.WAITING
