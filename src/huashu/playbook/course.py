"""What a call's events amount to: what is done, what is known, what leads on.

Everything is told again from the first event each time, so that a newer version of the track can take over in the middle of a call.
Ids that the track doesn't have are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from huashu.playbook.conditions import Value
from huashu.playbook.events import CallEvent, EventKind
from huashu.playbook.facts import CAPTURES
from huashu.playbook.ladder import Use
from huashu.playbook.track import CONFIRMS, Step, Track

Lead = Literal["", "reason", "argument"]
OPENED_BY_REASON = "ask_reason"
OPENED_BY_ARGUMENT = "state_consequences"


@dataclass(slots=True)
class Course:
    """What the events amount to.

    Args:
        done: Steps that are met, with the number of the event at which they were begun.
        spoken: Steps whose words were said, with the number of the event.
        skipped: Steps left out.
        met: Steps that were met but for a field, with where they lead once it is filled.
        captured: Captured fields.
        answers: What was answered to questions about the application.
        used: Arguments used in this call.
        wanted_step: The step to go to, if one was asked for.
        move_to: Another track that should take over.
        closing: The way to end that was chosen.
        asked: The side question just asked.
        lead: What the officer should choose now: a reason or an argument.
    """

    done: dict[str, int] = field(default_factory=dict)
    spoken: dict[str, int] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    met: dict[str, str] = field(default_factory=dict)
    captured: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    used: list[Use] = field(default_factory=list)
    wanted_step: str = ""
    move_to: str = ""
    closing: str = ""
    asked: str = ""
    lead: Lead = ""

    def do(self, step: Step, number: int) -> None:
        """Count a step as met, from the moment at which its words were said."""
        self.done.setdefault(step.id, self.spoken.get(step.id, number))
        self.skipped.discard(step.id)

    def lacks(self, step: Step) -> bool:
        """Whether a field is missing without which the step isn't met."""
        return any(not self.captured.get(name) for name in step.needs)

    def learn(self, sets: Iterable[tuple[str, str]]) -> None:
        """Take fields as known; once somebody else is on the line, the person isn't confirmed any more."""
        self.captured |= dict(sets)
        if self.captured.get("reached") == "third_party":
            self.done.pop(CONFIRMS, None)


def course_of(track: Track, events: Iterable[CallEvent]) -> Course:
    """Tell a call from its beginning."""
    course = Course()
    for number, event in enumerate(events):
        course.asked, course.lead = "", ""
        _FOLLOW[event.kind](track, course, event, number)
    return course


def known_facts(facts: Mapping[str, Value], captured: Mapping[str, str]) -> dict[str, Value]:
    """The case's facts with what the call added, flags as yes or no."""
    added: dict[str, Value] = {
        name: value in {"yes", "true"} if CAPTURES[name].type == "flag" else value for name, value in captured.items()
    }
    return {**facts, **added}


def _said(track: Track, course: Course, event: CallEvent, number: int) -> None:
    """Words were spoken. A step that a reply may leave open stays so until the reply; so does the step spoken at."""
    step = track.step(event.get("step"))
    if step is None:
        return
    place = event.get("wording")
    also = step.say[int(place)].also if place.isascii() and place.isdecimal() and int(place) < len(step.say) else ()
    for name in (step.id, *also):
        other = track.step(name)
        if other is None or other.id == CONFIRMS:
            continue
        course.spoken.setdefault(other.id, number)
        if _by_words(other, besides=name != step.id) and not course.lacks(other):
            course.do(other, number)
    course.wanted_step = step.id


def _by_words(step: Step, *, besides: bool) -> bool:
    """Whether words alone meet a step: it has no reply to wait for, or it is said besides and any reply would meet it."""
    return not step.acts or (besides and all(act.does for act in step.acts))


def _heard(track: Track, course: Course, event: CallEvent, number: int) -> None:
    step = track.step(event.get("step"))
    act = next((act for act in step.acts if act.id == event.get("act")), None) if step else None
    if step is None or act is None:
        return
    course.learn(act.sets)
    course.wanted_step = step.id
    if not act.does:
        if step.id == CONFIRMS:
            course.done.pop(step.id, None)
        _lead(track, course, act.to, again=True)
    elif course.lacks(step):
        course.spoken.setdefault(step.id, number)
        course.met[step.id] = act.to
        _lead(track, course, act.to if act.to in {"reason", "argument"} or ":" in act.to else "stay")
    else:
        if step.id != CONFIRMS or course.captured.get("reached") != "third_party":
            course.do(step, number)
        course.wanted_step = ""
        _lead(track, course, act.to)


def _lead(track: Track, course: Course, to: str, *, again: bool = False) -> None:
    """Follow where something leads; ``again`` opens a step anew that was met before, such as a promise that is corrected."""
    if to.startswith("track:"):
        course.move_to = to.removeprefix("track:")
    elif to.startswith("closing:"):
        course.closing = to.removeprefix("closing:")
    elif to in {"reason", "argument"}:
        course.lead = "reason" if to == "reason" else "argument"
    elif to != "stay" and (step := track.step(to)) is not None and (again or to not in course.done):
        if to in course.done:
            _reopen(course, step)
        course.wanted_step = to


def _reopen(course: Course, step: Step) -> None:
    """A step is open again, and the fields that it needs are to be filled anew."""
    for held in (course.done, course.spoken, course.met):
        held.pop(step.id, None)
    for name in step.needs:
        course.captured.pop(name, None)


def _skipped(_track: Track, course: Course, event: CallEvent, _number: int) -> None:
    """A step is left out; the one that confirms the person can't be."""
    if event.get("step") != CONFIRMS:
        course.skipped.add(event.get("step"))
        course.wanted_step = ""


def _undone(track: Track, course: Course, event: CallEvent, _number: int) -> None:
    if step := track.step(event.get("step")):
        _reopen(course, step)
        course.skipped.discard(step.id)
        course.wanted_step = step.id


def _went(_track: Track, course: Course, event: CallEvent, _number: int) -> None:
    course.wanted_step, course.closing = event.get("step"), ""


def _asked(track: Track, course: Course, event: CallEvent, _number: int) -> None:
    side = next((side for side in track.sides if side.id == event.get("side")), None)
    if side is None:
        return
    course.asked = side.id
    course.learn(side.sets)
    _lead(track, course, side.to)


def _answered(track: Track, course: Course, event: CallEvent, _number: int) -> None:
    if any(question.id == event.get("question") for question in track.questions):
        course.answers[event.get("question")] = event.get("value")


def _argued(track: Track, course: Course, event: CallEvent, number: int) -> None:
    course.used.append(Use(event.get("argument"), effect=event.get("effect")))
    argument = next((argument for argument in track.arguments if argument.id == event.get("argument")), None)
    step = track.step(OPENED_BY_ARGUMENT)
    if argument is not None and argument.counts and step is not None:
        course.do(step, number)


def _reasoned(track: Track, course: Course, event: CallEvent, number: int) -> None:
    course.captured["reason"] = event.get("reason")
    course.wanted_step = ""
    if step := track.step(OPENED_BY_REASON):
        course.met.pop(step.id, None)
        course.do(step, number)
    care = next((care for care in track.reasons if care.id == event.get("reason")), None)
    if care is not None and care.to:
        _lead(track, course, care.to)


def _captured(track: Track, course: Course, event: CallEvent, number: int) -> None:
    """A field was filled or emptied; a step that waited for it is met and leads on."""
    name = event.get("field")
    if name not in CAPTURES:
        return
    if not event.get("value"):
        course.captured.pop(name, None)
        for step in track.steps:
            if name in step.needs and step.id in course.done:
                course.done.pop(step.id)
        return
    course.learn([(name, event.get("value"))])
    for step in track.steps:
        begun = step.id in course.met or step.id in course.spoken or step.id == course.wanted_step
        if step.id == CONFIRMS or name not in step.needs or not begun or course.lacks(step):
            continue
        to = course.met.pop(step.id, "stay")
        course.do(step, number)
        if course.wanted_step == step.id:
            course.wanted_step = ""
            _lead(track, course, to)


def _moved(track: Track, course: Course, event: CallEvent, _number: int) -> None:
    course.move_to = "" if event.get("track") == track.id else event.get("track")


def _closing(_track: Track, course: Course, event: CallEvent, _number: int) -> None:
    course.closing = event.get("closing")


_FOLLOW = {
    EventKind.SAID: _said,
    EventKind.HEARD: _heard,
    EventKind.SKIPPED: _skipped,
    EventKind.UNDONE: _undone,
    EventKind.WENT: _went,
    EventKind.ASKED: _asked,
    EventKind.ANSWERED: _answered,
    EventKind.ARGUED: _argued,
    EventKind.REASONED: _reasoned,
    EventKind.CAPTURED: _captured,
    EventKind.MOVED: _moved,
    EventKind.CLOSING: _closing,
}
