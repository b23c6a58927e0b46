"""Events of a call: each once, in their true order, whoever sends them how often; and which version of the track they followed."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.calls.selectors.calls import call_for, call_state, events_of
from huashu.desk.calls.services.calls import Draft, call_begin, events_record
from huashu.desk.playbooks.services import track_publish
from huashu.playbook.loading.shipped import shipped_texts

CONFIRMED = Draft("a", "heard", {"step": "confirm_party", "act": "is_customer"}, 5)
LISTENS = Draft("b", "heard", {"step": "identify_self", "act": "listens"}, 9)
NEWER = shipped_texts()["overdue_first_call.zh-Hans.yaml"].replace("version: 1\n", "version: 9\n", 1)


def record(call, ada, now, *drafts):
    return events_record(call=call, drafts=list(drafts), person=ada, now=now)


def keys(call):
    return [row.client_key for row in events_of(call)]


def test_the_same_key_is_taken_down_once(call, ada, now):
    assert record(call, ada, now, CONFIRMED, CONFIRMED).keys == ("a", "a")
    assert record(call, ada, now, CONFIRMED, LISTENS).keys == ("a", "b")
    assert keys(call) == ["a", "b"]
    call.refresh_from_db()
    assert call.last_seq == 2


def test_what_comes_late_stands_where_it_happened(call, ada, now):
    later = now + timedelta(minutes=3)
    record(call, ada, later, LISTENS)
    record(call, ada, later, CONFIRMED)
    assert keys(call) == ["a", "b"]
    assert call_state(call, later).sheet.now.id == "state_purpose"


def test_a_clock_that_runs_ahead_is_held_to_the_desks(call, ada, now):
    record(call, ada, now, Draft("a", "heard", CONFIRMED.values, 99_999))
    assert events_of(call)[0].at_seconds == 60


def test_a_press_that_says_nothing_is_refused_and_settled(call, ada, now):
    taken = record(call, ada, now, Draft("x", "heard", {"step": "confirm_party"}), Draft("y", "dance", {}), CONFIRMED)
    assert set(taken.refused) == {"x", "y"}
    assert taken.keys == ("x", "y", "a")
    assert keys(call) == ["a"]


def test_words_that_were_read_out_come_before_the_answer(call, ada, signed_in, send):
    send(signed_in(ada), call, ("heard", {"step": "identify_self", "act": "listens"}, {"wording": "2"}))
    said, heard = events_of(call)
    assert (said.kind, said.values, heard.kind) == ("said", {"step": "identify_self", "wording": "2"}, "heard")


def test_a_note_is_the_last_that_was_sent(call, ada, now):
    record(call, ada, now, Draft("n1", "noted", {"text": "货款"}, 5), Draft("n2", "noted", {"text": "货款月底到"}, 8))
    assert call_state(call, now).note == "货款月底到"


def test_the_call_ends_and_goes_on_again(call, ada, now):
    later = now + timedelta(minutes=5)
    record(call, ada, later, CONFIRMED, Draft("e", "ended", {}, 134))
    call.refresh_from_db()
    assert (call.ended_at - call.started_at).total_seconds() == 134
    record(call, ada, later, Draft("b", "heard", LISTENS.values, 200))
    call.refresh_from_db()
    assert call.ended_at is None


def test_a_newer_version_is_followed_from_the_next_step(call, ada, ben, now):
    record(call, ada, now, CONFIRMED)
    row = track_publish(text=NEWER, note="new words", person=ben, now=now)
    assert call_state(call, now).track.version == 1
    record(call, ada, now, LISTENS)
    assert [event.track.version for event in events_of(call)] == [1, 9]
    assert call_state(call, now).track.version == 9
    assert events_of(call)[1].track == row
    assert call.track.version == 1


def test_ids_that_a_newer_version_lacks_are_passed_over(call, ada, ben, now):
    record(call, ada, now, CONFIRMED, Draft("s", "asked", {"side": "recording"}, 6))
    track_publish(text=NEWER.replace("- id: recording\n", "- id: records\n"), note="renamed", person=ben, now=now)
    record(call, ada, now, LISTENS)
    assert call_state(call, now).sheet.now.id == "state_purpose"


def test_somebody_else_leads_to_the_limited_track_and_back(call, ada, now):
    record(call, ada, now, Draft("a", "heard", {"step": "confirm_party", "act": "other_person"}, 5))
    state = call_state(call, now)
    assert (state.track.id, state.limited) == ("third_person", True)
    assert [row.kind for row in events_of(call)] == ["heard", "moved"]
    record(call, ada, now, Draft("b", "heard", {"step": "confirm_party", "act": "comes_to_phone"}, 9))
    state = call_state(call, now)
    assert state.track.id == "overdue_first_call"
    record(call, ada, now, Draft("c", "heard", {"step": "confirm_party", "act": "is_customer"}, 12))
    state = call_state(call, now)
    assert (state.limited, state.sheet.confirmed) == (False, True)


def test_a_start_has_one_call(case, ada, now, lender, signed_in):
    client = signed_in(ada)
    for _press in range(2):
        client.post(reverse("conduct-start", args=[case.pk, "call"]), {}, headers={"HX-Request": "true"})
    assert Call.objects.count() == 1


def test_only_the_caller_adds_and_strangers_see_nothing(call, ada, ben, dora, signed_in, send):
    assert send(signed_in(ben), call, ("heard", dict(CONFIRMED.values))).status_code == 403
    assert send(signed_in(dora), call, ("heard", dict(CONFIRMED.values))).status_code == 404
    assert signed_in(ben).get(reverse("call", args=[call.pk])).status_code == 200
    assert signed_in(dora).get(reverse("call", args=[call.pk])).status_code == 404
    assert not CallEvent.objects.exists()


@pytest.mark.parametrize("body", ["nonsense", "[]", '{"events": 3}', '{"events": ["a"]}', '{"events": [{"values": 3}]}'])
def test_nonsense_is_refused(body, call, ada, signed_in):
    sent = signed_in(ada).post(reverse("call-events", args=[call.pk]), body, content_type="application/json")
    assert sent.status_code == 400


def test_a_plain_form_does_the_same(call, ada, signed_in):
    address = reverse("call-events", args=[call.pk])
    form = {"key": "f1", "kind": "heard", "v.step": "confirm_party", "v.act": "is_customer", "wording": "0"}
    for _press in range(2):
        assert signed_in(ada).post(address, form).headers["Location"] == reverse("call", args=[call.pk])
    assert [row.kind for row in events_of(call)] == ["said", "heard"]
    ended = signed_in(ada).post(address, {"key": "f2", "kind": "ended", "then": "end"})
    assert ended.headers["Location"] == reverse("call-end", args=[call.pk])


def test_used_arguments_are_remembered_by_the_next_call(call, case, ada, ben, now):
    record(call, ada, now, CONFIRMED, Draft("g", "argued", {"argument": "penalty_interest", "effect": "unmoved"}, 30))
    later = now + timedelta(hours=2)
    second = call_begin(case=case, start=None, person=ada, now=later)
    record(second, ada, later, CONFIRMED)
    state = call_state(call_for(ada, second.pk), later)
    used = next(offer for offer in state.sheet.ladder if offer.argument.id == "penalty_interest")
    assert (used.standing, used.uses[0].by, used.uses[0].on, used.uses[0].effect) == ("used", "Ada", "2026-11-23", "unmoved")
    assert state.sheet.argument.argument.id != "penalty_interest"


def test_the_answer_names_what_is_settled(call, ada, signed_in, send):
    answer = send(signed_in(ada), call, ("heard", dict(CONFIRMED.values)), ("dance", {}))
    assert json.loads(answer.headers["X-Huashu-Settled"]) == ["k1", "k2"]
    assert json.loads(answer.headers["X-Huashu-Refused"]) == ["k2"]
