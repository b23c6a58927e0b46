"""Trying a contact: a worked case filled into the form gives the verdict of its file; what can't be is said at its field."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huashu.conduct.lawbook import lawbook_load

pytestmark = pytest.mark.django_db
CASES = [(rule, index) for rule in lawbook_load().rules for index in range(len(rule.cases)) if rule.pack != "HOUSE"]
CASES += [(rule, index) for rule in lawbook_load(["HOUSE"]).rules for index in range(len(rule.cases))]


def filled(page):
    """What the browser would send of the form as it stands."""
    data = {}
    context = page.context
    parts = [context["form"], *(context[name].management_form for name in ("past", "wish", "consent"))]
    parts += [form for name in ("past", "wish", "consent") for form in context[name]]
    for part in parts:
        for field in part:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False and value not in ("", []):
                data[field.html_name] = [str(one) for one in value] if isinstance(value, list | tuple) else str(value)
    return data


@pytest.mark.parametrize(("rule", "index"), CASES, ids=[f"{rule.id}-{index}" for rule, index in CASES])
def test_a_worked_case_tried_gives_its_verdict(rule, index, ada, signed_in, now):
    client, case = signed_in(ada), rule.cases[index]
    page = client.get("/lawbook/try/", {"rule": rule.id, "case": index})
    answer = client.post("/lawbook/try/", filled(page))
    assert answer.status_code == 200
    verdict = answer.context["verdict"]
    assert verdict.ruling == case.verdict.value
    if case.earliest:
        assert verdict.earliest == f"{case.earliest[:10]} {case.earliest[11:16]} (UTC{case.earliest[-6:]})"


def test_nothing_is_stored(ada, signed_in, now):
    client = signed_in(ada)
    data = filled(client.get("/lawbook/try/"))
    with CaptureQueriesContext(connection) as queries:
        client.post("/lawbook/try/", data)
    assert [one["sql"] for one in queries if not one["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


WRONG = [
    ("form", "at", {"at": ""}, "This field is required."),
    ("form", "at", {"at": "soon"}, "Give a day and a time."),
    ("form", "clock", {"clock": "Mars/Olympus"}, "There is no time zone Mars/Olympus. Write one such as Asia/Shanghai, or +08:00."),
    ("form", "zone", {"zone": "Nowhere"}, "There is no time zone Nowhere. Write one such as Asia/Shanghai."),
    ("form", "possible_zones", {"possible_zones": "Asia/Tokyo, X"}, "There is no time zone X. Write one such as Asia/Shanghai."),
    ("form", "agreed_to", {"agreed_from": "20:00"}, "Give both ends of the agreed hours, or neither."),
    ("form", "packs", {"packs": "MARS"}, "Select a valid choice. MARS is not one of the available choices."),
    ("form", "visitors", {"visitors": "-1"}, "Ensure this value is greater than or equal to 0."),
    ("past", "at", {"past-0-at": "yesterday"}, "Give a day and a time."),
    ("wish", "from_time", {"wish-0-from_time": "25:00"}, "Enter a valid time."),
]


@pytest.mark.parametrize(("part", "field", "change", "sentence"), WRONG)
def test_what_cannot_be_is_said_at_its_field(part, field, change, sentence, ada, signed_in, now):
    client = signed_in(ada)
    page = client.post("/lawbook/try/", filled(client.get("/lawbook/try/")) | change)
    assert page.status_code == 422
    errors = page.context[part].errors if part == "form" else page.context[part][0].errors
    assert list(errors) == [field]
    assert sentence in unescape(page.content.decode())
    assert page.context["verdict"] is None


@pytest.mark.parametrize("query", ["?rule=NO-SUCH&case=0", "?rule=CN-TIME&case=99", "?rule=CN-TIME&case=x", "?case=-1"])
def test_an_unknown_case_gives_the_empty_form(query, ada, signed_in, now):
    assert signed_in(ada).get(f"/lawbook/try/{query}").status_code == 200


def test_a_broken_form_is_refused_without_a_trace(ada, signed_in, now):
    page = signed_in(ada).post("/lawbook/try/", {"past-TOTAL_FORMS": "x"})
    assert page.status_code == 422
