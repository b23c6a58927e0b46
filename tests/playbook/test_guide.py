"""Calls walked along their tracks: from hello to promise, somebody else on the line, a vague yes, a new version in the middle."""

from dataclasses import replace

import pytest
from call_events import CONFIRMED, captured, event, heard, said, sheet, spoken

from huashu.errors import InvalidValue
from huashu.playbook.events import event_from_record
from huashu.playbook.guide import StepState
from huashu.playbook.ladder import Standing, Use
from huashu.playbook.loading import shipped_track

FIRST = shipped_track("overdue_first_call", "zh-Hans")
ENGLISH = shipped_track("overdue_first_call", "en")
THIRD = shipped_track("third_person", "zh-Hans")
REMINDER = shipped_track("due_reminder", "zh-Hans")
HARDSHIP = shipped_track("hardship", "zh-Hans")
VERIFICATION = shipped_track("verification", "zh-Hans")
FINANCING = shipped_track("financing_talk", "zh-Hans")


def state(shown, step):
    return next(line.state for line in shown.checklist if line.step.id == step)


def now(shown):
    return shown.now.id if shown.now else None


def closing(shown, name):
    return next((offer for offer in shown.closings if offer.closing.id == name), None)


def test_at_the_beginning_only_the_name_is_asked_and_nothing_of_the_debt_is_shown():
    shown = sheet(FIRST)
    assert now(shown) == "confirm_party"
    assert [line.text for line in shown.say] == ["您好，请问是张志远本人吗？", "您好，我找一下张志远，请问您是？"]
    assert (shown.confirmed, shown.limited, shown.argument, shown.ladder, shown.reason) == (False, False, None, (), None)
    assert state(shown, "demand_today") is StepState.WAITING
    assert {offer.closing.id for offer in shown.closings}.isdisjoint({"promised", "refused", "no_promise", "hardship"})
    assert not any("4,120" in text or "车贷" in text for text in spoken(shown))


def test_a_first_call_walks_from_hello_to_promise():
    events = [said("confirm_party"), CONFIRMED]
    assert now(sheet(FIRST, *events)) == "identify_self"
    events += [said("identify_self"), heard("identify_self", "listens"), said("state_purpose"), heard("state_purpose", "knows")]
    assert now(sheet(FIRST, *events)) == "demand_today"
    events += [said("demand_today"), heard("demand_today", "names_day"), captured("offered_day", "十五号")]
    assert now(sheet(FIRST, *events)) == "ask_reason"
    events += [heard("ask_reason", "gives_reason")]
    waiting = sheet(FIRST, *events)
    assert (now(waiting), waiting.lead) == ("ask_reason", "reason")
    events += [event("reasoned", reason="third_party_unpaid")]
    told = sheet(FIRST, *events)
    assert (now(told), told.reason.care.id, state(told, "ask_reason")) == ("state_amount", "third_party_unpaid", StepState.DONE)
    events += [said("state_amount"), heard("state_amount", "accepts"), event("went", step="state_consequences")]
    events += [event("argued", argument="benefit_of_paying", effect="moved"), heard("state_consequences", "moved")]
    assert now(sheet(FIRST, *events)) == "ask_again_today"
    events += [heard("ask_again_today", "agrees_vaguely")]
    assert now(sheet(FIRST, *events)) == "obtain_promise"
    events += [heard("obtain_promise", "part_and_day")]
    open_yet = sheet(FIRST, *events)
    assert (now(open_yet), open_yet.wanted, state(open_yet, "obtain_promise")) == (
        "obtain_promise",
        ("promise", "way_of_payment"),
        StepState.NOW,
    )
    assert closing(open_yet, "promised").missing == ("promise",)
    events += [captured("promise", "周五三千")]
    agreed = sheet(FIRST, *events)
    assert (now(agreed), state(agreed, "obtain_promise")) == ("confirm_next_step", StepState.DONE)
    assert (agreed.captured["offered_day"], agreed.captured["promise"]) == ("十五号", "周五三千")
    events += [heard("confirm_next_step", "agrees")]
    last = sheet(FIRST, *events)
    assert now(last) == "recap"
    assert "周五三千" in last.say[0].text
    done = sheet(FIRST, *events, heard("recap", "confirms"))
    assert (done.closing.id, closing(done, "promised").missing) == ("promised", ())
    assert not any(line.out_of_order for line in done.checklist)
    must = [line for line in done.checklist if line.step.need == "must"]
    assert {line.state for line in must} == {StepState.DONE}


@pytest.mark.parametrize("act", ["no_day", "no_amount", "conditional", "refuses"])
def test_a_yes_without_day_or_amount_stays(act):
    shown = sheet(FIRST, CONFIRMED, event("went", step="obtain_promise"), heard("obtain_promise", act))
    assert now(shown) == "obtain_promise"
    assert state(shown, "obtain_promise") is StepState.NOW
    assert shown.lead == ("argument" if act == "refuses" else "")


def test_a_promise_that_is_corrected_is_named_anew():
    events = [CONFIRMED, event("went", step="obtain_promise"), captured("promise", "周五三千")]
    assert state(sheet(FIRST, *events), "obtain_promise") is StepState.DONE
    shown = sheet(FIRST, *events, heard("recap", "corrects"))
    assert (now(shown), shown.captured.get("promise"), state(shown, "obtain_promise")) == ("obtain_promise", None, StepState.NOW)


def test_a_field_that_is_emptied_opens_its_step_again():
    events = [CONFIRMED, event("went", step="obtain_promise"), captured("promise", "周五三千"), captured("promise", "")]
    assert state(sheet(FIRST, *events), "obtain_promise") in {StepState.WAITING, StepState.NOW}


def test_one_sentence_may_do_three_steps():
    shown = sheet(FIRST, CONFIRMED, said("identify_self", 2), heard("identify_self", "listens"))
    assert {line.step.id for line in shown.checklist if line.state is StepState.DONE} == {
        *("confirm_party", "identify_self", "state_purpose", "state_amount"),
    }
    assert not any(line.out_of_order for line in shown.checklist)
    assert now(shown) == "demand_today"


def test_what_is_said_before_its_turn_is_marked():
    shown = sheet(FIRST, CONFIRMED, event("reasoned", reason="forgot"))
    line = next(line for line in shown.checklist if line.step.id == "ask_reason")
    assert (line.state, line.out_of_order) == (StepState.DONE, True)


def test_saying_the_words_never_confirms_the_person():
    shown = sheet(FIRST, said("confirm_party"), event("skipped", step="confirm_party"), event("went", step="demand_today"))
    assert (now(shown), shown.confirmed) == ("confirm_party", False)
    assert not sheet(FIRST, captured("reached", "customer")).confirmed


def test_somebody_else_on_the_line_gets_the_limited_script():
    shown = sheet(FIRST, heard("confirm_party", "other_person"))
    assert (shown.move_to, shown.limited, shown.confirmed, now(shown)) == ("third_person", True, False, "confirm_party")
    moved = sheet(THIRD, heard("confirm_party", "other_person"), event("moved", track="third_person"))
    assert (moved.move_to, moved.confirmed, now(moved)) == ("", False, "confirm_party")
    told = sheet(THIRD, event("moved", track="third_person"), heard("confirm_party", "not_here"), said("identify_self"))
    assert now(told) == "identify_self"
    ended = sheet(THIRD, heard("confirm_party", "not_here"), heard("identify_self", "listens"), heard("confirm_next_step", "will_tell"))
    assert (ended.closing.id, ended.closing.outcome) == ("message_left", "message_left")


def test_the_customer_who_comes_to_the_phone_is_confirmed_anew():
    events = [heard("confirm_party", "other_person"), event("moved", track="third_person"), heard("confirm_party", "comes_to_phone")]
    assert sheet(THIRD, *events).move_to == "back"
    events += [event("moved", track="overdue_first_call")]
    again = sheet(FIRST, *events)
    assert (again.move_to, again.confirmed, now(again)) == ("", False, "confirm_party")
    assert sheet(FIRST, *events, CONFIRMED).confirmed


def test_handing_the_phone_over_takes_the_confirmation_back():
    shown = sheet(FIRST, CONFIRMED, said("identify_self"), event("asked", side="hands_over"))
    assert (shown.confirmed, shown.limited, shown.move_to, now(shown)) == (False, True, "third_person", "confirm_party")
    assert shown.ladder == ()


def test_a_wrong_number_and_a_death():
    assert sheet(FIRST, heard("confirm_party", "wrong_number")).move_to == "third_person"
    assert sheet(THIRD, heard("confirm_party", "wrong_number")).closing.outcome == "wrong_number"
    dead = sheet(FIRST, heard("confirm_party", "deceased"))
    assert (dead.closing.id, dead.reason, dead.captured["reason"]) == ("deceased", None, "deceased")


@pytest.mark.parametrize("before", [(), (CONFIRMED,), (CONFIRMED, event("went", step="obtain_promise"))])
def test_a_side_question_is_answered_anywhere_and_the_step_waits(before):
    was = now(sheet(FIRST, *before))
    shown = sheet(FIRST, *before, event("asked", side="who_are_you"))
    assert (now(shown), shown.asked.side.id) == (was, "who_are_you")
    assert "李安" in shown.asked.say[0].text
    assert sheet(FIRST, *before, event("asked", side="who_are_you"), CONFIRMED).asked is None
    stopped = sheet(FIRST, *before, event("asked", side="stop_calling"))
    assert (stopped.closing.id, stopped.captured["wants_stop"]) == ("stop", "yes")


def test_an_answer_about_the_debt_waits_for_the_person():
    assert sheet(FIRST, event("asked", side="will_you_sue")).asked.say == ()
    assert sheet(FIRST, CONFIRMED, event("asked", side="will_you_sue")).asked.say
    assert "will_you_sue" not in {offer.side.id for offer in sheet(FIRST).sides}


def test_arguments_come_once_true_and_fitting():
    used = (Use("penalty_interest", on="2026-11-24", by="李安", effect="unmoved"),)
    shown = sheet(FIRST, CONFIRMED, event("argued", argument="benefit_of_paying"), used_before=used)
    by_id = {rung.argument.id: rung for rung in shown.ladder}
    assert (by_id["benefit_of_paying"].standing, by_id["penalty_interest"].standing) == (Standing.USED, Standing.USED)
    assert by_id["penalty_interest"].uses == used
    assert shown.argument.argument.id == "internal_grade"
    assert state(shown, "state_consequences") is StepState.DONE


def test_an_argument_that_is_untrue_or_unknown_is_never_offered():
    untrue = {rung.argument.id: rung for rung in sheet(FIRST, CONFIRMED, has_guarantor=False).ladder}["guarantor_effect"]
    unknown = {rung.argument.id: rung for rung in sheet(FIRST, CONFIRMED, has_guarantor=None).ladder}["guarantor_effect"]
    assert (untrue.standing, untrue.say, untrue.lacks) == (Standing.NOT_TRUE, (), "has_guarantor")
    assert (unknown.standing, unknown.say, unknown.lacks) == (Standing.NOT_KNOWN, (), "has_guarantor")


def test_showing_a_way_to_pay_sets_out_no_consequence():
    shown = sheet(FIRST, CONFIRMED, event("argued", argument="raise_funds"))
    assert state(shown, "state_consequences") is not StepState.DONE


def test_the_ladder_listens_to_the_reason():
    ill = sheet(FIRST, CONFIRMED, event("reasoned", reason="illness"))
    standing = {rung.argument.id: rung.standing for rung in ill.ladder}
    assert standing["raise_funds"] is Standing.UNFIT
    assert standing["help_available"] is Standing.OPEN
    assert ill.closing.id == "hardship"


def test_a_call_goes_on_with_a_newer_version():
    events = [
        CONFIRMED,
        said("identify_self"),
        heard("identify_self", "listens"),
        heard("state_purpose", "knows"),
        event("went", step="recap"),
    ]
    newer = replace(
        FIRST,
        version=2,
        steps=tuple(step for step in FIRST.steps if step.id != "recap"),
        outline=tuple(replace(part, steps=tuple(name for name in part.steps if name != "recap")) for part in FIRST.outline),
    )
    shown = sheet(newer, *events)
    assert (shown.track.version, shown.confirmed, now(shown)) == (2, True, "state_amount")
    assert sheet(FIRST, *events).checklist[:3] == shown.checklist[:3]


def test_words_with_something_unknown_in_them_are_not_offered():
    shown = sheet(FIRST, CONFIRMED, event("went", step="state_consequences"), penalty_in_week=None)
    assert [line.text for line in shown.say] == ["我把利弊跟您说清楚，您自己衡量。"]


def test_the_same_in_english():
    shown = sheet(ENGLISH, CONFIRMED, event("went", step="state_amount"))
    assert [line.text for line in shown.say] == [
        "That's $4,120 overdue plus $36 late charge, $4,156 as of today.",
        "What's due today is $4,156.",
    ]
    assert all(shown.say[0].text[start:end].startswith("$") for start, end in shown.say[0].marks)


def test_a_reminder_asks_for_reasons_only_where_there_is_trouble():
    easy = sheet(REMINDER, CONFIRMED)
    assert state(easy, "ask_reason") is StepState.NOT_APPLICABLE
    hard = sheet(REMINDER, CONFIRMED, captured("offered_day", "二十号"), heard("obtain_promise", "later_day"))
    assert (now(hard), state(hard, "ask_reason")) == ("ask_reason", StepState.NOW)


def test_hardship_presses_for_nothing_today():
    assert {"demand_today", "ask_again_today", "state_consequences"}.isdisjoint({step.id for step in HARDSHIP.steps})
    shown = sheet(HARDSHIP, CONFIRMED, event("reasoned", reason="illness"), event("went", step="confirm_next_step"))
    assert "审批期间我们不再催收" in shown.say[0].text
    assert closing(shown, "hardship").missing == ()


def test_verification_waits_for_consent_and_keeps_the_answers():
    assert sheet(VERIFICATION).questions == ()
    shown = sheet(VERIFICATION, CONFIRMED, heard("identify_self", "listens"), heard("explain_verification", "agrees"))
    assert (shown.captured["consents"], state(shown, "explain_verification")) == ("yes", StepState.DONE)
    answered = sheet(
        VERIFICATION, CONFIRMED, event("answered", question="employer", value="在物流公司"), event("answered", question="pet", value="猫")
    )
    answers = {line.question.id: line.answer for line in answered.questions}
    assert (answers["employer"], answers["monthly_income"]) == ("在物流公司", None)
    assert "pet" not in answers


def test_a_no_ends_the_financing_talk():
    shown = sheet(FINANCING, heard("ask_need", "says_need"), heard("acknowledge_concern", "clear_no"))
    assert shown.closing.id == "declined"
    objection = sheet(FINANCING, event("asked", side="hidden_fees"))
    assert (objection.captured["objection"], "1,200元" in objection.asked.say[0].text) == ("hidden_fees", True)


def test_events_of_the_screen_are_checked():
    good = event_from_record({"kind": "heard", "values": {"step": "recap", "act": "confirms"}, "at_seconds": 12})
    assert (good.kind, good.get("act"), good.at_seconds) == ("heard", "confirms", 12)
    for record, place in (
        ({"kind": "sung", "values": {}}, "kind"),
        ({"kind": "heard", "values": {"step": "recap"}}, "values.act"),
        ({"kind": "heard", "values": {"step": 1, "act": "x"}}, "values"),
        ({"kind": "asked", "values": {"side": "lawyer"}, "at_seconds": -1}, "at_seconds"),
        ({"kind": "answered", "values": {}}, "values.question"),
    ):
        with pytest.raises(InvalidValue) as refused:
            event_from_record(record)
        assert refused.value.field == place
