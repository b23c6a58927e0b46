"""Findings that people add: true words of the turn, counted like the machine's, marked as a person's, appealed and decided."""

import pytest
from desk_reviews import FIRST_CALL, GOOD_CALL
from django.utils import translation

from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.words import sentence_of
from huashu.desk.reviews.models import Mark, MarkKind
from huashu.desk.reviews.selectors.calibration import findings_added
from huashu.desk.reviews.selectors.reviewed import reviewed_of
from huashu.desk.reviews.selectors.team import team_figures
from huashu.desk.reviews.standing import addable

pytestmark = pytest.mark.django_db
INSULT = {"item": "breaches.insult", "turn": "6", "quote": "我们就去你单位", "reason": "The tone is an insult."}


def add(client, call, **fields):
    return client.post(f"/reviews/{call.pk}/add/", INSULT | fields)


def errors(answer):
    assert answer.status_code == 422
    with translation.override("en"):
        return {name: " ".join(said) for name, said in answer.context["adding"].errors.items()}


@pytest.fixture
def good(make_call):
    """A call without a breach, so that one that is added caps its score."""
    return make_call(GOOD_CALL)


def test_it_counts_in_score_and_cap_and_bears_a_name(good, ben, ada, signed_in):
    before = reviewed_of(good).sum
    assert (before.cap, before.score > 50) == (100, True)
    words = good.turns[6]["text"][:19]
    answer = add(signed_in(ben), good, quote=words)
    assert answer.url == f"/reviews/{good.pk}/#f-breaches-insult"
    after = reviewed_of(good)
    assert after.sum.cap < 100
    assert after.sum.score == min(after.sum.share, after.sum.cap) < before.score
    item = after.breaches[0]
    assert (item.added_by, item.quote, item.standing.item["turns"], item.standing.is_heard) == ("Ben", words, [6], False)
    shown = signed_in(ada).get(f"/reviews/{good.pk}/").content.decode()
    for told in ("added by Ben", "machine: not found", "The tone is an insult.", '<mark class="late" data-for="f-breaches-insult'):
        assert told in shown
    entry = TrailEntry.objects.get(kind="review_marked")
    assert (entry.data["kind"], entry.data["item"], entry.data["turn"]) == ("finding", "breaches.insult", 7)
    with translation.override("en"):
        told = sentence_of(entry)
    assert told.startswith("Item: Insult; What was done: Added; ")


def test_a_missed_step_that_was_done_brings_its_points(call, ben, signed_in):
    before = reviewed_of(call)
    missed = next(item for item in before.missed if item.standing.item["most"])
    assert add(signed_in(ben), call, item=f"steps.{missed.label}").status_code == 302
    with translation.override("en"):
        after = reviewed_of(call)
    assert after.sum.points == before.sum.points + missed.standing.item["most"]
    item = next(item for item in after.done if item.label == missed.label)
    assert (item.added_by, item.quote, item.machine) == ("Ben", "我们就去你单位", "Missed")


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"quote": "我们去你家"}, "quote", "Turn 7 doesn't say these words. Copy them exactly"),
        ({"quote": "甲方拖着"}, "quote", "Turn 7 doesn't say these words, but turn 6 does."),
        ({"quote": "  "}, "quote", "Copy the words that prove it"),
        ({"reason": " "}, "reason", "This field is required."),
        ({"turn": "10"}, "turn", "Select a valid choice."),
        ({"turn": ""}, "turn", "This field is required."),
        ({"item": "breaches.coached_applicant"}, "item", "Select a valid choice."),
        ({"item": "breaches.third_party_pressure"}, "item", "counts already"),
        ({"turn": "5", "quote": "甲方拖着"}, "turn", "Turn 6 isn't the officer's, and only the officer's own words show “Insult”."),
        ({"item": "reasons.forgot"}, "turn", "Turn 7 is the officer's, and only the other side's words show “Forgot”."),
    ],
)
def test_what_is_refused_is_said_and_kept(fields, field, words, call, ben, signed_in):
    answer = add(signed_in(ben), call, **fields)
    assert words in errors(answer)[field]
    assert list(errors(answer)) == [field]
    shown = answer.content.decode()
    assert '<details class="card add" id="add" open>' in shown
    assert not Mark.objects.exists()
    if field != "reason":
        assert "The tone is an insult." in shown


def test_words_copied_with_their_number_covered_are_true_words(call, ben, signed_in):
    assert "*******1234" in signed_in(ben).get(f"/reviews/{call.pk}/").content.decode()
    assert add(signed_in(ben), call, item="reasons.forgot", turn="3", quote="手机*******1234也快停了").status_code == 302
    assert Mark.objects.get().quote == "手机13800001234也快停了"
    shown = signed_in(ben).get(f"/reviews/{call.pk}/").content.decode()
    assert "13800001234" not in shown


def test_what_is_heard_without_a_verdict_can_be_added_too(call, ben, signed_in):
    heard = [found["id"] for found in call.reviews.get().result["arguments"]]
    label = next(label for label in addable(call.kind)["arguments"] if label not in heard)
    before = reviewed_of(call).sum
    assert add(signed_in(ben), call, item=f"arguments.{label}").status_code == 302
    added = {group: [item.label for item in own] for group, _, own in reviewed_of(call).heard}
    assert label in added["arguments"]
    assert reviewed_of(call).sum == before


def test_it_is_appealed_and_decided_like_any_item(good, ben, chen, ada, signed_in):
    add(signed_in(ben), good, quote=good.turns[6]["text"][:19])
    capped = reviewed_of(good).sum.score
    mark = {"group": "breaches", "label": "insult", "verdict": "not_met", "reason": "It is a plain fact."}
    assert signed_in(ada).post(f"/reviews/{good.pk}/mark/", mark).status_code == 302
    assert reviewed_of(good).sum.score == capped  # nothing is decided yet
    row, _form = signed_in(chen).get("/reviews/appeals/").context["rows"][0]
    assert (row.machine, row.wanted) == ("not found", "Not made")
    signed_in(chen).post(f"/reviews/appeals/{row.mark.pk}/", {f"a{row.mark.pk}-verdict": "not_met", f"a{row.mark.pk}-reason": "Agreed."})
    reviewed = reviewed_of(good)
    assert reviewed.sum.score > capped
    assert not reviewed.breaches
    assert [one.mark.kind for item in reviewed.other if item.label == "insult" for one in item.said] == ["finding", "appeal", "decision"]


def test_about_one_s_own_call_it_waits_for_a_supervisor(call, ada, ben, signed_in):
    before = reviewed_of(call)
    missed = next(item for item in before.missed if item.standing.item["most"])
    client = signed_in(ada)
    assert add(client, call, item=f"steps.{missed.label}").status_code == 302
    mark = Mark.objects.get()
    assert (mark.kind, reviewed_of(call).sum, reviewed_of(call).appeals) == (MarkKind.APPEAL, before.sum, 1)
    assert "asked for by Ada" in client.get(f"/reviews/{call.pk}/").content.decode()
    assert "waits for a supervisor already" in errors(add(client, call, item=f"steps.{missed.label}"))["item"]
    shown = signed_in(ben).get("/reviews/appeals/").content.decode()
    assert "我们就去你单位" in shown
    signed_in(ben).post(f"/reviews/appeals/{mark.pk}/", {f"a{mark.pk}-verdict": "met", f"a{mark.pk}-reason": "Yes, there."})
    after = reviewed_of(call)
    assert after.sum.points == before.sum.points + missed.standing.item["most"]
    assert next(item for item in after.done if item.label == missed.label).added_by == "Ada"


def test_it_outlives_a_review_that_misses_it_again(call, ben, signed_in):
    add(signed_in(ben), call)
    signed_in(ben).post(f"/reviews/{call.pk}/again/", {"after": call.reviews.latest("pk").pk})
    assert "insult" in [item.label for item in reviewed_of(call).breaches]
    assert reviewed_of(call).gone == []


def test_it_stands_in_the_team_s_figures_and_in_calibration(call, ben, now, signed_in, django_assert_num_queries):
    add(signed_in(ben), call)
    assert "breaches.insult" in [row.item for row in team_figures(ben, 4, now).faults]
    listed = signed_in(ben).get("/reviews/?item=breaches.insult&verdict=met").context["calls"]
    assert [one.conversation.pk for one in listed] == [call.pk]
    with django_assert_num_queries(3), translation.override("en"):
        rows = findings_added(ben)
    assert [(row.group, len(row.calls), row.calls[0].name, row.calls[0].quote) for row in rows] == [("Breaches", 1, "Ben", INSULT["quote"])]
    assert "Found by people, missed by the machine" in signed_in(ben).get("/reviews/calibration/").content.decode()


def test_who_may_add(call, dora, eve, finn, make_call, signed_in):
    assert add(signed_in(dora), call).status_code == 404
    assert add(signed_in(eve), call).status_code == 403
    other = make_call(FIRST_CALL.replace("三千", "两千"), person=finn, days=2)
    assert add(signed_in(finn), other).status_code == 404
    assert "data-add" not in signed_in(finn).get(f"/reviews/{other.pk}/").content.decode()
    assert not Mark.objects.exists()
