"""A talk track as lines of text: steps with their wordings filled, what the customer may do, and all that stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huashu.playbook.conditions import Value
from huashu.playbook.samples import CURRENCY, sample_captures, sample_facts
from huashu.playbook.track import CustomerAct, Step, Track, Wording
from huashu.playbook.wording import fill


def outline(track: Track) -> Iterator[str]:
    """The lines of a track.

    Args:
        track: The track; its wordings are filled with invented figures.
    """
    facts = {**sample_facts(track.language), **sample_captures(track.language)}
    yield f"{track.title} ({track.id}, {track.language}, version {track.version})"
    until = f" until {track.valid_until}" if track.valid_until else ""
    heard_by = track.audience.replace("_", " ")
    yield f"For {track.call_kind}, stage {track.stage}, said to the {heard_by}; in use from {track.valid_from}{until}"
    yield track.summary
    for aim in track.aims:
        yield f"Aim: {aim.title} ({', '.join(aim.steps)})"
    for number, part in enumerate(track.outline, start=1):
        yield ""
        yield f"{number}. {part.title}"
        for step in (step for name in part.steps if (step := track.step(name))):
            yield from _step(track, step, facts)
        for question in (question for question in track.questions if question.id in part.questions):
            yield f"   [{question.id}] ask {'openly' if question.openly else 'or say it'}, {question.weight} points"
            yield from _say(track, question.say, facts)
    yield from _beside(track, facts)


def _step(track: Track, step: Step, facts: Mapping[str, Value]) -> Iterator[str]:
    after = f", after {', '.join(step.after)}" if step.after else ""
    yield f"   [{step.id}] {step.need}, {step.weight} points{after}"
    yield f"     {step.goal}"
    yield from _say(track, step.say, facts)
    for act in step.acts:
        yield f"     - {act.title}: {' / '.join(act.hear)} {_leads(act)}"
    if step.capture:
        needs = f" (needs {', '.join(step.needs)})" if step.needs else ""
        yield f"     capture: {', '.join(step.capture)}{needs}"
    for never in step.never:
        yield f"     never: {never.text}"


def _leads(act: CustomerAct) -> str:
    return f"-> {act.to}" + ("" if act.does else " (not met)")


def _beside(track: Track, facts: Mapping[str, Value]) -> Iterator[str]:
    yield from ("", "Side questions, at any time")
    for side in track.sides:
        yield f"   [{side.id}] {side.title}: {' / '.join(side.hear)} -> {side.to}"
        yield from _say(track, side.say, facts)
    yield from ("", "Closings")
    for closing in track.closings:
        needs = f" (needs {', '.join(closing.needs)})" if closing.needs else ""
        yield f"   [{closing.id}] {closing.title} = {closing.outcome}{needs}"
        yield from _say(track, closing.say, facts)
    if track.arguments:
        yield from ("", "Arguments, first to be used first")
    for argument in track.arguments:
        yield f"   [{argument.id}] {argument.effect}; {argument.source}"
        yield from _say(track, argument.say, facts)
    if track.reasons:
        yield from ("", "Reasons, taken as said")
    for reason in track.reasons:
        yield f"   [{reason.id}] {', '.join(reason.remedies)}"
        yield from _say(track, reason.say, facts)
        for text in reason.ask_next:
            yield f"     ? {text}"
    if track.faults:
        yield from ("", "Mistakes")
    for fault in track.faults:
        yield f"   [{fault.id}] costs {fault.cost}; better: {fault.better}"


def _say(track: Track, say: tuple[Wording, ...], facts: Mapping[str, Value]) -> Iterator[str]:
    for wording in say:
        filled = fill(wording.text, facts, track.language, CURRENCY[track.language])
        also = f" (also {', '.join(wording.also)})" if wording.also else ""
        yield f"     > {filled[0] if filled else wording.text}{also}"
