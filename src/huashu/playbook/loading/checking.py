"""What must hold across a track's pieces: ids, order, what may be spoken to whom, and no forbidden words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from huashu.playbook.facts import FACTS
from huashu.playbook.loading.nodes import compose
from huashu.playbook.loading.places import Path, Places
from huashu.playbook.loading.problems import TrackProblem, one_of, shown
from huashu.playbook.loading.reading import track_read
from huashu.playbook.loading.speech import CHOSEN_FREELY, speech_check, words_check
from huashu.playbook.track import Track
from huashu.playbook.wording import variables

LEADS = ("stay", "reason", "argument")


def track_check(text: str, *, words: bool = True) -> tuple[Track | None, tuple[TrackProblem, ...]]:
    """Read a track and say everything that is wrong with it.

    Args:
        text: The file's YAML.
        words: Whether its words are scanned for breaches too; only left out for a text that was scanned before.

    Returns:
        The track, or None if there is any problem; and the problems in the order of their lines.
    """
    problems: list[TrackProblem] = []
    root = compose(text, problems)
    if root is None:
        return None, tuple(problems)
    track = track_read(root)
    places = Places(root, problems)
    _ids(track, places)
    if all(step.id for step in track.steps):
        _outline(track, places)
        _leads(track, places)
        _order(track, places)
    speech_check(track, places)
    _whole(track, places)
    if words:
        words_check(track, places)
    ordered = tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))
    return (None if ordered else track), ordered


def _ids(track: Track, places: Places) -> None:
    """Each id once in its list; outline and steps name the same."""
    for name in ("aims", "steps", "questions", "sides", "arguments", "reasons", "closings", "faults"):
        seen: set[str] = set()
        for number, member_id in enumerate(member.id for member in getattr(track, name)):
            if member_id and member_id in seen:
                places.fault((name, number, "id"), shown(member_id), "each id once", "Give it another name, or put both together.")
            seen.add(member_id)
    for number, step in enumerate(track.steps):
        acts = [act.id for act in step.acts]
        for place, act_id in enumerate(acts):
            if act_id and act_id in acts[:place]:
                path: Path = ("steps", number, "acts", place, "id")
                places.fault(path, shown(act_id), "each id once within a step", "Give it another name, or put both together.")


def _outline(track: Track, places: Places) -> None:
    """The outline and the aims name the track's steps; every step stands under one heading."""
    steps = {step.id for step in track.steps}
    listed: list[str] = []
    for number, part in enumerate(track.outline):
        for place, step_id in enumerate(part.steps):
            if step_id not in steps:
                places.fault(("outline", number, "steps", place), shown(step_id), f"a step of this track: {one_of(steps, step_id)}")
            if step_id in listed:
                places.fault(("outline", number, "steps", place), shown(step_id), "each step under one heading only")
            listed.append(step_id)
    for number, step in enumerate(track.steps):
        if step.id and step.id not in listed:
            places.fault(
                ("steps", number, "id"), shown(step.id), "every step under a heading of the outline", f"Add {step.id} to 'outline'."
            )
    _outline_questions(track, places)
    for number, aim in enumerate(track.aims):
        for place, step_id in enumerate(aim.steps):
            if step_id not in steps:
                places.fault(("aims", number, "steps", place), shown(step_id), f"a step of this track: {one_of(steps, step_id)}")


def _outline_questions(track: Track, places: Places) -> None:
    """Every question stands under one heading."""
    questions = [question.id for question in track.questions]
    listed: list[str] = []
    for number, part in enumerate(track.outline):
        for place, name in enumerate(part.questions):
            path: Path = ("outline", number, "questions", place)
            if name not in questions:
                places.fault(path, shown(name), f"a question of this track: {one_of(questions, name)}")
            if name in listed:
                places.fault(path, shown(name), "each question under one heading only")
            listed.append(name)
    for number, name in enumerate(questions):
        if name and name not in listed:
            places.fault(
                ("questions", number, "id"), shown(name), "every question under a heading of the outline", f"Add {name} to 'outline'."
            )
    for number, question in enumerate(track.questions):
        for place, wording in enumerate(question.say):
            told = [name for name in variables(wording.text) if name in FACTS and FACTS[name].about == "application"]
            if told and question.openly and track.call_kind != CHOSEN_FREELY:
                wanted = "an open question, without the form's answer in it"
                path = ("questions", number, "say", place)
                places.fault(
                    path, f"the variable '{{{told[0]}}}'", wanted, "Ask what, where or how much; or say 'openly: no'.", "leading_question"
                )


def _leads(track: Track, places: Places) -> None:
    """Every ``to`` leads somewhere; wordings' ``also`` and ``after`` name steps."""
    steps = {step.id for step in track.steps}
    closings = {f"closing:{closing.id}" for closing in track.closings}
    known = {*steps, *closings, *LEADS}
    for path, to in _targets(track):
        if to and to not in known and not to.startswith("track:"):
            places.fault(path, shown(to), f"where it leads: {one_of(known, to)}, or track:NAME", code="leads_nowhere")
    for number, step in enumerate(track.steps):
        for place, name in enumerate(step.after):
            if name not in steps:
                places.fault(("steps", number, "after", place), shown(name), f"a step of this track: {one_of(steps, name)}")
        for place, wording in enumerate(step.say):
            for at, name in enumerate(wording.also):
                if name not in steps:
                    places.fault(("steps", number, "say", place, "also", at), shown(name), f"a step of this track: {one_of(steps, name)}")


def _targets(track: Track) -> Iterator[tuple[Path, str]]:
    for number, step in enumerate(track.steps):
        for place, act in enumerate(step.acts):
            yield ("steps", number, "acts", place, "to"), act.to
    for number, side in enumerate(track.sides):
        yield ("sides", number, "to"), side.to
    for number, reason in enumerate(track.reasons):
        yield ("reasons", number, "to"), reason.to


def _order(track: Track, places: Places) -> None:
    """No step comes before itself, and the usual order obeys the constraints."""
    graph = {step.id: set(step.after) for step in track.steps}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring = " → ".join(error.args[1])
        number = next(index for index, step in enumerate(track.steps) if step.id == error.args[1][0])
        places.fault(("steps", number, "after"), ring, "an order without a circle", "Take one of these out of 'after'.", "order_circle")
        return
    usual = [step_id for part in track.outline for step_id in part.steps]
    for number, step in enumerate(track.steps):
        for place, name in enumerate(step.after):
            if name in usual and step.id in usual and usual.index(name) > usual.index(step.id):
                wanted = f"{name} before {step.id} in the outline"
                places.fault(("steps", number, "after", place), shown(name), wanted, "Change the outline or 'after'.")


def _whole(track: Track, places: Places) -> None:
    """Steps have words, acts and an ending to lead to; the weights make a score."""
    for number, step in enumerate(track.steps):
        if step.id and not step.say:
            places.fault(("steps", number), shown(step.id), "two or three wordings under 'say'", code="missing_value")
        if step.need == "must" and step.weight == 0:
            places.fault(("steps", number, "weight"), "0", "a weight above 0, as the step must be done")
    if track.steps and not sum(step.weight for step in track.steps):
        places.fault(("steps",), "no weights", "steps that carry points")
    if not track.closings:
        places.fault(("closings",), "", "at least one way to end", code="missing_value")
    if track.valid_until and date.min < track.valid_until < track.valid_from:
        places.fault(("valid", "until"), shown(track.valid_until), f"a day on or after {track.valid_from}")
