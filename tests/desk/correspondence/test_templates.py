"""Shipped templates are sound in three languages; an edited one is saved only if nothing in any form of it must not be said."""

from dataclasses import replace

import pytest

from huashu.desk.audit.models import TrailEntry
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.correspondence.checking import template_check
from huashu.desk.correspondence.models import TemplateVersion, Tongue
from huashu.desk.correspondence.refusals import NothingChanged, SettingBreaches, TemplateFaulty
from huashu.desk.correspondence.selectors.templates import template_for, templates_current
from huashu.desk.correspondence.services import sender_save, template_save
from huashu.desk.correspondence.services.settings import SENDER_FIELDS
from huashu.desk.correspondence.templates_shipped import shipped

pytestmark = pytest.mark.django_db
PURPOSES = {
    *("due_reminder", "due_today", "first_overdue", "overdue_followup", "promise_confirmation", "promise_reminder", "promise_broken"),
    *("arrangement_proposed", "arrangement_approved", "arrangement_refused", "letter_before_due", "letter_overdue", "letter_demand"),
}


@pytest.mark.parametrize("key", list(shipped()), ids="/".join)
def test_a_shipped_template_is_sound(key, now):
    check = template_check(shipped()[key], now)
    assert (check.faults, [breach.quote for breach in check.breaches], check.hints) == ((), [], ())


def test_every_kind_is_there_in_every_language():
    assert {code for code, _channel, _language in shipped()} == PURPOSES
    assert len(shipped()) == len(PURPOSES) * len(Tongue.values)


@pytest.fixture
def first():
    return shipped()["first_overdue", "sms", "zh-Hans"]


BAD = {
    "a threat": "再不还钱就打断你的腿。",
    "a threat in an optional part": "【{institution}】请还款。[[{link}再不还钱就打断你的腿。]]",
    "a threat that shows when a part drops out": "【{institution}】再不还钱就打[[{link}]]断你的腿。",
    "going to the family": "【{institution}】{customer_name}，再不还款我们就通知你的父母和单位。",
    "a sum that nobody owes": "【{institution}】{customer_name}，您欠款88,888.00元。",
    "an unknown variable": "【{institution}】{customer}，请还款。",
    "nothing": "  ",
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_can_not_be_saved(name, first, ben, now):
    bad = replace(first, body=BAD[name])
    with pytest.raises(TemplateFaulty):
        template_save(template=bad, note="", person=ben, now=now)
    assert not TemplateVersion.objects.exists()


def test_a_hidden_threat_is_quoted_with_its_rule(first, now):
    check = template_check(replace(first, body=BAD["a threat that shows when a part drops out"]), now)
    fault = check.breaches[0]
    assert (fault.breach, fault.quote in check.said_in, bool(fault.rule)) == ("threat_violence", True, True)


def test_a_new_version_counts_at_once_and_the_old_ones_stay(first, ben, now):
    new = replace(first, body=first.body + "谢谢。")
    assert template_save(template=new, note="更客气", person=ben, now=now).number == 1
    assert template_save(template=replace(new, body=new.body + "祝好。"), note="", person=ben, now=now).number == 2
    assert template_for("first_overdue", "sms", "zh-Hans").body.endswith("谢谢。祝好。")
    assert TemplateVersion.objects.count() == 2
    assert TrailEntry.objects.first().data["note"] == "更客气"


def test_traditional_follows_the_simplified_until_it_has_its_own(first, ben, now):
    template_save(template=replace(first, body="【{institution}】{customer_name}，请尽快还款。"), note="", person=ben, now=now)
    converted = template_for("first_overdue", "sms", "zh-Hant")
    assert converted.body == "【{institution}】{customer_name}，請儘快還款。"
    template_save(template=replace(converted, body="【{institution}】{customer_name}，請安排還款。"), note="", person=ben, now=now)
    assert template_for("first_overdue", "sms", "zh-Hant").body.endswith("請安排還款。")


def test_the_same_again_is_no_version(first, ben, now):
    with pytest.raises(NothingChanged):
        template_save(template=first, note="", person=ben, now=now)


def test_where_a_rule_wants_a_way_out_its_absence_is_pointed_out(now):
    ConductSetting.objects.create(pk=1, actor="collector", packs=["US"], lender_type="auto_finance")
    template = shipped()["first_overdue", "sms", "en"]
    assert template_check(template, now).hints == ()
    hints = template_check(replace(template, body=template.body.replace("[[ {opt_out}]]", "")), now).hints
    assert len(hints) == 1
    assert "US-REGF-OPTOUT" in hints[0]


def test_a_text_message_serves_chat_and_mail_but_never_a_letter():
    assert template_for("due_today", "email", "en").channel == "sms"
    assert template_for("due_today", "letter", "en") is None
    assert ("letter_demand", "letter", "en") in templates_current()


def test_the_senders_words_are_judged_too(ben, now):
    values = dict.fromkeys(SENDER_FIELDS, "") | {"how_to_pay_zh": "不还就打断你的腿"}
    with pytest.raises(SettingBreaches):
        sender_save(values=values, person=ben, now=now)
