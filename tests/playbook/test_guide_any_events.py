"""Whatever happened, in whatever order, known or not: there is a sheet, it tells nobody else of the debt and repeats no argument."""

from call_events import sheet, spoken
from hypothesis import given, settings
from hypothesis import strategies as some

from huashu.playbook.conditions import all_hold
from huashu.playbook.course import course_of
from huashu.playbook.events import NAMES, CallEvent, EventKind
from huashu.playbook.facts import CAPTURES, FACTS, PRIVATE
from huashu.playbook.loading import shipped_track
from huashu.playbook.samples import sample_facts
from huashu.playbook.track import CONFIRMS
from huashu.playbook.vocabulary import vocabulary
from huashu.playbook.wording import spoken as as_spoken

TRACKS = [
    shipped_track(track_id, language)
    for track_id, language in (("overdue_first_call", "zh-Hans"), ("firm", "en"), ("hardship", "zh-Hans"), ("third_person", "en"))
]
DEBTLESS = {"customer_name", "salutation"}


def values(track, name):
    ids = {
        "step": [step.id for step in track.steps],
        "side": [side.id for side in track.sides],
        "argument": [argument.id for argument in track.arguments],
        "reason": list(vocabulary()["reasons"]),
        "closing": [closing.id for closing in track.closings],
        "field": [*CAPTURES, "overdue_amount"],
        "question": ["employer"],
        "track": [track.id, "third_person"],
        "act": [act.id for step in track.steps for act in step.acts],
    }
    return some.sampled_from([*ids[name], "nothing_of_the_kind"])


@some.composite
def calls(draw):
    """A track and events that name its ids, in any order; acts mostly belong to their step."""
    track = draw(some.sampled_from(TRACKS))
    events = []
    for _ in range(draw(some.integers(0, 25))):
        kind = draw(some.sampled_from(list(EventKind)))
        held = {name: draw(values(track, name)) for name in NAMES[kind]}
        step = track.step(held.get("step", ""))
        if kind is EventKind.HEARD and step and draw(some.booleans()):
            held["act"] = draw(some.sampled_from([act.id for act in step.acts]))
        if kind is EventKind.SAID:
            held["wording"] = draw(some.sampled_from(["0", "1", "2", "99", "-1", "x", ""]))
        if kind is EventKind.CAPTURED:
            held["value"] = draw(some.sampled_from(["", "yes", "customer", "third_party", "周五三千"]))
        events.append(CallEvent(kind, held))
    return track, events


def private_texts(track):
    """What the case's private facts are spoken as, where it can't be mistaken for something else."""
    facts = sample_facts(track.language)
    currency = "USD" if track.language == "en" else "CNY"
    texts = {as_spoken(FACTS[name], value, track.language, currency) for name, value in facts.items() if FACTS[name].about in PRIVATE}
    return {text for text in texts if len(text) > 4}


def confirmed_by_the_customer(track, events):
    """Written again in plain words: the last thing said about who is on the line was the customer's own word."""
    if track.audience == "third_party":
        return False
    confirmed = False
    for one in events:
        step = track.step(one.get("step"))
        act = next((act for act in step.acts if act.id == one.get("act")), None) if step and one.kind is EventKind.HEARD else None
        side = next((side for side in track.sides if side.id == one.get("side")), None) if one.kind is EventKind.ASKED else None
        sets = dict(act.sets) if act else dict(side.sets) if side else {}
        if one.kind is EventKind.CAPTURED and one.get("field") == "reached":
            sets = {"reached": one.get("value")}
        if act and step.id == CONFIRMS:
            confirmed = act.does
        if sets.get("reached") == "third_party" or (one.kind is EventKind.UNDONE and one.get("step") == CONFIRMS):
            confirmed = False
    return confirmed


@settings(deadline=None)
@given(calls())
def test_there_is_always_a_sheet_and_it_tells_nobody_else(call):
    track, events = call
    shown = sheet(track, *events)
    if shown.confirmed:
        assert confirmed_by_the_customer(track, events)
    else:
        texts = spoken(shown)
        assert not [text for text in texts for private in private_texts(track) if private in text]
        assert (shown.ladder, shown.argument, shown.reason, shown.questions) == ((), None, None, ())
        assert not any(offer.closing.speaks_of_debt for offer in shown.closings)
    if track.audience == "customer" and not shown.confirmed:
        assert shown.now.id == CONFIRMS


@settings(deadline=None)
@given(calls())
def test_no_argument_comes_twice_or_untrue(call):
    track, events = call
    shown = sheet(track, *events)
    used = {one.get("argument") for one in events if one.kind is EventKind.ARGUED}
    facts = {**sample_facts(track.language), **shown.captured}
    for rung in shown.ladder:
        if rung.open:
            assert rung.argument.id not in used
            assert all_hold(rung.argument.true_when, facts)
            assert shown.captured.get("reason") not in rung.argument.unfit


@settings(deadline=None)
@given(calls())
def test_a_promise_is_met_only_with_amount_and_day(call):
    track, events = call
    course = course_of(track, events)
    assert all(course.captured.get(name) for step in track.steps if step.id in course.done for name in step.needs)
    assert set(course.captured) <= set(CAPTURES)


@settings(deadline=None)
@given(calls())
def test_the_same_events_give_the_same_sheet(call):
    track, events = call
    assert sheet(track, *events) == sheet(track, *events)
