"""Queueing and handing over: idempotent, judged when it goes out, and never called sent before somebody took it."""

from datetime import date, timedelta

import pytest

from huashu.adapters.messages.outbox import FileOutbox
from huashu.adapters.messages.port import Answer, Handover
from huashu.desk.approvals.models import Arrangement
from huashu.desk.approvals.notify import arrangement_tell
from huashu.desk.audit.models import TrailEntry
from huashu.desk.borrower.links import link_for
from huashu.desk.cases.models import Case, Contact, Promise, PromisePart
from huashu.desk.conduct.models import ContactFinding, ContactStart, FactKind
from huashu.desk.conduct.refusals import CaseIsClosed, TextBreaches
from huashu.desk.conduct.services.facts import FactDraft, fact_record
from huashu.desk.correspondence.models import Message, MessageState
from huashu.desk.correspondence.refusals import AddressMissing, MessageSettled, TemplateUnknown, ValuesMissing
from huashu.desk.correspondence.services import (
    delivery_report,
    message_give_up,
    message_mark_sent,
    message_queue,
    message_retry,
    messages_send,
    promise_confirmation_queue,
    promise_reminders_queue,
    text_queue,
)
from huashu.desk.correspondence.services.statuses import SYSTEM


@pytest.fixture
def queued(late_case, now):
    """A message that the desk sends by itself."""
    return message_queue(case=late_case, template="first_overdue", now=now, key="k-1")


def again(message):
    return Message.objects.get(pk=message.pk)


def test_a_template_is_filled_with_the_cases_own_numbers(queued, codes):
    """1,044.42 overdue for 34 days, 0.49 a day more: the figures of the loan in tests/desk/conftest.py."""
    assert queued.text == (
        "【样例汽车金融】张测试1，您好。您10月20日到期的车贷还款我们还没有收到，现逾期34天，应还1,044.42元。再晚一天多付0.49元，今天处理最省。"
        "还款方式：通过本公司App还款。遇到困难请致电000-0000-0000，我们一起想办法。已还款请忽略。拒收请回复R"
    )
    assert (queued.state, queued.language, queued.channel, codes(queued)) == ("queued", "zh-Hans", "sms", ["queued"])


@pytest.mark.parametrize(("language", "words"), [("en", "comes to ¥1,044.42"), ("zh-Hant", "車貸還款我們還沒有收到")])
def test_other_languages(language, words, late_case, now):
    assert words in message_queue(case=late_case, template="first_overdue", now=now, key="k", language=language).text


def test_the_same_key_makes_one_message(queued, late_case, now):
    assert message_queue(case=late_case, template="due_today", now=now, key="k-1") == queued
    assert Message.objects.count() == 1


def test_what_is_not_known_is_named(late_case, now):
    with pytest.raises(ValuesMissing) as refusal:
        message_queue(case=late_case, template="promise_reminder", now=now, key="k")
    assert refusal.value.values["names"] == "{promise_date}, {promise_amount}"
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [({"template": "no_such"}, TemplateUnknown), ({"template": "due_today", "channel": "email"}, AddressMissing)],
    ids=str,
)
def test_what_can_not_be_queued(wanted, refusal, late_case, now):
    with pytest.raises(refusal):
        message_queue(case=late_case, now=now, key="k", **wanted)


def test_a_closed_case_gets_no_message(late_case, now):
    late_case.closed_on = now.date()
    with pytest.raises(CaseIsClosed):
        message_queue(case=late_case, template="first_overdue", now=now, key="k")


def test_a_value_that_threatens_blocks_it_and_stands_in_the_trail(late_case, now):
    with pytest.raises(TextBreaches):
        message_queue(case=late_case, template="arrangement_approved", now=now, key="k", values={"arrangement": "不还就打断你的腿"})
    assert not Message.objects.exists()
    assert TrailEntry.objects.get().data["breaches"] == ["threat_violence"]


def test_a_wrong_sum_is_blocked_and_a_true_one_is_not(late_case, ada, now):
    plain = {"case": late_case, "channel": "sms", "language": "zh-Hans", "purpose": "collection", "now": now, "person": ada}
    with pytest.raises(TextBreaches):
        text_queue(text="您现在欠款9,999.00元，请尽快还款。", key="a", **plain)
    assert text_queue(text="您现在应还1,044.42元，再晚一天多付0.49元。", key="b", **plain).is_edited


def test_handed_over_is_a_contact_with_its_verdict(queued, late_case, ways, gateway, now, codes):
    assert messages_send(now=now, gateways=ways) == {"handed_over": 1}
    message = again(queued)
    assert codes(message) == ["queued", "trying", "handed_over"]
    assert (gateway.sent[0].to, gateway.sent[0].key, gateway.sent[0].text) == (late_case.customer.phone, "k-1", queued.text)
    contact = Contact.objects.get()
    assert (message.contact, contact.outcome, contact.officer.username) == (contact, "sent", SYSTEM)
    assert not ContactFinding.objects.get().needs_look
    assert ContactStart.objects.get().verdict["verdict"] == "allow"
    assert late_case.customer.phone not in "".join(message.statuses.values_list("detail", flat=True))
    assert messages_send(now=now, gateways=ways) == {}


def test_the_desks_own_message_takes_nothing_of_the_officers_plan(queued, late_case, ways, now):
    at = now + timedelta(hours=5)
    Case.objects.filter(pk=late_case.pk).update(next_contact_at=at, next_contact_is_appointment=True)
    messages_send(now=now, gateways=ways)
    late_case.refresh_from_db()
    assert (late_case.next_contact_at, late_case.next_contact_is_appointment, late_case.last_contact_at) == (at, True, None)


def test_the_outbox_leaves_it_queued(queued, tmp_path, now, codes):
    outbox = FileOutbox(tmp_path / "outbox")
    assert messages_send(now=now, gateways=dict.fromkeys(("sms", "email", "chat", "letter"), outbox)) == {"written": 1}
    message = again(queued)
    assert (message.state, codes(message)) == ("queued", ["queued", "trying", "written"])
    assert not Contact.objects.exists()
    assert queued.text in next((tmp_path / "outbox").iterdir()).read_text(encoding="utf-8")
    assert messages_send(now=now, gateways=dict.fromkeys(("sms",), outbox)) == {}


def test_carried_on_by_hand_it_was_handed_over(queued, tmp_path, now, ben):
    messages_send(now=now, gateways=dict.fromkeys(("sms", "letter"), FileOutbox(tmp_path)))
    message_mark_sent(message=queued, person=ben, now=now)
    message = again(queued)
    assert (message.state, message.reason, message.contact.outcome) == ("handed_over", "by_hand", "sent")
    assert not message.contact.finding.needs_look
    with pytest.raises(MessageSettled):
        message_mark_sent(message=queued, person=ben, now=now)


def test_at_night_it_waits_for_the_morning(queued, ways, gateway, now, codes):
    night = now.replace(hour=22, minute=30)
    assert messages_send(now=night, gateways=ways) == {"waiting": 1}
    assert again(queued).not_before == (night + timedelta(days=1)).replace(hour=8, minute=0)
    assert messages_send(now=night + timedelta(hours=1), gateways=ways) == {}
    assert not gateway.sent
    morning = (night + timedelta(days=1)).replace(hour=8, minute=0)
    assert messages_send(now=morning, gateways=ways) == {"handed_over": 1}
    assert codes(queued) == ["queued", "waiting", "rewritten", "trying", "handed_over"]
    assert "现逾期35天" in again(queued).text


def test_what_waited_too_long_is_not_sent(queued, ways, gateway, now):
    assert messages_send(now=now + timedelta(days=4), gateways=ways) == {"dropped": 1}
    assert (again(queued).state, again(queued).reason, gateway.sent) == ("dropped", "too_late", [])


FORBIDDEN = {
    "has died": (FactDraft(FactKind.STATE, "deceased"), "conduct"),
    "has a lawyer": (FactDraft(FactKind.REPRESENTATIVE, values={"name": "L", "is_lawyer": True}), "conduct"),
    "no text messages": (FactDraft(FactKind.CHANNEL, "sms"), "conduct"),
    "wants no contact": (FactDraft(FactKind.STOP), "needs_look"),
}


@pytest.mark.parametrize("name", list(FORBIDDEN))
def test_what_the_rules_forbid_drops_out_with_its_reason(name, queued, late_case, ada, ways, gateway, now):
    draft, reason = FORBIDDEN[name]
    fact_record(case=late_case, draft=draft, person=ada, now=now)
    assert messages_send(now=now, gateways=ways) == {"dropped": 1}
    status = queued.statuses.order_by("-pk").first()
    assert (status.reason, bool(status.detail), bool(status.verdict["rules"])) == (reason, True, True)
    assert not gateway.sent
    assert not Contact.objects.exists()


def test_a_case_that_closed_meanwhile_drops_out(queued, late_case, ways, now):
    Case.objects.filter(pk=late_case.pk).update(closed_on=now.date())
    messages_send(now=now, gateways=ways)
    assert again(queued).reason == "case_is_closed"


def test_it_is_tried_again_a_limited_number_of_times(queued, ways, gateway, now, codes):
    gateway.answers = [Handover(Answer.TRY_AGAIN, reason="no route")] * 9
    at, outcomes = now, []
    for _ in range(6):
        outcomes.append(messages_send(now=at, gateways=ways))
        at = again(queued).not_before or at
    assert outcomes == [{"try_again": 1}] * 4 + [{"failed": 1}, {}]
    assert (again(queued).state, again(queued).reason, len(gateway.sent)) == ("failed", "gave_up", 5)
    assert {message.key for message in gateway.sent} == {"k-1"}
    assert not Contact.objects.exists()


def test_refused_is_failed_and_can_be_tried_again_by_a_person(queued, ways, gateway, now, ben):
    gateway.answers = [Handover(Answer.REFUSED, reason="HTTP 422 no such number")]
    assert messages_send(now=now, gateways=ways) == {"failed": 1}
    message_retry(message=queued, person=ben, now=now)
    assert messages_send(now=now + timedelta(minutes=1), gateways=ways) == {"handed_over": 1}


def test_stopped_in_the_middle_nobody_claims_anything(queued, ways, gateway, now):
    """A process that died after asking: a gateway that knows the key is asked again, of another nobody knows."""
    gateway.is_repeatable = False
    queued.statuses.create(at=now, code="trying", gateway="smtp")
    assert messages_send(now=now, gateways=ways) == {"failed": 1}
    assert (again(queued).reason, gateway.sent) == ("unknown_outcome", [])


def test_a_repeatable_gateway_is_asked_again_with_the_same_key(queued, ways, gateway, now):
    queued.statuses.create(at=now, code="trying", gateway="webhook")
    assert messages_send(now=now, gateways=ways) == {"handed_over": 1}


REPORTS = {
    "delivered": ([("delivered", True)], "delivered"),
    "delivered twice": ([("delivered", True), ("delivered", False)], "delivered"),
    "failed": ([("failed", True)], "failed"),
    "failed, then delivered after all": ([("failed", True), ("delivered", True)], "delivered"),
    "never back from delivered": ([("delivered", True), ("failed", False)], "delivered"),
}


@pytest.mark.parametrize("name", list(REPORTS))
def test_delivery_reports(name, queued, ways, now):
    messages_send(now=now, gateways=ways)
    reports, state = REPORTS[name]
    for status, written in reports:
        assert delivery_report(pk=queued.pk, status=status, reason="", now=now) is written
    assert again(queued).state == state
    assert Contact.objects.count() == 1


def test_nothing_is_reported_of_what_nobody_has(queued, now):
    assert delivery_report(pk=queued.pk, status="delivered", reason="", now=now) is False
    assert again(queued).state == "queued"


def test_a_program_behind_the_outbox_may_report(queued, tmp_path, now, codes):
    messages_send(now=now, gateways=dict.fromkeys(("sms",), FileOutbox(tmp_path)))
    assert delivery_report(pk=queued.pk, status="delivered", reason="", now=now)
    assert codes(queued) == ["queued", "trying", "written", "handed_over", "delivered"]
    assert again(queued).contact is not None


def test_giving_up_needs_a_reason(queued, ben, now):
    message_give_up(message=queued, reason="客户已来电", person=ben, now=now)
    assert (again(queued).state, queued.statuses.last().detail) == ("dropped", "客户已来电")
    assert MessageState(again(queued).state).label


@pytest.fixture
def promise(late_case, ada, now):
    row = Promise.objects.create(
        case=late_case, loan=late_case.loan, kind="instalments", taken_by=ada, promised_on=now.date(), words="24号先还五百"
    )
    for amount_minor, due_on in ((50_000, date(2026, 11, 24)), (54_442, date(2026, 12, 5))):
        PromisePart.objects.create(promise=row, amount_minor=amount_minor, due_on=due_on)
    return row


def test_a_promise_is_confirmed_once(promise, ada, now):
    message = promise_confirmation_queue(promise=promise, now=now, person=ada)
    assert "与您确认约定：11月24日前500.00元，12月5日前544.42元。" in message.text
    assert promise_confirmation_queue(promise=promise, now=now, person=ada) == message


def test_a_confirmation_bears_the_link_where_the_desk_can_be_reached(promise, ada, now, settings):
    settings.HUASHU_PUBLIC_URL = "https://desk.example"
    message = promise_confirmation_queue(promise=promise, now=now, person=ada)
    assert f"查看或确认：{link_for(promise.case, now)}。" in message.text
    assert "：https://desk.example/b/" in message.text


def test_an_approval_tells_the_sum_with_its_currency(promise, ben, now):
    terms = {"kind": "part", "parts": [{"amount_minor": 50_000, "due_on": "2026-12-07"}]}
    arrangement = Arrangement(pk=1, case=promise.case, kind="promise")
    assert arrangement_tell(arrangement, "arrangement_approved", terms, ben, now)
    assert "您的还款方案已经同意：12月7日（周一）还 500.00元。" in Message.objects.get().text


def test_the_day_before_each_part_a_reminder_is_queued_once(promise, now):
    assert promise_reminders_queue(today=now.date(), now=now) == {"queued": 1, "dropped": 0}
    assert promise_reminders_queue(today=now.date(), now=now) == {"queued": 0, "dropped": 0}
    assert "明天（11月24日）是我们约定的日子，金额500.00元" in Message.objects.get().text
    later = now.replace(month=12, day=4)
    assert promise_reminders_queue(today=later.date(), now=later)["queued"] == 1
