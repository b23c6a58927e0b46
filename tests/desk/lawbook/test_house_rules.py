"""The lender's own rules: add, change, end; the preview of yesterday; what is refused; nothing half saved; verdicts follow at once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from huashu.conduct.lawbook import lawbook_load, rule_read
from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.verify import trail_check
from huashu.desk.cases.models import Channel, Contact, Outcome, Reached
from huashu.desk.conduct.lawbooks import lawbook_of
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.lawbook.models import HouseRule, HouseRuleVersion
from huashu.desk.lawbook.selectors import house_rules, lawbook_all

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANGE, NEW, SAVE = "/lawbook/house/HOUSE-HOURS/change/", "/lawbook/house/new/?kind=", "/lawbook/house/save/"
DEFAULT = object()


def typed(page, **changes):
    """What the browser sends of the rule form with some fields changed."""
    found = {}
    for field in page.context["form"]:
        value = changes.pop(field.name, DEFAULT)
        value = field.value() if value is DEFAULT else value
        if value is True:
            found[field.name] = "on"
        elif value is not None and value is not False:
            found[field.name] = value.strftime("%H:%M") if hasattr(value, "hour") and not isinstance(value, datetime) else value
    assert not changes
    return found


@pytest.fixture
def compliance(chen, signed_in, now):
    return signed_in(chen)


@pytest.fixture
def close_at_six(compliance):
    """Hours of the house end at 18:00: the preview's page."""

    def preview(**changes):
        fields = {"closes": "18:00", "reason": "Complaints about evenings"} | changes
        return compliance.post(CHANGE, typed(compliance.get(CHANGE), **fields))

    return preview


@pytest.fixture
def save(compliance):
    return lambda page: compliance.post(SAVE, {"proposal": page.context["sealed"]}, follow=True)


@pytest.fixture
def log(ada, make_case):
    """A call of yesterday at some hour that reached the customer."""

    def call(hour, minute=0, *, case=None, days=1, channel=Channel.CALL, **fields):
        moment = datetime(2026, 11, 23, hour, minute, tzinfo=SHANGHAI) - timedelta(days=days)
        made = {"reached": Reached.CUSTOMER, "outcome": Outcome.NO_PROMISE, "officer": ada} | fields
        return Contact.objects.create(case=case or make_case(ada), channel=channel, started_at=moment, recorded_at=moment, **made)

    return call


def nothing_saved():
    return not (HouseRule.objects.exists() or HouseRuleVersion.objects.exists() or TrailEntry.objects.exists())


def test_closing_at_six_shows_what_it_would_have_done_yesterday(log, close_at_six):
    free, late, later = log(17, 59), log(18, 0), log(20, 30)
    log(19, channel=Channel.INBOUND)
    log(19, days=2)
    log(19, days=0)
    log(19, channel=Channel.LETTER, reached=Reached.NOBODY, outcome=Outcome.SENT)
    corrected = log(19, 30)
    log(9, corrects=corrected)
    page = close_at_six()
    effect, rows = page.context["effect"], page.context["rows"]
    assert (effect.day, effect.contacts, effect.total) == (date(2026, 11, 22), 5, 2)
    assert (effect.refused, effect.waited, effect.warned, effect.freed) == (0, 2, 0, 0)
    assert [row[0].contact for row in rows] == [late, later]
    assert [(row[1].ruling, row[2].ruling) for row in rows] == [("allow", "deny_until")] * 2
    text = page.content.decode()
    assert f'href="/cases/{late.case_id}/"' in text
    assert "we contact customers between 08:00 and 18:00 only" in text
    assert f'href="/cases/{free.case_id}/"' not in text
    assert nothing_saved()


EFFECTS = [
    ("hours", {"opens": "09:00", "closes": "18:00", "warns": "yes"}, "warned"),
    ("channel", {"channels": ["call"]}, "refused"),
    ("count", {"at_most": "1", "days": "1"}, "waited"),
    ("cooling_off", {"days": "2"}, "waited"),
]


@pytest.mark.parametrize(("kind", "params", "answer"), EFFECTS)
def test_each_kind_of_new_rule(kind, params, answer, log, compliance, save):
    case = log(16).case
    log(18, 30, case=case)
    page = compliance.get(NEW + kind)
    page = compliance.post(NEW + kind, typed(page, act="内部规定2026-7", reason="First of its kind", **params))
    assert page.status_code == 200
    effect = page.context["effect"]
    wanted = 2 if kind == "channel" else 1
    assert {name: getattr(effect, name) for name in ("refused", "waited", "warned")} == {
        name: wanted if name == answer else 0 for name in ("refused", "waited", "warned")
    }
    saved = save(page)
    rule_id = saved.redirect_chain[-1][0].split("/")[3]
    assert saved.context["rule"].id == rule_id
    assert [case.agrees for case in saved.context["cases"]] == [True, True]
    assert HouseRule.objects.get().shipped is None
    again = compliance.get(f"/lawbook/house/{rule_id}/change/")
    assert {name: again.context["form"][name].value() for name in params} == {
        name: int(value) if isinstance(value, str) and value.isdigit() else value for name, value in params.items()
    }


def test_saving_binds_at_once_and_stands_in_the_trail(close_at_six, save, chen, make_case, ada, now):
    case = make_case(ada)
    evening = Ask("call", now.replace(hour=19))
    assert basis_of([case], now).verdict(case.pk, evening).ruling == "allow"
    page = save(close_at_six())
    assert "Every verdict from 2026-11-23 on follows HOUSE-HOURS." in page.content.decode()
    verdict = basis_of([case], now).verdict(case.pk, evening)
    assert (verdict.ruling, [rule.id for rule in verdict.rules]) == ("deny_until", ["HOUSE-HOURS"])
    assert verdict.earliest.isoformat() == "2026-11-24T08:00:00+08:00"
    entry = TrailEntry.objects.get()
    assert (entry.kind, entry.person_id) == ("rule_changed", chen.pk)
    assert {name: entry.data[name] for name in ("rule", "change", "from_on", "reason")} == {
        "rule": "HOUSE-HOURS", "change": "changed", "from_on": "2026-11-23", "reason": "Complaints about evenings",
    }  # fmt: skip
    assert entry.data["changes"]["to"] == ["21:00", "18:00"]
    assert trail_check().is_whole


def test_the_old_value_stays_readable_and_holds_before(close_at_six, save, make_case, ada, now):
    save(close_at_six(valid_from="2026-12-01"))
    rule = lawbook_all().rule("HOUSE-HOURS")
    assert [(value.valid_from, value.valid_to, value.provisions[0].given["to"]) for value in rule.values] == [
        (date(2026, 1, 1), date(2026, 11, 30), "21:00"),
        (date(2026, 12, 1), None, "18:00"),
    ]
    case = make_case(ada)
    basis = basis_of([case], now)
    evenings = [datetime(2026, 11, 30, 19, tzinfo=SHANGHAI), datetime(2026, 12, 1, 19, tzinfo=SHANGHAI)]
    assert [basis.verdict(case.pk, Ask("call", evening)).ruling for evening in evenings] == ["allow", "deny_until"]


def test_a_newer_value_takes_the_place_of_one_that_had_not_begun(close_at_six, save, compliance):
    save(close_at_six(valid_from="2026-12-01"))
    save(close_at_six(closes="19:00", valid_from="2026-11-25"))
    rule = lawbook_all().rule("HOUSE-HOURS")
    assert [(value.valid_from, value.provisions[0].given["to"]) for value in rule.values] == [
        (date(2026, 1, 1), "21:00"),
        (date(2026, 11, 25), "19:00"),
    ]
    page = compliance.get("/lawbook/rules/HOUSE-HOURS/")
    assert [one.version.valid_from for one in page.context["versions"]] == [date(2026, 11, 25), date(2026, 12, 1)]
    assert "18:00" in page.content.decode()


def test_ending_a_rule(log, compliance, save, make_case, ada, now):
    log(21, 30)
    end = "/lawbook/house/HOUSE-HOURS/end/"
    page = compliance.post(end, {"valid_from": "2026-11-24", "reason": "The law is enough"})
    assert (page.context["effect"].freed, page.context["effect"].total) == (1, 1)
    save(page)
    case = make_case(ada)
    basis = basis_of([case], now)
    nights = [datetime(2026, 11, day, 21, 30, tzinfo=SHANGHAI) for day in (23, 24)]
    assert [basis.verdict(case.pk, Ask("call", night)).ruling for night in nights] == ["deny_until", "allow"]
    assert TrailEntry.objects.get().data["change"] == "ended"
    again = compliance.post(end, {"valid_from": "2026-12-24", "reason": "Twice"})
    assert "The rule has already ended by that day." in again.content.decode()
    page = compliance.get("/lawbook/rules/HOUSE-HOURS/")
    assert "no longer holds from 2026-11-24" in page.content.decode()


def test_other_purposes_of_a_new_value_do_not_widen_the_old_one(close_at_six, save, make_case, ada, now):
    save(close_at_six(purposes=["service"], valid_from="2026-12-01"))
    case = make_case(ada)
    basis = basis_of([case], now)
    days = [datetime(2026, 11, 30, 21, 30, tzinfo=SHANGHAI), datetime(2026, 12, 1, 21, 30, tzinfo=SHANGHAI)]
    asked = [Ask("call", day, purpose=purpose) for day in days for purpose in ("collection", "service")]
    spoken = [{rule.id for rule in basis.verdict(case.pk, ask).rules} for ask in asked]
    assert ["HOUSE-HOURS" in rules for rules in spoken] == [True, False, False, True]


REFUSED = [
    ("closes", {"closes": "07:00"}, "The hours have to end after they begin."),
    ("valid_from", {"valid_from": "2026-11-22"}, "A change can begin today or later: nobody could have followed it before."),
    ("why_en", {"why_en": "At {moonrise}"}, "a sentence with no other words in braces than"),
    ("why_en", {"why_en": "At {time"}, "a sentence whose braces are closed"),
    ("reason", {"reason": ""}, "This field is required."),
    ("act", {"act": ""}, "This field is required."),
    ("purposes", {"purposes": []}, "This field is required."),
    ("link", {"link": "ftp://example.test/rule"}, "an address that begins with https://"),
]


@pytest.mark.parametrize(("field", "changes", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_at_its_field(field, changes, sentence, close_at_six):
    page = close_at_six(**changes)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert sentence in page.content.decode()
    assert nothing_saved()


def test_barring_every_channel_is_refused(compliance):
    page = compliance.get(NEW + "channel")
    every = [code for code, _ in page.context["form"].fields["channels"].choices]
    page = compliance.post(NEW + "channel", typed(page, channels=every, act="x", reason="x"))
    assert "Leave at least one channel" in page.content.decode()
    assert nothing_saved()


def test_a_rule_added_today_cannot_end_today(compliance, save):
    page = compliance.get(NEW + "channel")
    save(compliance.post(NEW + "channel", typed(page, channels=["postcard"], act="x", reason="x")))
    page = compliance.post("/lawbook/house/HOUSE-CHANNEL/end/", {"valid_from": "2026-11-23", "reason": "No"})
    assert "it can end the day after at the earliest" in page.content.decode()


def test_a_preview_of_older_rules_is_refused(close_at_six, save):
    first, second = close_at_six(), close_at_six(closes="19:00")
    save(second)
    page = save(first)
    assert "changed after this preview was made" in page.content.decode()
    assert HouseRuleVersion.objects.count() == TrailEntry.objects.count() == 1


@pytest.mark.parametrize("proposal", ["", "invented", "a:b:c"])
def test_a_preview_that_is_not_ours_is_refused(proposal, compliance):
    page = compliance.post(SAVE, {"proposal": proposal}, follow=True)
    assert "This preview is no longer good." in page.content.decode()
    assert nothing_saved()


def test_a_preview_of_yesterday_is_refused(close_at_six, chen, signed_in, at, now):
    page = close_at_six()
    at(now + timedelta(days=1))
    answer = signed_in(chen).post(SAVE, {"proposal": page.context["sealed"]}, follow=True)
    assert "A change can begin today or later" in answer.content.decode()
    assert nothing_saved()


def test_nothing_is_half_saved_where_the_trail_refuses(close_at_six, save, now):
    page = close_at_six()
    TrailEntry.objects.create(number=1, at=now, kind="rule_changed", data={}, previous_hash="", hash="x")
    save(page)
    assert not HouseRule.objects.exists()
    assert not HouseRuleVersion.objects.exists()


def test_changing_it_again_gives_the_form_back_as_it_was_typed(close_at_six, compliance):
    page = close_at_six(closes="18:30")
    fields = {}
    for name, value in page.context["fields"]:
        fields.setdefault(name, []).append(value)
    form = compliance.post(CHANGE, fields | {"back": "1"}).context["form"]
    assert form["closes"].value() == "18:30"
    assert form["reason"].value() == "Complaints about evenings"


def test_a_looser_house_rule_changes_nothing(log, compliance):
    log(23)
    page = compliance.get(NEW + "hours")
    page = compliance.post(NEW + "hours", typed(page, opens="00:00", closes="23:59", act="x", reason="x"))
    assert page.context["effect"].total == 0


def test_a_lender_without_house_rules_is_told(close_at_six, log, db):
    ConductSetting.objects.create(pk=1, packs=["CN"])
    log(19)
    page = close_at_six()
    assert page.context["effect"].total == 0
    assert "aren't among those that the lender applies" in page.content.decode()


def test_the_preview_has_a_fixed_number_of_queries(log, close_at_six, django_assert_max_num_queries):
    close_at_six()
    for minute in range(12):
        log(19, minute)
    with django_assert_max_num_queries(45):
        close_at_six()


def test_house_rules_are_those_shipped_until_the_first_change(close_at_six, save, now):
    assert house_rules() is None
    save(close_at_six())
    shipped = [rule.id for rule in lawbook_load(["HOUSE"]).rules]
    assert [rule_read(rule, "HOUSE").id for rule in house_rules()] == shipped
    assert house_rules(now.date() - timedelta(days=1)) is None


def test_the_lawbook_is_read_once_for_each_set_of_rules(close_at_six, save):
    setting = ConductSetting(pk=1)
    before = lawbook_of(setting)
    assert lawbook_of(setting) is before
    save(close_at_six())
    after = lawbook_of(setting)
    assert after is not before
    assert lawbook_of(setting) is after
