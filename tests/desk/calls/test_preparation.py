"""The sheet before a call, and what the lender says of itself."""

from datetime import timedelta

from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.calls.models import LenderFacts
from huashu.desk.calls.services.calls import Draft, events_record
from huashu.desk.cases.drafts import ContactDraft
from huashu.desk.cases.models import Channel, Outcome, Reached
from huashu.desk.cases.services import contact_record


def sheet(client, case):
    return client.get(reverse("call-prepare", args=[case.pk]))


def test_the_sheet_holds_what_an_officer_needs(case, ada, signed_in, now, lender):
    draft = ContactDraft(Channel.CALL, Reached.CUSTOMER, Outcome.NO_PROMISE, now - timedelta(days=1), reason="illness")
    contact_record(case=case, draft=draft, person=ada, now=now - timedelta(days=1))
    page = sheet(signed_in(ada), case).content.decode()
    assert "1,044.42" in page
    assert "先照顾好身体和家人。" in page
    assert "said by this customer once" in page
    assert "Reached best in the morning." in page
    assert "请转告" in page or "转告" in page
    assert "<svg" in page
    assert 'data-key="t"' in page


def test_a_verification_call_is_prepared_with_its_questions(case, ada, finn, signed_in, now, lender):
    answer = signed_in(finn).get(reverse("call-prepare", args=[case.pk]))
    page, parts = answer.content.decode(), answer.context["prep"].questions
    assert [part.title for part in parts] == ["核对身份和住址", "核对这笔申请", "核对工作和收入", "核对家庭和其他借款"]
    assert [asked.line.question.id for asked in parts[0].questions] == ["name", "id_tail", "phone", "address", "residence_type"]
    assert len([asked for part in parts for asked in part.questions]) == 19
    assert f"您的姓名是<mark>{case.customer.name}</mark>，对吗" in page
    assert "您现在在哪里上班？" in page
    assert "申请的金额是" not in page  # nobody knows it, so it isn't asked with
    assert page.count('class="print-only answer"') == 19
    assert page.count("ask openly") >= 10
    assert "Arguments" not in page
    assert "您现在在哪里上班？" in signed_in(ada).get(reverse("call-prepare", args=[case.pk]), {"track": "verification"}).content.decode()


def test_another_call_has_no_questions_and_leads_to_those_that_do(case, ada, finn, signed_in, now, lender):
    for who, query in ((ada, {}), (ada, {"track": "nowhere"}), (finn, {"track": "overdue_first_call"})):
        answer = signed_in(who).get(reverse("call-prepare", args=[case.pk]), query)
        assert answer.context["prep"].questions == ()
        assert "Questions about the application" not in answer.content.decode()
        assert "?track=verification" in answer.content.decode()


def test_used_arguments_are_marked_and_the_next_is_another(case, call, ada, now, signed_in):
    drafts = [
        Draft("a", "heard", {"step": "confirm_party", "act": "is_customer"}, 5),
        Draft("b", "argued", {"argument": "penalty_interest", "effect": "unmoved"}, 9),
    ]
    events_record(call=call, drafts=drafts, person=ada, now=now)
    prep = sheet(signed_in(ada), case).context["prep"]
    states = {line.offer.argument.id: line.state for line in prep.ladder}
    assert states["penalty_interest"] == "2026-11-23, Ada: didn&#x27;t move them".replace("&#x27;", "'")
    assert next(line for line in prep.ladder if line.is_next).offer.argument.id != "penalty_interest"


def test_tries_without_an_answer_are_counted(case, ada, now, signed_in):
    for hours in (3, 2):
        draft = ContactDraft(Channel.CALL, Reached.NOBODY, Outcome.NO_ANSWER, now - timedelta(hours=hours))
        contact_record(case=case, draft=draft, person=ada, now=now - timedelta(hours=hours))
    assert sheet(signed_in(ada), case).context["prep"].tries.count == 2


def test_strangers_see_nothing(case, dora, eve, signed_in):
    assert sheet(signed_in(dora), case).status_code == 404
    assert sheet(signed_in(eve), case).status_code == 403


def test_the_sheet_takes_a_fixed_number_of_queries(case, ada, now, signed_in, lender, django_assert_max_num_queries):
    client = signed_in(ada)
    sheet(client, case)
    for hours in range(2, 8):
        draft = ContactDraft(Channel.CALL, Reached.NOBODY, Outcome.NO_ANSWER, now - timedelta(hours=hours))
        contact_record(case=case, draft=draft, person=ada, now=now - timedelta(hours=hours))
    with django_assert_max_num_queries(61):
        sheet(client, case)


def test_the_lenders_facts_are_saved_and_trailed(ben, ada, now, signed_in):
    client, address = signed_in(ben), reverse("lender-facts")
    form = {"complaint_number": "400-000-0000", "report_after_days": "60", "report_month_day": "5", "hardship_help": "yes"}
    assert client.post(address, form).status_code == 302
    row = LenderFacts.objects.get()
    assert (row.complaint_number, row.report_after_days, row.hardship_help, row.may_repossess) == ("400-000-0000", 60, True, None)
    assert TrailEntry.objects.get().data["changes"]["report_after_days"] == [None, 60]
    assert client.post(address, form | {"report_month_day": "31"}).status_code == 422
    assert signed_in(ada).get(address).status_code == 403
