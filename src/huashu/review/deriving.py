"""Cues that follow from the order of others: second requests, things said too early, promises, repeated arguments.

Each function reads the course's table and adds to it or takes away; they run in the order of :data:`STEPS`. What a label means is the
vocabulary's and the annotation guide's; which labels count, and for how much, is the track's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course
from huashu.review.hearing.features import word_pieces
from huashu.review.transcript import CUSTOMER, THIRD_PARTY

NO_CONSEQUENCE: Final = frozenset({"raise_funds", "help_available"})
"""Arguments that are no cost of not paying and no gain of paying."""
PAYMENT_KINDS: Final = frozenset({"overdue_first_call", "overdue_follow_up", "due_reminder"})
OVERDUE_KINDS: Final = frozenset({"overdue_first_call", "overdue_follow_up"})
ALIKE: Final = 0.34
_FIGURE: Final = re.compile(r"\d[\d,.]*|[零〇一二两三四五六七八九十百千万]{2,}")


def derive(course: Course) -> None:
    """Fill in everything that follows from order."""
    for step in STEPS:
        step(course)


def _with_others(course: Course) -> None:
    """With a third party only these steps can be done; the customer's own things need the customer."""
    if not course.only_others():
        return
    possible = {"confirm_party", "identify_self", "confirm_next_step"}
    for label in vocabulary()["steps"]:
        if label not in possible:
            course.drop(label)
    for label in ("asked_when_can_pay", "accepted_on_the_spot", "vague_promise_accepted", "disclosed_before_confirming"):
        course.drop(label)


def _confirming(course: Course) -> None:
    """The person is confirmed where they were asked by name, or named themselves; asking after the details is no confirming."""
    asked = course.first("confirm_party")
    told = _told_at(course)
    named = _named_self(course)
    if course.transcript.kind == "financing_talk":
        return
    for turn in course.at("disclosed_before_confirming"):
        course.drop("disclosed_before_confirming", [turn])
    if told is None or (named is not None and named < told):
        return
    if asked is not None and asked < told:
        return
    to = course.addressee(told)
    if to == THIRD_PARTY:
        return
    course.note("disclosed_before_confirming", told)
    if asked is not None and asked > told:
        course.drop("confirm_party")


def _told_at(course: Course) -> int | None:
    """The first turn of the officer that names a detail of the loan."""
    found = [turn for cue in ("state_amount", "discloses_debt", "demand_today", "asked_when_can_pay") for turn in course.at(cue)]
    found += [turn for turn in course.at("state_purpose") if course.transcript.kind in PAYMENT_KINDS]
    return min((turn for turn in found if course.turns[turn].by_officer), default=None)


def _named_self(course: Course) -> int | None:
    """The turn in which the customer says their own name without being asked."""
    name = course.transcript.case.customer_name
    if len(name) < 2:
        return None
    plain_name = name.lower().split()[-1] if course.transcript.language == "en" else name
    for heard in course.turns:
        if heard.turn.speaker == CUSTOMER and plain_name in (heard.turn.text.lower() if name.isascii() else heard.turn.text):
            return heard.number
    return None


def _asking_for_today(course: Course) -> None:
    """The first plain request for today is one step, a later one after the reason is another."""
    asked = course.at("demand_today")
    course.drop("ask_again_today")
    if not asked:
        return
    reason = min((turn for label in vocabulary()["reasons"] for turn in course.at(label)), default=None)
    told = min([turn for turn in (reason, course.first("ask_reason")) if turn is not None], default=None)
    later = [turn for turn in asked[1:] if told is not None and turn > told]
    for turn in later:
        course.note("ask_again_today", turn, course.confidence("demand_today", turn))
    course.drop("demand_today", asked[1:])


def _arguments(course: Course) -> None:
    """Any true argument sets out a cost or gain, but for raising funds and offering help."""
    for label in vocabulary()["arguments"]:
        if label not in NO_CONSEQUENCE:
            for turn in course.at(label):
                course.note("state_consequences", turn, course.confidence(label, turn))


def _when(course: Course) -> None:
    """Asking when is fine once today was asked for, or once the customer spoke of another day."""
    today = course.first("demand_today")
    course.drop("asked_when_can_pay", [turn for turn in course.at("asked_when_can_pay") if today is not None and turn > today])
    if course.transcript.kind not in OVERDUE_KINDS:
        course.drop("asked_when_can_pay")
        course.drop("asked_if_convenient")
    course.drop("asked_if_convenient", [turn for turn in course.at("asked_if_convenient") if turn > OPENING])


OPENING: Final = 5


def _promising(course: Course) -> None:
    """A promise needs the customer's own words; the step holds the asking turn and the naming turns."""
    course.drop("obtain_promise")
    promise = course.promise
    if promise.kind in {"full", "part", "instalments"} or (promise.kind == "conditional" and promise.dated):
        for turn in promise.turns:
            course.note("promises", turn)
            course.note("obtain_promise", turn)
        first = min(promise.turns, default=None)
        asked = course.question(first) if first is not None else None
        if asked is not None:
            course.note("obtain_promise", asked)
    if not promise.dated or course.transcript.kind not in PAYMENT_KINDS:
        course.drop("recap")
    if promise.dated:
        course.drop("vague_promise_accepted")


def _ending(course: Course) -> None:
    """An overdue call with the right person that ends with neither a promise nor a next step."""
    course.drop("ended_without_promise")
    if course.transcript.kind not in OVERDUE_KINDS or not course.customer_spoke():
        return
    settled = course.promise.kind in {"full", "part", "instalments", "conditional"}
    ends = ("confirm_next_step", "refer_to_authority", "asks_stop")
    if not settled and not any(course.at(cue) for cue in ends) and "asks_stop" not in course.call_cues:
        course.call_cues.add("ended_without_promise")


def _repeating(course: Course) -> None:
    """An argument used again: in an earlier call of the case, or in this one with nothing added."""
    course.drop("repeated_argument")
    for label in vocabulary()["arguments"]:
        turns = course.at(label)
        if label in course.transcript.case.used_before:
            for turn in turns:
                course.note("repeated_argument", turn, course.confidence(label, turn))
            continue
        for earlier, later in pairwise(turns):
            if later - earlier > 2 and not _adds(course, earlier, later):
                course.note("repeated_argument", earlier, 0.6)
                course.note("repeated_argument", later, 0.7)


def _adds(course: Course, earlier: int, later: int) -> bool:
    """Whether a later turn brings a figure that an earlier one didn't have, or says it in quite other words."""
    texts = [course.turns[turn].words.text for turn in (earlier, later)]
    figures = [set(_FIGURE.findall(text)) for text in texts]
    if figures[1] - figures[0]:
        return True
    pieces = [word_pieces(text, course.transcript.language) for text in texts]
    return len(pieces[0] & pieces[1]) / max(1, min(len(pieces[0]), len(pieces[1]))) < ALIKE


def _financing(course: Course) -> None:
    """A plan put forward before anything was asked or taken up; pressing on after a plain no."""
    if course.transcript.kind != "financing_talk":
        for cue in ("answered_without_asking", "pressed_after_no"):
            course.drop(cue)
        return
    listened = min((turn for cue in ("ask_need", "acknowledge_concern") for turn in course.at(cue)), default=None)
    course.drop(
        "answered_without_asking", [turn for turn in course.at("answered_without_asking") if listened is not None and turn > listened]
    )
    refused = course.first("says_no")
    if refused is not None:
        course.drop("pressed_after_no", [turn for turn in course.at("pressed_after_no") if turn < refused])


def _stopping(course: Course) -> None:
    """Going on after the customer said stop; obeying is no fault."""
    said = course.first("asks_stop")
    turns = course.at("ignored_stop")
    if said is not None:
        course.call_cues.add("asks_stop")
        course.drop("ignored_stop", [turn for turn in turns if turn < said])


def _kinds(course: Course) -> None:
    """Labels that only some kinds of call can carry."""
    for label in ALL_LABELS:
        kinds = vocabulary().kinds(label)
        if kinds and course.transcript.kind not in kinds:
            course.drop(label)


ALL_LABELS: Final = tuple(
    label for group in ("steps", "mistakes", "breaches", "arguments", "signals", "objections") for label in vocabulary()[group]
)
STEPS: Final[tuple[Callable[[Course], None], ...]] = (
    _kinds,
    _asking_for_today,
    _confirming,
    _arguments,
    _when,
    _promising,
    _repeating,
    _financing,
    _stopping,
    _with_others,
    _ending,
)
