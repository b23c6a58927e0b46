"""What goes beyond authority: both sides of each limit, and changing the limits."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from huashu.desk.approvals.authority import answer_due_at, change_excess, default_limits, promise_excess, waiver_excess
from huashu.desk.approvals.models import AuthorityLimits
from huashu.desk.approvals.selectors.limits import limits_of_role
from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.cases.drafts import PartDraft
from huashu.desk.people.models import Role

TODAY = date(2026, 11, 23)
OFFICER, SUPERVISOR = default_limits(Role.OFFICER, "CNY"), default_limits(Role.SUPERVISOR, "CNY")

# name, parts (amount, days ahead), owed, promises broken before, limits exceeded by an officer, by a supervisor
PROMISES = [
    ("seven days ahead", [(1000, 7)], 1000, 0, [], []),
    ("eight days ahead", [(1000, 8)], 1000, 0, [("promise_days", 8, 7)], []),
    ("thirty days ahead", [(1000, 30)], 1000, 0, [("promise_days", 30, 7)], []),
    ("thirty-one days ahead", [(1000, 31)], 1000, 0, [("promise_days", 31, 7)], [("promise_days", 31, 30)]),
    ("three days ahead after a broken one", [(1000, 3)], 1000, 1, [], []),
    ("four days ahead after a broken one", [(1000, 4)], 1000, 1, [("promise_days_after_broken", 4, 3)], []),
    ("three payments", [(400, 1), (300, 2), (300, 3)], 1000, 0, [], []),
    ("four payments", [(250, 1), (250, 2), (250, 3), (250, 4)], 1000, 0, [("promise_parts", 4, 3)], []),
    ("a quarter of what is owed", [(250, 1)], 1000, 0, [], []),
    ("less than a quarter", [(249, 1)], 1000, 0, [("promise_least", 24, 25)], []),
    ("less than a tenth", [(99, 1)], 1000, 0, [("promise_least", 9, 25)], [("promise_least", 9, 10)]),
    ("nothing is owed, so no share can be too small", [(1, 1)], 0, 0, [], []),
]


@pytest.mark.parametrize("case", PROMISES, ids=[case[0] for case in PROMISES])
def test_promises(case):
    _, parts, owed, broken, of_officer, of_supervisor = case
    drafts = [PartDraft(amount, TODAY + timedelta(days=days)) for amount, days in parts]
    for limits, expected in ((OFFICER, of_officer), (SUPERVISOR, of_supervisor)):
        found = promise_excess(drafts, limits, today=TODAY, owed_minor=owed, broken=broken)
        assert [(one.code, one.asked, one.limit) for one in found] == expected


# name, amount, currency, waived before, exceeded by an officer, by a supervisor
WAIVERS = [
    ("the smallest", 1, "CNY", 0, True, False),
    ("up to the supervisor's limit", 50_000, "CNY", 0, True, False),
    ("a fen more", 50_001, "CNY", 0, True, True),
    ("small, but the twelve months are used up", 1, "CNY", 50_000, True, True),
    ("another currency", 1, "USD", 0, True, True),
]


@pytest.mark.parametrize("case", WAIVERS, ids=[case[0] for case in WAIVERS])
def test_waivers(case):
    _, amount, currency, before, of_officer, of_supervisor = case
    found = [bool(waiver_excess(amount, limits, currency=currency, before_minor=before)) for limits in (OFFICER, SUPERVISOR)]
    assert found == [of_officer, of_supervisor]


@pytest.mark.parametrize("kind", ["reschedule", "holiday"])
def test_changes_of_the_plan(kind):
    assert [one.code for one in change_excess(kind, OFFICER, moved_days=0)] == [kind]
    assert change_excess(kind, SUPERVISOR, moved_days=366) == []
    assert [(one.code, one.asked, one.limit) for one in change_excess(kind, SUPERVISOR, moved_days=367)] == [("extension_days", 367, 366)]


# asked at, answered by (24 hours)
ANSWERS = [
    ("10:12", "24 10:30"),
    ("10:00", "24 10:00"),
    ("17:59", "24 18:00"),
    ("18:00", "24 18:00"),
    ("18:01", "25 10:00"),
    ("23:50", "25 10:00"),
    ("08:05", "24 10:00"),
]


@pytest.mark.parametrize(("asked", "by"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_the_customer_is_told_an_hour_of_the_day(asked, by):
    zone = ZoneInfo("Asia/Shanghai")
    at = datetime.strptime(f"2026-11-23 {asked}", "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    assert answer_due_at(at, 24).strftime("%d %H:%M") == by


def fields_of(client, **changes):
    text = client.get("/approvals/authority/")
    form = next(form for role, _, form in text.context["forms"] if role == "officer")
    data = {
        f"officer-{name}": field.initial for name, field in form.fields.items() if field.initial is not None and field.initial is not False
    }
    return {"role": "officer"} | data | {f"officer-{name}": value for name, value in changes.items()}


@pytest.mark.parametrize(("who", "status"), [("chen", 302), ("eve", 302), ("ben", 200), ("ada", 200), ("finn", 403)])
def test_who_may_change_limits(who, status, request, signed_in, now):
    client = signed_in(request.getfixturevalue(who))
    if status == 403:
        assert client.get("/approvals/authority/").status_code == 403
        return
    response = client.post("/approvals/authority/", fields_of(client, promise_days=10, reason="年底发薪晚"))
    assert response.status_code == status
    assert (limits_of_role(Role.OFFICER).promise_days == 10) is (status == 302)


def test_a_change_is_a_new_row_and_stands_in_the_trail(chen, signed_in, now):
    client = signed_in(chen)
    client.post("/approvals/authority/", fields_of(client, promise_days=10, reason="年底发薪晚"))
    client.post("/approvals/authority/", fields_of(client, promise_days=5, waived="12.50", reason="收回"))
    assert list(AuthorityLimits.objects.order_by("pk").values_list("promise_days", "waived_minor")) == [(10, 0), (5, 1250)]
    entry = TrailEntry.objects.filter(kind=TrailKind.AUTHORITY_CHANGED).order_by("-number").first()
    assert entry.data == {"role": "officer", "changes": {"promise_days": [10, 5], "waived_minor": [0, 1250]}, "reason": "收回"}
    assert "收回" in client.get("/approvals/authority/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"promise_days": 10, "reason": ""}, "Say why"),
        ({"promise_days": 31, "reason": "x"}, "A supervisor may never do less than an officer"),
        ({"promise_days": 61, "reason": "x"}, "less than or equal to 60"),
        ({"waived": "many", "reason": "x"}, "Give an amount such as 500"),
    ],
)
def test_limits_that_are_refused(changes, sentence, chen, signed_in, now):
    client = signed_in(chen)
    response = client.post("/approvals/authority/", fields_of(client, **changes))
    assert response.status_code == 422
    assert sentence in response.text
    assert not AuthorityLimits.objects.exists()
