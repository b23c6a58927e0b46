"""Looks evidence up in the course of a call: which turns show that a step was done or a fault made."""

from __future__ import annotations

from huashu.playbook.conditions import all_hold
from huashu.playbook.track import Evidence
from huashu.review.course import Course
from huashu.review.facts import facts_of


def shown_by(evidence: Evidence, course: Course) -> tuple[int, ...] | None:
    """The turns that show it.

    Args:
        evidence: What to look for.
        course: The call.

    Returns:
        Turns in order; an empty tuple where the call as a whole shows it; None if it isn't shown.
    """
    if not all_hold(evidence.when, facts_of(course)):
        return None
    if len(evidence.cues) == 1 and evidence.cues[0] in course.call_cues and not evidence.absent:
        return ()
    found = [_turns(cue, evidence, course) for cue in evidence.cues]
    if evidence.absent:
        return None if any(found) else ()
    if not all(found):
        return None
    return tuple(sorted({turn for turns in found for turn in turns}))


def _turns(cue: str, evidence: Evidence, course: Course) -> list[int]:
    after = course.first(evidence.after) if evidence.after else -1
    before = course.first(evidence.before) if evidence.before else None
    excused = course.first(evidence.unless_after) if evidence.unless_after else None
    if after is None:
        return []
    turns = [turn for turn in course.at(cue) if turn > after]
    if before is not None:
        turns = [turn for turn in turns if turn < before]
    if excused is not None:
        turns = [turn for turn in turns if turn < excused]
    if evidence.span == "opening":
        turns = [turn for turn in turns if course.in_opening(turn)]
    if evidence.span == "closing":
        turns = [turn for turn in turns if course.in_closing(turn)]
    if evidence.answered:
        turns = [turn for turn in turns if (reply := course.reply(turn)) is not None and course.confidence(evidence.answered, reply)]
    return turns
