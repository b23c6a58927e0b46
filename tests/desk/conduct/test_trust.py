"""A clock, a zone or settings that can't be trusted: nothing is started, every page says why, and there is a way back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.conduct.models import ConductSetting, ContactStart, CustomerFact, FactKind
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.appointments import open_moments
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.services.facts import FactDraft, fact_record
from huashu.desk.conduct.services.settings import clock_confirm

SHANGHAI = ZoneInfo("Asia/Shanghai")
BROKEN = {
    "a house zone that doesn't exist": ({"timezone": "Mars/Olympus"}, "Mars/Olympus"),
    "a house zone of spaces": ({"timezone": "  "}, "time zone"),
    "a folder of zones": ({"timezone": "Asia"}, "Asia"),
    "no rules": ({"packs": []}, "packs = []"),
    "rules that there aren't": ({"packs": ["CN", "XX"]}, "packs = ["),
    "rules as a word": ({"packs": "CN"}, "packs = CN"),
    "an actor that no rule binds": ({"actor": "nobody"}, "actor = nobody"),
    "a lender that no rule knows": ({"lender_type": "pawn"}, "lender_type = pawn"),
}


def press(client, case, way="call"):
    return client.post(reverse("conduct-start", args=[case.pk, way]), {}, headers={"HX-Request": "true", "Accept-Language": "en"})


def pages(client, case):
    addresses = (reverse("case", args=[case.pk]), reverse("today"), reverse("conduct-start", args=[case.pk, "call"]))
    return [client.get(address, headers={"Accept-Language": "en"}) for address in addresses]


@pytest.mark.parametrize("name", list(BROKEN))
def test_broken_settings_stop_every_contact_and_say_why(name, make_real_case, ada, signed_in):
    values, said = BROKEN[name]
    case, client = make_real_case(ada), signed_in(ada)
    ConductSetting.objects.create(pk=1, **values)
    assert press(client, case).status_code == 422
    assert not ContactStart.objects.exists()
    shown = pages(client, case)
    assert [page.status_code for page in shown] == [200, 200, 200]
    assert said in shown[0].content.decode()


def test_a_customers_zone_that_does_not_exist_stops_contact_with_them_alone(make_real_case, ada, signed_in, now):
    case, other, client = make_real_case(ada), make_real_case(ada), signed_in(ada)
    fact_record(case=case, draft=FactDraft(FactKind.ZONE, "America/New_York", {}), person=ada, now=now)
    CustomerFact.objects.filter(kind=FactKind.ZONE).update(code="Mars/Olympus")
    assert press(client, case).status_code == 422
    assert [page.status_code for page in pages(client, case)] == [200, 200, 200]
    assert "Mars/Olympus" in pages(client, case)[0].content.decode()
    assert press(client, other).status_code == 204


@pytest.fixture
def later_entry(ada, now):
    """Something written down while the clock was fast: tomorrow, by the clock of the test."""
    return trail_append(TrailKind.LENDER_CHANGED, person=ada, data={"changes": {}}, at=now + timedelta(days=1))


@pytest.mark.usefixtures("later_entry")
def test_a_clock_that_was_set_back_is_not_cured_by_what_is_written_under_it(make_real_case, ada, signed_in, now):
    case, client = make_real_case(ada), signed_in(ada)
    assert press(client, case).status_code == 422
    trail_append(TrailKind.LENDER_CHANGED, person=ada, data={"changes": {}}, at=now)
    assert press(client, case).status_code == 422


@pytest.mark.usefixtures("later_entry")
def test_an_administrator_confirms_a_clock_that_ran_fast_before(make_real_case, ada, chen, signed_in, now):
    case, client, settings_page = make_real_case(ada), signed_in(chen), reverse("conduct-settings")
    assert "earlier than what was already written down" in client.get(settings_page, headers={"Accept-Language": "en"}).content.decode()
    assert signed_in(ada).post(reverse("conduct-clock")).status_code == 403
    client = signed_in(chen)
    assert client.post(reverse("conduct-clock")).status_code == 302
    told = TrailEntry.objects.latest("number").data["changes"]["clock_confirmed"]
    assert datetime.fromisoformat(told[0]) - datetime.fromisoformat(told[1]) == timedelta(days=1)
    assert press(signed_in(ada), case).status_code == 204
    clock_confirm(person=chen, now=now)
    assert TrailEntry.objects.filter(kind=TrailKind.LENDER_CHANGED).count() == 2, "a clock that is right isn't confirmed again"


def test_a_clock_from_before_the_law_allows_nothing(make_real_case, ada):
    case = make_real_case(ada)
    for year, hour in ((1999, 12), (2019, 3)):
        moment = datetime(year, 1, 1, hour, tzinfo=SHANGHAI)
        verdict = basis_of([case], moment).verdict(case.pk, Ask("call", moment))
        assert verdict.ruling == "unknown"


def test_no_time_at_night_is_offered_for_a_customer_who_may_not_be_called_at_all(make_real_case, ada, now):
    case = make_real_case(ada)
    fact_record(case=case, draft=FactDraft(FactKind.STATE, "deceased", {}), person=ada, now=now)
    noon, night = (now.astimezone(SHANGHAI).replace(hour=hour, minute=0) + timedelta(days=1) for hour in (12, 23))
    assert open_moments(case, [noon, night], now) == {noon}
