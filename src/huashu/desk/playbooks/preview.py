"""A track as a team leader reads it: filled with a sample or a real case, with what each piece rests on and when it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from django.utils.translation import gettext as _

from huashu.desk.calls.words import fact_name, field_words, label_name
from huashu.desk.playbooks.words import conditions_words, need_words
from huashu.playbook.conditions import Value
from huashu.playbook.facts import CAPTURES, FACTS
from huashu.playbook.ladder import Offer, Use, ladder
from huashu.playbook.loading import shipped_tracks
from huashu.playbook.track import CustomerAct, Fault, Never, Question, ReasonCare, Step, Track, Wording
from huashu.playbook.wording import Said, fill, variables

SAMPLE: Final[dict[str, Value]] = {name: fact.sample for name, fact in (FACTS | CAPTURES).items() if name != "reason"}
"""A made-up case of which everything is known."""


@dataclass(frozen=True, slots=True)
class Words:
    """One wording with what became of it.

    Args:
        said: The words, filled; with the variables as they stand where one isn't known.
        lacks: Names of what isn't known; the words aren't offered then.
        when: The condition under which they are said, in words.
        also: Names of the other steps that they do.
    """

    said: Said
    lacks: str
    when: str
    also: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something the customer may do, and where it leads in words."""

    act: CustomerAct
    leads: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of the preview."""

    step: Step
    name: str
    need: str
    when: str
    after: str
    words: tuple[Words, ...]
    acts: tuple[Act, ...]
    capture: str
    never: tuple[Never, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question about a field of an application, with its name."""

    question: Question
    name: str
    when: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """A heading of the outline."""

    title: str
    steps: tuple[StepShown, ...]
    questions: tuple[QuestionShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Titled:
    """A side question, closing or reason: a title, its words, where it leads, and a second line."""

    title: str
    words: tuple[Words, ...]
    leads: str
    more: str


@dataclass(frozen=True, slots=True)
class ArgumentShown:
    """An argument, the condition under which it is true, and whether it is true of this case."""

    offer: Offer
    name: str
    when: str
    words: tuple[Words, ...]
    is_true: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it."""

    track: Track
    parts: tuple[PartShown, ...]
    sides: tuple[Titled, ...]
    arguments: tuple[ArgumentShown, ...]
    reasons: tuple[tuple[ReasonCare, str, tuple[Words, ...]], ...]
    closings: tuple[Titled, ...]
    faults: tuple[tuple[Fault, str], ...]


def preview_of(track: Track, facts: Mapping[str, Value], currency: str, uses: tuple[Use, ...] = ()) -> Preview:
    """A track filled with facts.

    Args:
        track: The track.
        facts: What is known; :data:`SAMPLE` for a made-up case.
        currency: ISO code of the money.
        uses: Arguments used before, for a real case.
    """
    shower = _Shower(track, facts, currency)
    steps = {step.id: shower.step(step) for step in track.steps}
    questions = {question.id: shower.question(question) for question in track.questions}
    return Preview(
        track=track,
        parts=tuple(
            PartShown(
                part.title,
                tuple(steps[name] for name in part.steps if name in steps),
                tuple(questions[name] for name in part.questions if name in questions),
            )
            for part in track.outline
        ),
        sides=tuple(Titled(side.title, shower.words(side.say), shower.leads(side.to), _joined(side.hear)) for side in track.sides),
        arguments=tuple(shower.argument(offer) for offer in ladder(track, facts, currency, uses)),
        reasons=tuple((care, label_name("reasons", care.id), shower.words(care.say)) for care in track.reasons),
        closings=tuple(
            Titled(
                closing.title,
                shower.words(closing.say),
                closing.outcome,
                _("needs: %(fields)s") % {"fields": _names(closing.needs)} if closing.needs else "",
            )
            for closing in track.closings
        ),
        faults=tuple((fault, label_name("mistakes", fault.id)) for fault in track.faults),
    )


def diff_lines(before: str, after: str) -> list[tuple[str, str]]:
    """What changed between two files: lines with ``add``, ``del``, ``at`` or an empty mark."""
    found = []
    for line in list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]:
        mark = {"+": "add", "-": "del", "@": "at"}.get(line[:1], "")
        found.append((mark, line))
    return found


@dataclass(frozen=True, slots=True)
class _Shower:
    """Fills the pieces of one track."""

    track: Track
    facts: Mapping[str, Value]
    currency: str

    def step(self, step: Step) -> StepShown:
        return StepShown(
            step=step,
            name=label_name("steps", step.id),
            need=need_words(step.need),
            when=conditions_words(step.when),
            after=_joined(label_name("steps", name) for name in step.after),
            words=self.words(step.say),
            acts=tuple(Act(act, self.leads(act.to)) for act in step.acts),
            capture=_names(step.capture),
            never=step.never,
        )

    def question(self, question: Question) -> QuestionShown:
        return QuestionShown(question, field_words(question.id), conditions_words(question.when), self.words(question.say))

    def argument(self, offer: Offer) -> ArgumentShown:
        argument = offer.argument
        return ArgumentShown(
            offer,
            label_name("arguments", argument.id),
            conditions_words(argument.true_when),
            self.words(argument.say),
            offer.open or bool(offer.uses),
        )

    def words(self, say: tuple[Wording, ...]) -> tuple[Words, ...]:
        return tuple(self._words(number, wording) for number, wording in enumerate(say))

    def _words(self, number: int, wording: Wording) -> Words:
        filled = fill(wording.text, self.facts, self.track.language, self.currency)
        text, marks = filled or (wording.text, ())
        lacking = [] if filled else [name for name in variables(wording.text) if self.facts.get(name) is None]
        also = _joined(label_name("steps", name) for name in wording.also)
        return Words(Said(text, marks, wording.also, number), _names(lacking), conditions_words(wording.when), also)

    def leads(self, to: str) -> str:
        """Where something leads, in words."""
        kind, _colon, name = to.partition(":")
        if kind == "track":
            other = shipped_tracks().get((name, self.track.language))
            return _("another talk track: %(name)s") % {"name": other.title if other else name}
        if kind == "closing":
            title = next((closing.title for closing in self.track.closings if closing.id == name), name)
            return _("ending: %(title)s") % {"title": title}
        return {"stay": _("stays here"), "reason": _("choose the reason"), "argument": _("the next argument")}.get(to) or label_name(
            "steps", to
        )


def _names(names: tuple[str, ...] | list[str]) -> str:
    return _joined(fact_name(name) for name in names)


def _joined(pieces: Iterable[str]) -> str:
    return _(", ").join(pieces)
