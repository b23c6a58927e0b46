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
    with django_assert_max_num_queries(60):
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
