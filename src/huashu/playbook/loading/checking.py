"""What must hold across a track's pieces: ids, order, what may be spoken to whom, and no forbidden words."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from huashu.conduct.scan import Remark, phrases_load, scan
from huashu.playbook.facts import FACTS
from huashu.playbook.loading.nodes import Node, compose
from huashu.playbook.loading.problems import TrackProblem, one_of, shown
from huashu.playbook.loading.reading import track_read
from huashu.playbook.track import CONFIRMS, Track, Wording, wording_speaks_of_debt
from huashu.playbook.wording import variables

LEADS = ("stay", "reason", "argument")


def track_check(text: str) -> tuple[Track | None, tuple[TrackProblem, ...]]:
    """Read a track and say everything that is wrong with it.

    Args:
        text: The file's YAML.

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
    _outline(track, places)
    _leads(track, places)
    _order(track, places)
    _debt(track, places)
    _whole(track, places)
    _words(track, places)
    ordered = tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))
    return (None if ordered else track), ordered


class Places:
    """Finds the node of a path again, to name its line.

    Args:
        root: The file.
        problems: Where faults are noted.
    """

    def __init__(self, root: Node, problems: list[TrackProblem]) -> None:
        self.root = root
        self.problems = problems

    def node(self, *path: str | int) -> Node:
        """The node at a path, or the nearest one above it that is there."""
        here = self.root
        for part in path:
            inner = _inner(here, part)
            if inner is None:
                return here
            here = inner
        return here

    def fault(self, path: tuple[str | int, ...], found: str, wanted: str, action: str = "", code: str = "inconsistent") -> None:
        """Note a fault at a path."""
        self.node(*path).fault(wanted, action, found=found, code=code)


def _inner(node: Node, part: str | int) -> Node | None:
    if isinstance(part, int):
        items = Node(node.raw, node.where, []).items()
        return Node(items[part].raw, items[part].where, node.problems) if part < len(items) else None
    return next(
        (Node(inner.raw, inner.where, node.problems) for name, inner in Node(node.raw, node.where, []).pairs() if name == part), None
    )


def _ids(track: Track, places: Places) -> None:
    """Each id once in its list; outline and steps name the same."""
    for name in ("steps", "sides", "arguments", "reasons", "closings", "faults"):
        seen: set[str] = set()
        for number, member_id in enumerate(member.id for member in getattr(track, name)):
            if member_id and member_id in seen:
                places.fault((name, number, "id"), shown(member_id), "each id once", "Give it another name, or put both together.")
            seen.add(member_id)


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
    for number, aim in enumerate(track.aims):
        for place, step_id in enumerate(aim.steps):
            if step_id not in steps:
                places.fault(("aims", number, "steps", place), shown(step_id), f"a step of this track: {one_of(steps, step_id)}")


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


def _targets(track: Track) -> Iterator[tuple[tuple[str | int, ...], str]]:
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


def _debt(track: Track, places: Places) -> None:
    """Nothing about the debt is worded before the person is confirmed, nor ever for a third party."""
    for path, wording, open_to in _wordings(track):
        named = [name for name in variables(wording.text) if name in FACTS and FACTS[name].about == "debt"]
        if named and (open_to or track.audience == "third_party"):
            who = "a third party" if track.audience == "third_party" else "somebody who isn't confirmed yet"
            action = "Say it in a step that speaks of the debt, after confirm_party." if open_to else "Leave it out."
            places.fault(path, f"the variable '{{{named[0]}}}'", f"nothing about the debt said to {who}", action, "debt_disclosed")
    if track.audience == "third_party":
        for number, step in enumerate(track.steps):
            if step.speaks_of_debt:
                places.fault(("steps", number), shown(step.id), "speaks_of_debt: no, as a third party hears it", code="debt_disclosed")
    elif track.steps and track.steps[0].id != CONFIRMS and track.call_kind != "financing_talk":
        places.fault(("steps", 0, "id"), shown(track.steps[0].id), f"{CONFIRMS} as the first step", code="not_confirmed")


def _whole(track: Track, places: Places) -> None:
    """Steps have words, acts and an ending to lead to; the weights make a score."""
    for number, step in enumerate(track.steps):
        if not step.say:
            places.fault(("steps", number), shown(step.id), "two or three wordings under 'say'", code="missing_value")
        if step.need == "must" and step.weight == 0:
            places.fault(("steps", number, "weight"), "0", "a weight above 0, as the step must be done")
    if track.steps and not sum(step.weight for step in track.steps):
        places.fault(("steps",), "no weights", "steps that carry points")
    if not track.closings:
        places.fault(("closings",), "", "at least one way to end", code="missing_value")
    if track.valid_until and track.valid_until < track.valid_from:
        places.fault(("valid", "until"), shown(track.valid_until), f"a day on or after {track.valid_from}")


def _words(track: Track, places: Places) -> None:
    """No wording says what must never be said."""
    to = "third_party" if track.audience == "third_party" else "customer"
    language = "en" if track.language == "en" else "zh"
    for path, wording, _ in _wordings(track):
        remark = Remark(id="", text=wording.text, language=language, call_kind=track.call_kind or "overdue_first_call", to=to)
        for breach in scan(remark, phrases_load()):
            wanted = f"words without a breach ({breach.id}: {breach.citation})"
            places.fault(path, f"'{breach.quote}'", wanted, "Say it truthfully and without pressure.", "breach")


def _wordings(track: Track) -> Iterator[tuple[tuple[str | int, ...], Wording, bool]]:
    """Every wording with its path and whether somebody unconfirmed may hear it."""
    for number, step in enumerate(track.steps):
        for place, wording in enumerate(step.say):
            yield ("steps", number, "say", place), wording, not wording_speaks_of_debt(track, step, wording)
    for name in ("sides", "closings", "arguments", "reasons"):
        for number, member in enumerate(getattr(track, name)):
            for place, wording in enumerate(member.say):
                yield (name, number, "say", place), wording, not getattr(member, "speaks_of_debt", True)
