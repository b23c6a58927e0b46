"""What people say of items: judged otherwise, appealed, decided; every verdict stays, and nobody decides about their own call."""

import pytest
from desk_reviews import FIRST_CALL
from django.utils import translation

from huashu.desk.audit.models import TrailEntry
from huashu.desk.reviews.models import Mark, MarkKind
from huashu.desk.reviews.selectors.reviewed import reviewed_of

pytestmark = pytest.mark.django_db
BREACH = {"group": "breaches", "label": "third_party_pressure", "verdict": "not_met", "reason": "He quotes what a stranger had said."}


def of(call, label):
    with translation.override("en"):
        reviewed = reviewed_of(call)
    lists = (reviewed.done, reviewed.missed, reviewed.faults, reviewed.breaches, reviewed.other)
    return next(item for items in lists for item in items if item.label == label)


def test_a_supervisor_s_verdict_counts_and_the_machine_s_stays(call, ben, ada, signed_in):
    before = reviewed_of(call).sum
    client = signed_in(ben)
    answer = client.post(f"/reviews/{call.pk}/mark/", BREACH)
    assert answer.url == f"/reviews/{call.pk}/#f-breaches-third_party_pressure"
    item, after = of(call, "third_party_pressure"), reviewed_of(call).sum
    assert (item.verdict, item.machine, item.said[0].mark.person) == ("Not made", "Made", ben)
    assert before.cap < 100 == after.cap
    assert after.score == after.share > before.score
    assert reviewed_of(call).review.score == before.score
    for reader in (ben, ada):
        shown = signed_in(reader).get(f"/reviews/{call.pk}/").content.decode()
        assert "a stranger had said" in shown
        assert f"machine: {before.score}" in shown
    assert TrailEntry.objects.filter(kind="review_marked").count() == 1


def test_a_refused_mark_keeps_its_words_and_stands_open(call, ben, signed_in):
    answer = signed_in(ben).post(f"/reviews/{call.pk}/mark/", BREACH | {"reason": " "})
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()
    same = signed_in(ben).post(f"/reviews/{call.pk}/mark/", BREACH | {"verdict": "met"})
    assert "That is the verdict already" in same.content.decode()
    assert "He quotes what a stranger" in same.content.decode()
    assert not Mark.objects.exists()


def test_an_appeal_waits_and_is_decided(call, ada, ben, dora, signed_in):
    officer, supervisor = signed_in(ada), signed_in(ben)
    before = reviewed_of(call).sum.score
    officer.post(f"/reviews/{call.pk}/mark/", BREACH)
    appeal = Mark.objects.get()
    assert (appeal.kind, reviewed_of(call).sum.score, reviewed_of(call).appeals) == (MarkKind.APPEAL, before, 1)
    assert [one.conversation.pk for one in supervisor.get("/reviews/?appeals=on").context["calls"]] == [call.pk]
    assert "waits for a supervisor" in officer.get("/reviews/appeals/").content.decode()
    assert officer.post(f"/reviews/appeals/{appeal.pk}/", {}).status_code == 403
    assert signed_in(dora).get("/reviews/appeals/").context["rows"] == []
    assert supervisor.post(f"/reviews/appeals/{appeal.pk}/", {f"a{appeal.pk}-verdict": "not_met"}).status_code == 422
    sent = {f"a{appeal.pk}-verdict": "not_met", f"a{appeal.pk}-reason": "Agreed: it is a quotation."}
    assert supervisor.post(f"/reviews/appeals/{appeal.pk}/", sent).status_code == 302
    item = of(call, "third_party_pressure")
    assert (item.verdict, item.machine, [one.mark.kind for one in item.said]) == ("Not made", "Made", ["appeal", "decision"])
    assert reviewed_of(call).sum.score > before
    shown = supervisor.get("/reviews/appeals/").content.decode()
    assert "No appeal waits" in shown
    assert "Agreed: it is a quotation." in shown
    again = supervisor.post(f"/reviews/appeals/{appeal.pk}/", sent)
    assert again.status_code == 422


def test_nobody_decides_about_their_own_call(make_call, ben, chen, ada, signed_in):
    own = make_call(officer=ben, person=ada)
    signed_in(ben).post(f"/reviews/{own.pk}/mark/", BREACH)
    appeal = Mark.objects.get()
    assert appeal.kind == MarkKind.APPEAL  # a supervisor appeals about their own call like anybody else
    rows = signed_in(ben).get("/reviews/appeals/").context["rows"]
    assert [(row.mark, form) for row, form in rows] == [(appeal, None)]
    sent = {f"a{appeal.pk}-verdict": "met", f"a{appeal.pk}-reason": "I think so."}
    assert signed_in(ben).post(f"/reviews/appeals/{appeal.pk}/", sent).status_code == 422
    assert signed_in(chen).post(f"/reviews/appeals/{appeal.pk}/", sent).status_code == 302


def test_somebody_else_s_call_is_nobody_s_to_mark(call, dora, finn, make_call, signed_in):
    assert signed_in(dora).post(f"/reviews/{call.pk}/mark/", BREACH).status_code == 404
    added = make_call(FIRST_CALL.replace("三千", "两千"), person=finn, days=2)
    assert signed_in(finn).get(f"/reviews/{added.pk}/").status_code == 200
    assert signed_in(finn).post(f"/reviews/{added.pk}/mark/", BREACH).status_code == 404
