"""The shipped tracks: whole, reachable, sayable, the same in every language, and a real first call fits in."""

import pytest
from call_events import CONFIRMED, sheet

from huashu.conduct.scan import Remark, phrases_load, scan
from huashu.playbook.facts import CAPTURES, FACTS, PRIVATE
from huashu.playbook.loading import shipped_track, shipped_tracks, track_check
from huashu.playbook.loading.shipped import shipped_texts
from huashu.playbook.loading.speech import wordings
from huashu.playbook.samples import CURRENCY, sample_captures, sample_facts
from huashu.playbook.track import LANGUAGES
from huashu.playbook.vocabulary import vocabulary
from huashu.playbook.wording import fill, sayable

IDS = (
    *("due_reminder", "overdue_first_call", "overdue_follow_up", "firm"),
    *("third_person", "hardship", "verification", "financing_talk"),
)
TRACKS = [shipped_track(track_id, language) for track_id in IDS for language in LANGUAGES]
ALWAYS = {
    *("customer_name", "salutation", "officer_name", "officer_title", "institution", "today", "how_to_pay", "supervisor_answer_by"),
    *("product", "overdue_amount", "amount_due", "due_date", "days_past_due", "penalty_so_far", "instalment_amount"),
    *("next_due_date", "next_due_amount", "loan_amount", "term_months", "applied_on"),
}
"""What every case has."""
THIRD_PARTY_OUTCOMES = {"message_left", "wrong_number", "stop"}


def name_of(track):
    return f"{track.id}.{track.language}"


def scanned_as(track):
    return "en" if track.language == "en" else "zh"


def test_every_track_comes_in_every_language():
    assert set(shipped_tracks()) == {(track_id, language) for track_id in IDS for language in LANGUAGES}
    assert len(shipped_tracks()) == len(TRACKS)


@pytest.mark.parametrize("name", shipped_texts())
def test_a_shipped_file_has_nothing_wrong(name):
    track, problems = track_check(shipped_texts()[name])
    assert problems == ()
    assert f"{track.id}.{track.language}.yaml" == name


@pytest.mark.parametrize("track", TRACKS, ids=name_of)
def test_two_wordings_a_step_and_something_sayable_with_what_every_case_has(track):
    facts = {name: value for name, value in sample_facts(track.language).items() if name in ALWAYS}
    captures = sample_captures(track.language)
    for step in track.steps:
        assert len(step.say) >= 2, step.id
        known = {**facts, "promise": captures["promise"]}
        assert sayable(step.say, known, track.language, "CNY"), step.id
        assert step.acts, step.id
        assert any(act.does for act in step.acts), step.id
        assert all(len(act.hear) >= 1 for act in step.acts), step.id
    for member in (*track.sides, *track.closings, *track.reasons, *track.questions):
        assert sayable(member.say, facts, track.language, "CNY"), member.id


@pytest.mark.parametrize("track", TRACKS, ids=name_of)
def test_everything_is_reachable(track):
    """Every step by the outline, every closing by an act, a side question, a reason or by choice; every act's key is on its step."""
    targets = (
        {act.to for step in track.steps for act in step.acts} | {side.to for side in track.sides} | {care.to for care in track.reasons}
    )
    steps = {step.id for step in track.steps}
    assert {name for part in track.outline for name in part.steps} == steps
    assert {target for target in targets if ":" not in target} <= {*steps, "", "stay", "reason", "argument"}
    others = {target.removeprefix("track:") for target in targets if target.startswith("track:")}
    assert others <= {*IDS, "back"}
    assert all(shipped_track(other, track.language) for other in others - {"back"})
    led_to = {target.removeprefix("closing:") for target in targets if target.startswith("closing:")}
    chosen = {closing.id for closing in track.closings}
    assert led_to <= chosen
    if "argument" in targets:
        assert track.arguments
    if "reason" in targets:
        assert {care.id for care in track.reasons} <= set(vocabulary()["reasons"])


@pytest.mark.parametrize("track", TRACKS, ids=name_of)
def test_filled_words_have_no_breach_either(track):
    facts = {**sample_facts(track.language), **sample_captures(track.language)}
    to = "third_party" if track.audience == "third_party" else "customer"
    for spoken in wordings(track):
        filled = fill(spoken.wording.text, facts, track.language, CURRENCY[track.language])
        assert filled is not None
        remark = Remark(id="", text=filled[0], language=scanned_as(track), call_kind=track.call_kind, to=to)
        assert scan(remark, phrases_load()) == (), filled[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_persons_track_never_names_the_debt(language):
    track = shipped_track("third_person", language)
    facts = {**sample_facts(language), **sample_captures(language)}
    private = [str(value) for name, value in facts.items() if ({**FACTS, **CAPTURES})[name].about in PRIVATE and len(str(value)) > 3]
    words = {
        "en": ("loan", "debt", "payment", "overdue", "arrears", "instalment", "repay"),
        "zh-Hans": ("贷款", "欠款", "还款", "逾期", "车贷", "催收", "罚息"),
        "zh-Hant": ("貸款", "欠款", "還款", "逾期", "車貸", "催收", "罰息"),
    }[language]
    for spoken in wordings(track):
        text = fill(spoken.wording.text, facts, language, CURRENCY[language])[0].lower()
        assert not any(word in text for word in words), text
        assert not any(value in text for value in private), text
    assert set(track.outcomes()) <= THIRD_PARTY_OUTCOMES
    assert not track.arguments
    assert not track.reasons


@pytest.mark.parametrize("track_id", IDS)
def test_the_languages_have_the_same_bones(track_id):
    """Words differ; ids, order, weights, conditions, costs and outcomes don't."""
    hans, hant, english = (shipped_track(track_id, language) for language in ("zh-Hans", "zh-Hant", "en"))

    def bones(track):
        steps = [(step.id, step.need, step.after, step.when, step.capture, step.needs, step.weight, step.evidence) for step in track.steps]
        acts = [(step.id, act.id, act.to, act.does, act.sets) for step in track.steps for act in step.acts]
        asked = [(question.id, question.openly, question.weight) for question in track.questions]
        sides = [(side.id, side.to, side.sets, side.speaks_of_debt) for side in track.sides]
        arguments = [(one.id, one.effect, one.true_when, one.suits, one.unfit, one.counts) for one in track.arguments]
        reasons = [(care.id, care.remedies, care.to) for care in track.reasons]
        closings = [(closing.id, closing.outcome, closing.needs, closing.when) for closing in track.closings]
        faults = [(fault.id, fault.cost, fault.evidence) for fault in track.faults]
        return steps, acts, asked, sorted(sides), arguments, reasons, closings, faults, track.breach_caps, track.cap, track.applies

    assert bones(hans) == bones(hant)
    for chinese, other in zip(bones(hans), bones(english), strict=True):
        assert chinese == other


def test_a_real_training_text_of_eight_steps_and_four_aims_fits():
    """Confirm; say who and why; ask for today; hear why; ask again with gains and costs; promise; refer; recap."""
    track = shipped_track("overdue_first_call", "zh-Hans")
    assert len(track.outline) == 8
    assert [part.steps[0] for part in track.outline] == [
        *("confirm_party", "identify_self", "demand_today", "ask_reason"),
        *("state_consequences", "obtain_promise", "refer_to_authority", "recap"),
    ]
    assert [aim.id for aim in track.aims] == ["pay_today", "learn_reason", "gains_and_costs", "promise"]
    assert {fault.id for fault in track.faults} >= {"asked_when_can_pay", "doubted_customer", "asked_if_convenient", "accepted_on_the_spot"}


def test_financing_answers_every_objection():
    for language in LANGUAGES:
        track = shipped_track("financing_talk", language)
        assert set(vocabulary()["objections"]) <= {side.id for side in track.sides}
        assert all(("objection", side.id) in side.sets for side in track.sides if side.id in vocabulary()["objections"])


def test_verification_asks_for_every_field_and_leads_in_none():
    for language in LANGUAGES:
        track = shipped_track("verification", language)
        assert {question.id for question in track.questions} == set(vocabulary().application_fields)
        led = {"employer", "position", "employed_since", "monthly_income", "address", "marital_status", "id_tail"}
        assert all(question.openly for question in track.questions if question.id in led)


def test_a_firm_call_speaks_of_the_law_only_where_it_is_approved():
    for language in LANGUAGES:
        track = shipped_track("firm", language)
        without = sheet(track, CONFIRMED, legal_action_approved=False, may_repossess=False, has_guarantor=False)
        assert {rung.argument.id for rung in without.ladder if rung.open}.isdisjoint(
            {"legal_action", "collateral_effect", "guarantor_effect"}
        )
        unknown = sheet(track, CONFIRMED, legal_action_approved=None)
        assert "legal_action" not in {rung.argument.id for rung in unknown.ladder if rung.open}
