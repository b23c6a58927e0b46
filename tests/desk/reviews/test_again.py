"""A kept call reviewed again: the former review stays, what is different is shown, and what people said holds on."""

from dataclasses import replace

import pytest

from huashu.desk.audit.models import TrailEntry
from huashu.desk.playbooks.services import track_publish
from huashu.desk.reviews.models import MachineReview
from huashu.desk.reviews.selectors.calibration import calibration_of, machine_verdicts
from huashu.desk.reviews.selectors.calls import Filters, conversations_listed, judged
from huashu.desk.reviews.selectors.reviewed import reviewed_of
from huashu.desk.reviews.services import conversations
from huashu.playbook.loading.shipped import shipped_texts

pytestmark = pytest.mark.django_db
BREACH = {"group": "breaches", "label": "third_party_pressure", "verdict": "not_met", "reason": "He quotes what a stranger had said."}


def again(client, call):
    return client.post(f"/reviews/{call.pk}/again/", {"after": call.reviews.latest("pk").pk})


@pytest.fixture
def deaf(monkeypatch):
    """From now on the engine misses breaches, and hears one step more."""
    real = conversations.review_of

    def without(transcript, track):
        found = real(transcript, track)
        items = tuple(one for one in found.items if one.group != "breaches")
        items = tuple(replace(one, verdict="met") if one.id == "explore_sources" else one for one in items)
        return replace(found, breaches=(), items=items, score=88, cap=100)

    return lambda: monkeypatch.setattr(conversations, "review_of", without)


def test_the_former_review_stays_and_the_page_says_what_is_different(call, review, ada, signed_in, deaf):
    kept, client = MachineReview.objects.values().get(), signed_in(ada)
    assert 'id="changes"' not in client.get(f"/reviews/{call.pk}/").content.decode()
    deaf()
    assert again(client, call).url == f"/reviews/{call.pk}/#changes"
    assert MachineReview.objects.filter(pk=review.pk).values().get() == kept
    answer = client.get(f"/reviews/{call.pk}/")
    changes = answer.context["reviewed"].changes
    assert (changes.before, changes.after) == (review.score, 88)
    assert [(one.anchor, one.before, one.after) for one in changes.verdicts] == [("f-steps-explore_sources", "Missed", "Done")]
    assert [one.anchor for one in changes.gone] == [""]
    assert f'<b class="num">{review.score}</b> before, <b class="num">88</b> now' in answer.content.decode()
    former = client.get(f"/reviews/{call.pk}/?review={review.pk}")
    assert "can only be read" in former.content.decode()
    assert former.context["reviewed"].sum.score == review.score
    assert 'class="judge"' not in former.content.decode()
    assert client.get(f"/reviews/{call.pk}/?review=999").status_code == 404
    entry = TrailEntry.objects.get(kind="review_marked")
    assert (entry.data["kind"], entry.data["changes"]) == ("again", {"score": [review.score, 88]})


def test_an_equal_review_says_that_nothing_is_different(call, ben, signed_in):
    client = signed_in(ben)
    again(client, call)
    assert call.reviews.count() == 2
    assert reviewed_of(call).changes.nothing
    assert "Nothing else is different" in client.get(f"/reviews/{call.pk}/").content.decode()


def test_verdicts_stay_where_the_item_is_and_are_listed_where_it_is_gone(call, review, ben, ada, signed_in, deaf):
    step = {"group": "steps", "label": "recap", "verdict": "not_applicable", "reason": "The line was bad."}
    client = signed_in(ben)
    client.post(f"/reviews/{call.pk}/mark/", step)
    client.post(f"/reviews/{call.pk}/mark/", BREACH)
    deaf()
    again(client, call)
    reviewed = reviewed_of(call)
    held = next(item for item in reviewed.other if item.label == "recap")
    assert [one.mark.reason for one in held.said] == ["The line was bad."]
    assert held.standing.verdict == "not_applicable"
    assert [(anchor, [one.mark.reason for one in said]) for anchor, _, said in reviewed.gone] == [
        ("f-breaches-third_party_pressure", [BREACH["reason"]])
    ]
    assert BREACH["reason"] in client.get(f"/reviews/{call.pk}/").content.decode()
    row = judged(conversations_listed(ben, Filters()))[0]
    assert row.score == reviewed.sum.score


def test_an_appeal_against_an_item_that_is_gone_can_still_be_decided(call, ada, ben, signed_in, deaf):
    signed_in(ada).post(f"/reviews/{call.pk}/mark/", BREACH)
    deaf()
    again(signed_in(ben), call)
    listed = signed_in(ben).get("/reviews/?appeals=on").context["calls"]
    assert [one.open_appeals for one in listed] == [1]
    row, form = signed_in(ben).get("/reviews/appeals/").context["rows"][0]
    assert form is not None
    sent = {f"a{row.mark.pk}-verdict": "not_met", f"a{row.mark.pk}-reason": "Gone anyway."}
    assert signed_in(ben).post(f"/reviews/appeals/{row.mark.pk}/", sent).status_code == 302


def test_a_press_that_comes_twice_makes_one_review(call, review, ben, signed_in):
    client = signed_in(ben)
    for _ in range(2):
        client.post(f"/reviews/{call.pk}/again/", {"after": review.pk})
    assert call.reviews.count() == 2
    assert "a moment ago" in client.get("/reviews/").content.decode()


def test_it_takes_the_track_that_was_published_since(call, review, ben, now, signed_in):
    text = shipped_texts()["overdue_first_call.zh-Hans.yaml"]
    text = text.replace(f"\nversion: {review.track_version}\n", f"\nversion: {review.track_version + 1}\n", 1)
    track_publish(text=text, note="", person=ben, now=now)
    again(signed_in(ben), call)
    newest = call.reviews.latest("pk")
    assert (newest.track_version, newest.held_to.published_by) == (review.track_version + 1, ben)
    assert not reviewed_of(call).changes.same_basis


def test_who_may_review_again(call, ada, dora, eve, signed_in):
    assert signed_in(dora).post(f"/reviews/{call.pk}/again/", {}).status_code == 404
    assert signed_in(eve).post(f"/reviews/{call.pk}/again/", {}).status_code == 403
    assert call.reviews.count() == 1
    assert signed_in(ada).get(f"/reviews/{call.pk}/again/").status_code == 405


def test_a_call_is_read_blind_once_however_often_it_is_reviewed(call, review, ben, signed_in):
    client = signed_in(ben)
    said = machine_verdicts(review)
    client.post(f"/reviews/{call.pk}/read/", said)
    again(client, call)
    client.post(f"/reviews/{call.pk}/read/", said)
    assert calibration_of(ben).calls_with_machine == 1
    assert review.readings.count() == 1
    assert not call.reviews.latest("pk").readings.exists()
