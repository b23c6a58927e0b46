"""From what was found to verdicts, points and one score; plain arithmetic on whole numbers, the same every time.

Points of the steps that apply make the whole; what doesn't apply or can't be told leaves it. Faults take their cost off. A breach caps
the score, so that number and verdict never disagree (docs/review.md works one through).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huashu.money import divide_half_up
from huashu.playbook.conditions import all_hold
from huashu.playbook.track import Step, Track
from huashu.review.course import Course
from huashu.review.facts import facts_of
from huashu.review.findings import Finding, Item, Verdict

WITH_OTHERS = ("confirm_party", "identify_self", "confirm_next_step")
"""Steps that can be done with a third party."""


def items_of(
    track: Track, course: Course, steps: Iterable[Finding], mistakes: Iterable[Finding], breaches: Iterable[Finding]
) -> tuple[Item, ...]:
    """Every line of the yardstick with its verdict.

    Args:
        track: The track.
        course: The call.
        steps: Steps found.
        mistakes: Mistakes found.
        breaches: Breaches found.
    """
    done = {finding.id: finding for finding in steps}
    made = {finding.id: finding for finding in mistakes}
    lines = [_step_item(step, done.get(step.id), course) for step in track.steps]
    for fault in track.faults:
        found = made.get(fault.id)
        if found is None:
            lines.append(Item("faults", fault.id, Verdict.NOT_MET, 0, 0, why="not_heard"))
        else:
            lines.append(Item("faults", fault.id, Verdict.MET, -fault.cost, 0, found.turns, found.quote, "heard", fault.better))
    lines += [Item("breaches", found.id, Verdict.MET, 0, 0, found.turns, found.quote, found.rule) for found in breaches]
    return tuple(lines)


def _step_item(step: Step, found: Finding | None, course: Course) -> Item:
    better = step.say[0].text if step.say else ""
    if found is not None:
        return Item("steps", step.id, Verdict.MET, step.weight, step.weight, found.turns, found.quote, "heard", better)
    if course.only_others() and step.id not in WITH_OTHERS:
        return Item("steps", step.id, Verdict.NOT_APPLICABLE, 0, 0, why="only_others")
    if not all_hold(step.when, facts_of(course)):
        return Item("steps", step.id, Verdict.NOT_APPLICABLE, 0, 0, why="condition")
    if step.need == "optional":
        return Item("steps", step.id, Verdict.NOT_APPLICABLE, 0, 0, why="optional")
    if _stopped_before(step, course):
        return Item("steps", step.id, Verdict.CANT_TELL, 0, 0, why="not_reached")
    return Item("steps", step.id, Verdict.NOT_MET, 0, step.weight, why="not_heard", better=better)


def _stopped_before(step: Step, course: Course) -> bool:
    """Whether the call ended, or the customer said stop, before the step could come: obeying is no omission."""
    stop = course.first("asks_stop")
    if stop is None and len(course.turns) >= 4:
        return False
    if stop is None:
        return step.id not in WITH_OTHERS
    return step.id not in {*WITH_OTHERS, "state_purpose"}


def score_of(track: Track, items: Iterable[Item]) -> tuple[int, int]:
    """The score from 0 to 100, and what it was capped at (100 if by nothing)."""
    return score_points(items, dict(track.breach_caps), track.cap)


def points_of(group: str, verdict: str, weight: int) -> tuple[int, int]:
    """Points that an item brings, and the most it could bring.

    Args:
        group: ``steps``, ``faults`` or ``breaches``.
        verdict: What counts of it.
        weight: Weight of the step or cost of the fault.
    """
    met = verdict == Verdict.MET
    if group == "steps":
        return (weight if met else 0), (weight if verdict in (Verdict.MET, Verdict.NOT_MET) else 0)
    return (-weight if met and group == "faults" else 0), 0


def score_points(items: Iterable[Item], caps: Mapping[str, int], cap_of_others: int) -> tuple[int, int]:
    """The score from 0 to 100 of judged items, and what it was capped at (100 if by nothing).

    Args:
        items: The yardstick's lines.
        caps: Highest score of a call with a breach, by label.
        cap_of_others: The same for breaches that aren't named there.
    """
    lines = tuple(items)
    most = sum(item.most for item in lines)
    points = sum(item.points for item in lines)
    made = [item.id for item in lines if item.group == "breaches" and item.verdict == Verdict.MET]
    cap = min([caps.get(breach, cap_of_others) for breach in made], default=100)
    share = divide_half_up(100 * max(0, points), most) if most else 100
    return min(share, cap, 100), cap
