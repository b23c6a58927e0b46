"""What a talk track is: goals with order constraints, wordings, what the customer may do, arguments, reasons and closings.

A track holds no person and no number: wordings carry ``{variables}`` that the case fills (:mod:`huashu.playbook.wording`), conditions
name facts (:mod:`huashu.playbook.facts`). Ids of steps, mistakes, breaches, arguments and reasons are those of the shared vocabulary
(:mod:`huashu.playbook.vocabulary`). How a file becomes a track is in :mod:`huashu.playbook.loading`; how a call walks along it in
:mod:`huashu.playbook.guide`. docs/playbooks.md tells it to a team leader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from huashu.playbook.conditions import Conditions

Need = Literal["must", "should", "optional"]
Speaker = Literal["officer", "customer", "third_party"]
Audience = Literal["customer", "third_party"]
Span = Literal["opening", "closing", "anywhere"]

NEEDS: Final[tuple[Need, ...]] = ("must", "should", "optional")
SPEAKERS: Final[tuple[Speaker, ...]] = ("officer", "customer", "third_party")
AUDIENCES: Final[tuple[Audience, ...]] = ("customer", "third_party")
SPANS: Final[tuple[Span, ...]] = ("opening", "closing", "anywhere")
LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
STAGES: Final = ("before_due", "early", "firm", "any")
CONFIRMS: Final = "confirm_party"
"""The step until which nothing about the debt may be said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say something.

    Args:
        text: The words, with ``{variables}``.
        also: Other steps of the track that these words do as well; a good officer merges.
        when: Facts under which they are right.
    """

    text: str
    also: tuple[str, ...] = ()
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class CustomerAct:
    """Something the customer may do at a step, and where it leads.

    Args:
        id: Name within the step.
        title: What the key on the screen says.
        hear: Sample phrases.
        to: Where it leads: a step's id, ``track:ID``, ``closing:ID``, ``reason`` (choose why), ``argument`` (offer the next), or ``stay``.
        does: Whether the step is met by it. A "yes" that names no day does not meet ``obtain_promise``.
        sets: What is known from then on, by captured field.
    """

    id: str
    title: str
    hear: tuple[str, ...]
    to: str
    does: bool
    sets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Never:
    """What must not be said here: a mistake or breach of the vocabulary, in words for the screen."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What would show, in a transcript, that something was done.

    Args:
        cues: Cues that must all be heard, in one turn or in several; each is an id of the vocabulary's labels or cues.
        by: Whose words count.
        span: Which part of the call: the opening (first 45 seconds, or six turns), the closing (last 90 seconds, or six turns).
        after: Label or cue that must have come before.
        before: Label or cue before which it must come; after that it doesn't count.
        unless_after: Label or cue whose earlier presence makes it harmless (asking "when" is fine once today was asked for).
        answered: Cue that the customer must give in reply; an officer's question proves nothing by itself.
        absent: Holds if none of the cues is heard in a finished call; with ``after`` only in a call in which that was heard.
        when: Facts without which it doesn't apply.
    """

    cues: tuple[str, ...]
    by: Speaker = "officer"
    span: Span = "anywhere"
    after: str = ""
    before: str = ""
    unless_after: str = ""
    answered: str = ""
    absent: bool = False
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One goal of the call.

    Args:
        id: A step of the vocabulary.
        goal: What it is for, in a sentence.
        need: must, should or optional.
        after: Steps that come first.
        when: Facts without which it doesn't apply; it then leaves the score.
        speaks_of_debt: Whether its words may name the loan, what is owed or when; never before the person is confirmed.
        say: Two or three wordings.
        acts: What the customer may do.
        capture: Fields to be filled here.
        needs: Fields without which it isn't done, whatever was said: a promise without amount and day is none.
        never: What must not be said here.
        evidence: What shows that it was done.
        weight: Points that it carries in the review.
    """

    id: str
    goal: str
    need: Need
    after: tuple[str, ...]
    when: Conditions
    speaks_of_debt: bool
    say: tuple[Wording, ...]
    acts: tuple[CustomerAct, ...]
    capture: tuple[str, ...]
    needs: tuple[str, ...]
    never: tuple[Never, ...]
    evidence: Evidence
    weight: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one field of an application.

    Args:
        id: The field, one of the vocabulary's application fields.
        say: Two or three ways to ask.
        openly: Whether the form's answer stays out of the question; asking with it would be a ``leading_question``.
        weight: Points that it carries in the review, if the field was asked or volunteered.
        when: Facts without which it isn't asked.
    """

    id: str
    say: tuple[Wording, ...]
    openly: bool
    weight: int
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the outline with the steps and questions under it, in the usual order."""

    title: str
    steps: tuple[str, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What the call is for, and the steps that reach it."""

    id: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideQuestion:
    """A question that may come at any time, with an answer that may be given to whoever asks.

    Args:
        id: Name within the track.
        title: What the key says.
        hear: Sample phrases.
        say: Answers.
        speaks_of_debt: Whether the answer may name the debt; then it is only offered once the person is confirmed.
        to: Where it leads afterwards, as of a :class:`CustomerAct`; usually ``stay``.
        sets: What is known from then on.
    """

    id: str
    title: str
    hear: tuple[str, ...]
    say: tuple[Wording, ...]
    speaks_of_debt: bool
    to: str
    sets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A gain or a cost, true under a condition and filled with this loan's numbers.

    Args:
        id: An argument of the vocabulary.
        effect: ``gain`` of paying or ``cost`` of not paying.
        true_when: Facts that make it true; all must be known.
        source: What it rests on: the contract's article, the rule of grading, the law.
        say: Wordings.
        suits: Reasons for which it is the better choice; empty suits all.
        unfit: Reasons for which it is left out.
        counts: Whether using it sets out gains and costs (``state_consequences``); showing a way to pay doesn't.
    """

    id: str
    effect: Literal["gain", "cost"]
    true_when: Conditions
    source: str
    say: tuple[Wording, ...]
    suits: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ReasonCare:
    """How to take one reason why it wasn't paid; it is taken as said.

    Args:
        id: A reason of the vocabulary.
        say: Words that take it up.
        ask_next: Questions that lead on.
        remedies: What fits, by id of :data:`huashu.playbook.facts.REMEDIES`.
        verify_later: What to check after the call.
        avoid: What not to do.
        to: Step or closing to go to, if not the usual next.
    """

    id: str
    say: tuple[Wording, ...]
    ask_next: tuple[str, ...]
    remedies: tuple[str, ...]
    verify_later: tuple[str, ...]
    avoid: tuple[str, ...]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """One way in which the call ends.

    Args:
        id: Name within the track.
        title: What the button says.
        outcome: Code of the outcome, one of the track's.
        needs: Captured fields without which it isn't an ending.
        say: Last words.
        speaks_of_debt: Whether they may name the debt.
        when: Facts or captured fields under which it is offered.
    """

    id: str
    title: str
    outcome: str
    needs: tuple[str, ...]
    say: tuple[Wording, ...]
    speaks_of_debt: bool
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that the review looks for, with what it costs.

    Args:
        id: A mistake of the vocabulary.
        cost: Points taken off.
        evidence: What shows it.
        better: What to say instead.
    """

    id: str
    cost: int
    evidence: Evidence
    better: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """One talk track in one language.

    Args:
        id: Name that all languages and versions of it share.
        version: Counts up from 1.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        title: For lists.
        summary: When and what for, in a sentence.
        call_kind: A call kind of the vocabulary.
        stage: Stage of the case for which it is meant.
        audience: To whom it speaks; a third party's track never names the debt.
        valid_from: First day of use.
        valid_until: Last day of use, or None.
        applies: Facts of the case for which it is meant.
        aims: What it is for.
        outline: Headings with their steps, in the usual order.
        steps: Goals, in the order of the outline.
        questions: Questions about an application, in the order of asking.
        sides: Questions answerable at any time.
        arguments: The ladder, first to be used first.
        reasons: How to take each reason.
        closings: Ways to end.
        faults: Mistakes looked for.
        breach_caps: Highest score of a call with a breach of that label; a label that isn't named caps at ``cap``.
        cap: Highest score of a call with any breach.
    """

    id: str
    version: int
    language: str
    title: str
    summary: str
    call_kind: str
    stage: str
    audience: Audience
    valid_from: date
    valid_until: date | None
    applies: Conditions
    aims: tuple[Aim, ...]
    outline: tuple[Part, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    sides: tuple[SideQuestion, ...]
    arguments: tuple[Argument, ...]
    reasons: tuple[ReasonCare, ...]
    closings: tuple[Closing, ...]
    faults: tuple[Fault, ...]
    breach_caps: tuple[tuple[str, int], ...]
    cap: int

    def step(self, step_id: str) -> Step | None:
        """The step of that id, if the track has it."""
        return next((step for step in self.steps if step.id == step_id), None)

    def outcomes(self) -> tuple[str, ...]:
        """Codes of the outcomes that its closings allow, each once."""
        return tuple(dict.fromkeys(closing.outcome for closing in self.closings))

    def valid_on(self, day: date) -> bool:
        """Whether it may be used on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def wording_speaks_of_debt(track: Track, step: Step, wording: Wording) -> bool:
    """Whether words may name the debt: the step's do, or they do another step besides that does."""
    return step.speaks_of_debt or any(other.speaks_of_debt for name in wording.also if (other := track.step(name)))
