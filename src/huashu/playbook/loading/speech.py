"""What must hold for words: to whom they may be said, that they are filled where they stand, and that nothing in them is forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huashu.conduct.scan import Remark, phrases_load, scan
from huashu.playbook.facts import CAPTURES, FACTS, PRIVATE
from huashu.playbook.loading.places import Path, Places
from huashu.playbook.loading.problems import shown
from huashu.playbook.track import CONFIRMS, Track, Wording, wording_speaks_of_debt
from huashu.playbook.wording import variables

CHOSEN_FREELY = "financing_talk"
"""The call kind in which there is no debt yet, so that nobody needs to be confirmed."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A wording, where it stands, and whether somebody who isn't confirmed may hear it."""

    path: Path
    wording: Wording
    open_to_anyone: bool


def speech_check(track: Track, places: Places) -> None:
    """Everything that is wrong with a track's words, as far as whom they may be said to and how they are filled."""
    for spoken in wordings(track):
        _private(track, spoken, places)
    for path, text in plain_texts(track):
        if "{" in text:
            places.fault(path, shown(text), "plain words, as nothing is filled in here", "Say it without the variable.", "not_filled")
    if track.audience == "third_party":
        for number, step in enumerate(track.steps):
            if step.speaks_of_debt:
                places.fault(("steps", number), shown(step.id), "speaks_of_debt: no, as a third party hears it", code="debt_disclosed")
    elif track.steps and track.call_kind != CHOSEN_FREELY:
        _confirms(track, places)


def _private(track: Track, spoken: Spoken, places: Places) -> None:
    """Nothing about the debt or the application before the person is confirmed, nor ever for a third party."""
    if not spoken.open_to_anyone and track.audience != "third_party":
        return
    facts = {**FACTS, **CAPTURES}
    named = next((name for name in variables(spoken.wording.text) if name in facts and facts[name].about in PRIVATE), None)
    if named is None or (track.call_kind == CHOSEN_FREELY and facts[named].about == "application"):
        return
    who = "a third party" if track.audience == "third_party" else "somebody who isn't confirmed yet"
    what = "debt" if facts[named].about == "debt" else "application"
    action = "Leave it out." if track.audience == "third_party" else f"Say it in a step that speaks of the debt, after {CONFIRMS}."
    places.fault(spoken.path, f"the variable '{{{named}}}'", f"nothing about the {what} said to {who}", action, "debt_disclosed")


def _confirms(track: Track, places: Places) -> None:
    """The first step confirms the person, by what the customer says."""
    first = track.steps[0]
    if first.id and first.id != CONFIRMS:
        places.fault(("steps", 0, "id"), shown(first.id), f"{CONFIRMS} as the first step", code="not_confirmed")
    elif first.id and not any(act.does and ("reached", "customer") in act.sets for act in first.acts):
        wanted = "an act with 'does: yes' and 'sets: {reached: customer}'"
        places.fault(
            ("steps", 0, "acts"), "no act that confirms the person", wanted, "Nothing else lets the debt be spoken of.", "not_confirmed"
        )


def words_check(track: Track, places: Places) -> None:
    """No words that must never be said."""
    to = "third_party" if track.audience == "third_party" else "customer"
    language = "en" if track.language == "en" else "zh"
    said = [*((spoken.path, spoken.wording.text) for spoken in wordings(track)), *suggested_texts(track)]
    if to == "customer" and track.call_kind != CHOSEN_FREELY:
        _told_openly(track, language, places)
    for path, text in said:
        remark = Remark(id="", text=text, language=language, call_kind=track.call_kind or "overdue_first_call", to=to)
        for breach in scan(remark, phrases_load()):
            wanted = f"words without a breach ({breach.id}: {breach.citation})"
            places.fault(path, f"'{breach.quote}'", wanted, "Say it truthfully and without pressure.", "breach")


def _told_openly(track: Track, language: str, places: Places) -> None:
    """What anybody may hear is judged as if a stranger heard it."""
    for spoken in (spoken for spoken in wordings(track) if spoken.open_to_anyone):
        remark = Remark(
            id="", text=spoken.wording.text, language=language, call_kind=track.call_kind or "overdue_first_call", to="third_party"
        )
        for breach in scan(remark, phrases_load()):
            if breach.id == "third_party_disclosure":
                wanted = "nothing about the debt said to somebody who isn't confirmed yet"
                action = f"Say it in a step that speaks of the debt, after {CONFIRMS}."
                places.fault(spoken.path, f"'{breach.quote}'", wanted, action, "debt_disclosed")


def wordings(track: Track) -> Iterator[Spoken]:
    """Every wording of a track."""
    for number, step in enumerate(track.steps):
        for place, wording in enumerate(step.say):
            yield Spoken(("steps", number, "say", place), wording, not wording_speaks_of_debt(track, step, wording))
    for name in ("questions", "sides", "closings", "arguments", "reasons"):
        for number, member in enumerate(getattr(track, name)):
            for place, wording in enumerate(member.say):
                yield Spoken((name, number, "say", place), wording, not getattr(member, "speaks_of_debt", True))


def suggested_texts(track: Track) -> Iterator[tuple[Path, str]]:
    """Words that are suggested as they stand: next questions about a reason, and what is better than a mistake."""
    for number, reason in enumerate(track.reasons):
        for place, text in enumerate(reason.ask_next):
            yield ("reasons", number, "ask_next", place), text
    for number, fault in enumerate(track.faults):
        yield ("faults", number, "better"), fault.better


def plain_texts(track: Track) -> Iterator[tuple[Path, str]]:
    """Texts that are shown as they stand."""
    yield from suggested_texts(track)
    for number, step in enumerate(track.steps):
        yield ("steps", number, "goal"), step.goal
        for place, act in enumerate(step.acts):
            for at, heard in enumerate(act.hear):
                yield ("steps", number, "acts", place, "hear", at), heard
        for place, never in enumerate(step.never):
            yield ("steps", number, "never", place, "text"), never.text
    for number, side in enumerate(track.sides):
        for at, heard in enumerate(side.hear):
            yield ("sides", number, "hear", at), heard
