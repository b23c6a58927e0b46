"""Walks one call along its track: what is done, what comes now, what may be said, what may end it, and why.

Everything follows from the track, the facts of the case and the list of events; the same input gives the same sheet. Nothing about
the debt is sayable until the person is confirmed. The order is advice: an officer may go anywhere but past that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from huashu.playbook.conditions import Value, all_hold
from huashu.playbook.course import Course, Lead, course_of, known_facts
from huashu.playbook.events import CallEvent
from huashu.playbook.ladder import Offer, Use, ladder
from huashu.playbook.track import (
    CONFIRMS,
    Closing,
    CustomerAct,
    Never,
    Question,
    ReasonCare,
    SideQuestion,
    Step,
    Track,
    Wording,
    wording_speaks_of_debt,
)
from huashu.playbook.wording import Said, sayable


class StepState(StrEnum):
    """Where a step stands."""

    NOW = "now"
    DONE = "done"
    OPEN = "open"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One step of the checklist.

    Args:
        step: The step.
        state: Where it stands.
        waits_for: Steps that come first, if it waits.
        out_of_order: Whether it was done before a step that should have come first.
    """

    step: Step
    state: StepState
    waits_for: tuple[str, ...] = ()
    out_of_order: bool = False


@dataclass(frozen=True, slots=True)
class ClosingOffer:
    """A way to end, and what is missing for it.

    Args:
        closing: The closing.
        missing: Captured fields that aren't filled yet.
        say: Last words that may be said now.
    """

    closing: Closing
    missing: tuple[str, ...]
    say: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SideOffer:
    """A side question with the answers that may be given now."""

    side: SideQuestion
    say: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question about the application, the ways to ask it that may be said now, and what was answered (None: not asked yet)."""

    question: Question
    say: tuple[Said, ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class ReasonSheet:
    """How to take the reason that was given."""

    care: ReasonCare
    say: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the screen shows at one moment.

    Args:
        track: The track and version that it follows.
        checklist: All steps with their states, in the outline's order.
        now: The step that comes now, or None when nothing is left.
        say: Its wordings that may be said.
        acts: What the customer may do at it.
        never: What must not be said at it.
        wanted: Fields to be captured at it that are still empty.
        captured: What is known from the call.
        confirmed: Whether the person is confirmed and the debt may be spoken of.
        lead: What is to be chosen now: ``reason``, ``argument`` or nothing.
        questions: Questions about the application with what was answered; empty until the person is confirmed.
        limited: Whether somebody else answered: nothing about the debt is shown as speakable.
        argument: The next argument to use, with why.
        ladder: All arguments, with whether they're used, open or not true.
        reason: How to take the reason given.
        sides: Side questions with answers.
        closings: Ways to end.
        closing: The way chosen.
        move_to: Another track that should take over, or empty.
        asked: The side question just asked, if the last thing that happened was one.
    """

    track: Track
    checklist: tuple[CheckLine, ...]
    now: Step | None
    say: tuple[Said, ...]
    acts: tuple[CustomerAct, ...]
    never: tuple[Never, ...]
    wanted: tuple[str, ...]
    captured: Mapping[str, str]
    confirmed: bool
    lead: Lead
    questions: tuple[QuestionLine, ...]
    limited: bool
    argument: Offer | None
    ladder: tuple[Offer, ...]
    reason: ReasonSheet | None
    sides: tuple[SideOffer, ...]
    closings: tuple[ClosingOffer, ...]
    closing: Closing | None
    move_to: str
    asked: SideOffer | None


def guide(
    track: Track,
    facts: Mapping[str, Value],
    events: Iterable[CallEvent],
    *,
    currency: str,
    used_before: Iterable[Use] = (),
) -> Sheet:
    """The sheet for one moment of a call.

    Args:
        track: The track that the call follows.
        facts: What is known of the case, by name of :data:`huashu.playbook.facts.FACTS`.
        events: What has happened, oldest first. Ids that this version of the track doesn't have are passed over.
        currency: ISO code of the case's money.
        used_before: Arguments used in earlier contacts of the case.
    """
    course = course_of(track, events)
    known = known_facts(facts, course.captured)
    confirmed = _confirmed(track, course)
    limited = course.captured.get("reached") == "third_party"
    checklist = _checklist(track, course, known)
    now = _now(track, course, checklist)
    may = _Sayable(track, known, currency, debt=confirmed and not limited)
    rungs = ladder(track, known, currency, [*used_before, *course.used]) if may.debt else ()
    care = next((care for care in track.reasons if care.id == course.captured.get("reason")), None)
    sides = tuple(SideOffer(side, may.words(side.say, debt=side.speaks_of_debt)) for side in track.sides)
    closings = _closings(track, course, known, may)
    return Sheet(
        track=track,
        checklist=_marked(checklist, now),
        now=now,
        say=may.step(now) if now else (),
        acts=now.acts if now else (),
        never=now.never if now else (),
        wanted=tuple(field for field in now.capture if field not in course.captured) if now else (),
        captured=course.captured,
        confirmed=confirmed,
        lead=course.lead,
        questions=questions_ask(track, known, currency, course.answers) if may.debt else (),
        limited=limited,
        argument=next((rung for rung in rungs if rung.open), None),
        ladder=rungs,
        reason=ReasonSheet(care, may.words(care.say, debt=True)) if care and may.debt else None,
        sides=tuple(offer for offer in sides if offer.say),
        closings=closings,
        closing=next((offer.closing for offer in closings if offer.closing.id == course.closing), None),
        move_to=course.move_to,
        asked=next((offer for offer in sides if offer.side.id == course.asked), None),
    )


@dataclass(frozen=True, slots=True)
class _Sayable:
    """What may be said to whoever is on the line."""

    track: Track
    known: Mapping[str, Value]
    currency: str
    debt: bool

    def words(self, say: tuple[Wording, ...], *, debt: bool) -> tuple[Said, ...]:
        if debt and not self.debt:
            return ()
        return sayable(say, self.known, self.track.language, self.currency)

    def step(self, step: Step) -> tuple[Said, ...]:
        found = sayable(step.say, self.known, self.track.language, self.currency)
        return tuple(said for said in found if self.debt or not wording_speaks_of_debt(self.track, step, step.say[said.number]))


def _confirmed(track: Track, course: Course) -> bool:
    """Whether the debt may be spoken of: the person said who they are, or the track needs no asking."""
    if track.audience == "third_party":
        return False
    return track.step(CONFIRMS) is None or CONFIRMS in course.done


def _checklist(track: Track, course: Course, known: Mapping[str, Value]) -> tuple[CheckLine, ...]:
    lines = []
    for step_id in (name for part in track.outline for name in part.steps):
        step = track.step(step_id)
        if step is None:
            continue
        lines.append(_line(step, course, known, _applicable(track, step.after, known)))
    return tuple(lines)


def _applicable(track: Track, names: tuple[str, ...], known: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple(name for name in names if (step := track.step(name)) and all_hold(step.when, known))


def _line(step: Step, course: Course, known: Mapping[str, Value], comes_first: tuple[str, ...]) -> CheckLine:
    if step.id in course.done:
        done_at = course.done[step.id]
        early = any(name not in course.skipped and course.done.get(name, done_at + 1) > done_at for name in comes_first)
        return CheckLine(step, StepState.DONE, out_of_order=early)
    if step.id in course.skipped:
        return CheckLine(step, StepState.SKIPPED)
    if not all_hold(step.when, known):
        return CheckLine(step, StepState.NOT_APPLICABLE)
    first = tuple(name for name in comes_first if name not in course.done and name not in course.skipped)
    return CheckLine(step, StepState.WAITING if first else StepState.OPEN, waits_for=first)


def _now(track: Track, course: Course, checklist: tuple[CheckLine, ...]) -> Step | None:
    """The step that was asked for, if the person on the line may hear it; else the first that is open."""
    by_id = {line.step.id: line for line in checklist}
    if track.audience == "customer" and not _confirmed(track, course) and CONFIRMS in by_id:
        return by_id[CONFIRMS].step
    wanted = by_id.get(course.wanted_step)
    if wanted is not None and wanted.state is not StepState.NOT_APPLICABLE:
        return wanted.step
    from_here = checklist[checklist.index(wanted) :] if wanted is not None else ()
    return next((line.step for line in (*from_here, *checklist) if line.state is StepState.OPEN), None)


def _marked(checklist: tuple[CheckLine, ...], now: Step | None) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(line.step, StepState.NOW, line.waits_for) if now and line.step.id == now.id and line.state is not StepState.DONE else line
        for line in checklist
    )


def _closings(track: Track, course: Course, known: Mapping[str, Value], may: _Sayable) -> tuple[ClosingOffer, ...]:
    offers = []
    for closing in track.closings:
        if not all_hold(closing.when, known) or (closing.speaks_of_debt and not may.debt):
            continue
        missing = tuple(field for field in closing.needs if not course.captured.get(field))
        offers.append(ClosingOffer(closing, missing, may.words(closing.say, debt=closing.speaks_of_debt)))
    return tuple(offers)


def questions_ask(track: Track, known: Mapping[str, Value], currency: str, answers: Mapping[str, str]) -> tuple[QuestionLine, ...]:
    """The questions about an application that apply, in the track's order.

    Args:
        track: The track.
        known: What is known of the case and from the call.
        currency: ISO code of the case's money.
        answers: What was answered, by question.
    """
    return tuple(
        QuestionLine(question, sayable(question.say, known, track.language, currency), answers.get(question.id))
        for question in track.questions
        if all_hold(question.when, known)
    )
