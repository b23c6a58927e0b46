"""The call screen at one moment: the guide's sheet in the order in which the page shows it, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.desk.calls.selectors.calls import CallState
from huashu.desk.calls.selectors.promise_box import PromiseBox, promise_box
from huashu.desk.calls.words import fact_name, label_name
from huashu.desk.cases.selectors.standing import Instalment, Paid, Standing, strip_of
from huashu.desk.cases.words import moment_words
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.conduct.selectors.reach import light_for
from huashu.desk.conduct.verdicts import goes_ahead
from huashu.desk.conduct.words import Light
from huashu.desk.playbooks.selectors import Held, tracks_to_choose
from huashu.desk.playbooks.words import need_words, source_of
from huashu.playbook.events import EventKind
from huashu.playbook.facts import CAPTURES
from huashu.playbook.guide import CheckLine, Sheet, StepState
from huashu.playbook.ladder import Offer
from huashu.playbook.ladder import Standing as Rung
from huashu.playbook.track import CONFIRMS, Step
from huashu.playbook.wording import Said, sayable

SOON: Final = timedelta(minutes=30)
ASKED_FOR: Final = timedelta(hours=2)
LOOKED_AHEAD: Final = timedelta(hours=16)
_STRIDE: Final = timedelta(minutes=10)
OWN_FIELD: Final = "promise"
"""A field with a place of its own on the screen."""
_CODES: Final = ("reached", "reason", "objection")
"""Fields that buttons fill."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the outline.

    Args:
        check: Where it stands.
        name: Its name in the vocabulary.
        say: Words that may be said, to read ahead.
        waits_for: Names of the steps that come first.
        need: How much it matters.
    """

    check: CheckLine
    name: str
    say: tuple[Said, ...]
    waits_for: str
    need: str

    @property
    def state(self) -> str:
        """Its state as a class of the page."""
        return self.check.state.value

    @property
    def goal(self) -> str:
        """What it is for."""
        return self.check.step.goal


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the outline with its steps."""

    number: int
    title: str
    lines: tuple[Line, ...]

    @property
    def state(self) -> str:
        """``now``, ``done`` or ``open``."""
        states = {line.check.state for line in self.lines}
        if StepState.NOW in states:
            return "now"
        return "done" if states <= {StepState.DONE, StepState.SKIPPED, StepState.NOT_APPLICABLE} and StepState.DONE in states else "open"

    @property
    def only(self) -> Line | None:
        """Its one step, where it has no other that applies."""
        shown = [line for line in self.lines if line.check.state is not StepState.NOT_APPLICABLE]
        return shown[0] if len(shown) == 1 else None

    @property
    def is_shown(self) -> bool:
        """Whether any of its steps applies."""
        return any(line.check.state is not StepState.NOT_APPLICABLE for line in self.lines)


@dataclass(frozen=True, slots=True)
class Field:
    """A field to fill at the current step.

    Args:
        name: Its name.
        label: What it is called.
        kind: Its type.
        words: What was typed.
        understood: What that is understood to mean, where that differs.
        problem: Why it isn't understood.
    """

    name: str
    label: str
    kind: str
    words: str
    understood: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ArgumentLine:
    """One argument of the ladder as the side panel shows it."""

    offer: Offer
    name: str
    state: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A way to end and the names of what is missing for it."""

    id: str
    title: str
    missing: str
    say: tuple[Said, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """What the rules of conduct say of a call that goes on.

    Args:
        light: The verdict at a glance.
        until: The time at which calls must end, or empty.
        minutes: How long that is.
        tone: Colour of the line.
        is_fresh: Whether the page goes on asking; a call that was left open must not keep anybody signed in.
    """

    light: Light
    until: str
    minutes: int
    tone: str
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A code to choose with one press."""

    id: str
    label: str | Words


@dataclass(frozen=True, slots=True)
class SidePane:
    """The loan at the side."""

    case: object
    standing: Standing
    strip: list[Instalment]
    strip_label_counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Screen:
    """All of it."""

    state: CallState
    parts: tuple[Part, ...]
    step_name: str
    source: str
    lead: str
    reasons: tuple[Choice, ...]
    fields: tuple[Field, ...]
    captured: tuple[Field, ...]
    promise: PromiseBox
    argument: ArgumentLine | None
    argument_why: str
    ladder: tuple[ArgumentLine, ...]
    closings: tuple[ClosingLine, ...]
    closing: ClosingLine | None
    tracks: tuple[Held, ...]
    today: date
    elapsed: int

    @property
    def speaks(self) -> bool:
        """Whether the debt may be spoken of."""
        return self.state.sheet.confirmed and not self.state.limited


def screen_of(state: CallState, now: datetime) -> Screen:
    """The screen of a call.

    Args:
        state: Where the call stands.
        now: The moment.
    """
    sheet, today = state.sheet, timezone.localdate(now)
    ladder = tuple(rung_line(offer, is_next=offer is sheet.argument) for offer in sheet.ladder)
    argument = next((line for line in ladder if line.is_next), None)
    closings = tuple(
        ClosingLine(
            offer.closing.id,
            offer.closing.title,
            _(", ").join(fact_name(name) for name in offer.missing),
            offer.say,
            sheet.closing is not None and offer.closing.id == sheet.closing.id,
        )
        for offer in sheet.closings
    )
    return Screen(
        state=state,
        parts=tuple(part for part in _parts(state) if part.is_shown),
        step_name=label_name("steps", sheet.now.id) if sheet.now else "",
        source=source_of(sheet.argument) if sheet.argument else "",
        lead=_lead(sheet),
        reasons=tuple(Choice(care.id, label_name("reasons", care.id)) for care in state.track.reasons),
        fields=_fields(state, sheet.now, today) if sheet.now else (),
        captured=tuple(_field(state, name, today) for name in sheet.captured if name in CAPTURES and name != "reached"),
        promise=_promise(state, now),
        argument=argument,
        argument_why=_why(argument, state) if argument else "",
        ladder=ladder,
        closings=closings,
        closing=next((line for line in closings if line.chosen), None),
        tracks=tuple(tracks_to_choose(state.call.language, today)),
        today=today,
        elapsed=state.seconds if state.seconds is not None else max(int((now - state.call.started_at).total_seconds()), 0),
    )


def banner_of(state: CallState, now: datetime) -> Banner:
    """Until when the customer may be called today, and what holds a call back meanwhile.

    The call that goes on was allowed when it began; this looks at a call that would begin later, so that nobody talks past the hour.
    """
    basis = basis_of([state.call.case], now)
    verdict = basis.verdict(state.call.case_id, Ask("call", now))
    light = light_for(basis, verdict)
    is_fresh = state.call.ended_at is None and now - state.call.started_at < ASKED_FOR
    if not goes_ahead(verdict):
        return Banner(light, "", 0, light.tone, is_fresh)
    until = _closes(basis, state.call.case_id, now)
    if until is None:
        return Banner(light, "", 0, "ok", is_fresh)
    minutes = int((until - now).total_seconds() // 60)
    zone = ZoneInfo(basis.zone)
    return Banner(light, until.astimezone(zone).strftime("%H:%M"), minutes, "soon" if until - now <= SOON else "ok", is_fresh)


def side_of(state: CallState) -> SidePane:
    """The loan as the side panel shows it."""
    strip = strip_of(state.standing)
    return SidePane(state.call.case, state.standing, strip, {each.value: sum(row.state is each for row in strip) for each in Paid})


def _closes(basis: Basis, case: int, now: datetime) -> datetime | None:
    """The first minute at which a call may no longer begin; None if that is far."""
    at = now.replace(second=0, microsecond=0)
    for stride in (_STRIDE, timedelta(minutes=1)):
        end = at + LOOKED_AHEAD if stride is _STRIDE else at + _STRIDE
        while at <= end and goes_ahead(basis.verdict(case, Ask("call", at + stride))):
            at += stride
        if at > end and stride is _STRIDE:
            return None
    return at + timedelta(minutes=1)


def _parts(state: CallState) -> list[Part]:
    lines = {line.step.id: line for line in state.sheet.checklist}
    parts = []
    for number, part in enumerate(state.track.outline, start=1):
        held = tuple(_line(state, lines[step_id]) for step_id in part.steps if step_id in lines)
        parts.append(Part(number, part.title, held))
    return parts


def _line(state: CallState, check: CheckLine) -> Line:
    waits = _(", ").join(label_name("steps", name) for name in check.waits_for)
    ahead = check.state is not StepState.NOW and (check.step.id == CONFIRMS or not check.step.speaks_of_debt or not state.limited)
    say = state.sheet.say if check.state is StepState.NOW else _ahead(state, check.step) if ahead and state.sheet.confirmed else ()
    return Line(check, label_name("steps", check.step.id), say, waits, need_words(check.step.need))


def _ahead(state: CallState, step: Step) -> tuple[Said, ...]:
    """Words of another step, to read ahead while the connection is lost; only once the debt may be spoken of."""
    known = {**state.facts, **state.sheet.captured}
    return sayable(step.say, known, state.track.language, state.call.case.currency)[:2]


def _lead(sheet: Sheet) -> str:
    """What the customer's last act asks for: the ``reason`` to be chosen, or the next ``argument``, where there is one left."""
    if sheet.lead == "reason" and "reason" in sheet.captured:
        return ""
    return "" if sheet.lead == "argument" and sheet.argument is None else sheet.lead


def _fields(state: CallState, step: Step, today: date) -> tuple[Field, ...]:
    names = [name for name in (*step.capture, *step.needs) if name not in (*_CODES, OWN_FIELD)]
    closing = state.sheet.closing
    names += [name for name in (closing.needs if closing else ()) if name not in (*_CODES, OWN_FIELD)]
    return tuple(_field(state, name, today) for name in dict.fromkeys(names))


def _field(state: CallState, name: str, today: date) -> Field:
    fact, row = CAPTURES[name], state.last(EventKind.CAPTURED, name)
    words = str(row.values.get("words", row.values.get("value", ""))) if row else ""
    value = state.sheet.captured.get(name, "")
    if fact.type == "moment":
        understood = moment_words(datetime.fromisoformat(value), today) if value else ""
        problem = _("The time isn't clear: give a day and a time, such as tomorrow 10:00.") if words and not value else ""
        return Field(name, fact_name(name), fact.type, words, understood, problem)
    if name == "reason":
        return Field(name, fact_name(name), fact.type, label_name("reasons", value))
    return Field(name, fact_name(name), fact.type, words or value, value if value != words else "")


def _promise(state: CallState, now: datetime) -> PromiseBox:
    row = state.last(EventKind.CAPTURED, OWN_FIELD)
    words = str(row.values.get("words", "")) if row else ""
    if not words:
        return PromiseBox("")
    return promise_box(state, words, now)


_STATES: Final[dict[Rung, str | Words]] = {
    Rung.OPEN: "",
    Rung.USED: gettext_lazy("used"),
    Rung.NOT_TRUE: gettext_lazy("not true here"),
    Rung.NOT_KNOWN: gettext_lazy("not known"),
    Rung.UNFIT: gettext_lazy("doesn't fit the reason"),
}


def rung_line(offer: Offer, *, is_next: bool) -> ArgumentLine:
    """An argument as lists show it."""
    name = label_name("arguments", offer.argument.id)
    state = str(_STATES[offer.standing])
    if is_next:
        state = _("next")
    elif offer.uses:
        last = offer.uses[-1]
        state = _("%(day)s, %(name)s") % {"day": last.on, "name": last.by} if last.on else _("said just now")
        state += {"moved": _(": moved them"), "unmoved": _(": didn't move them")}.get(last.effect, "")
    elif offer.standing in (Rung.NOT_KNOWN, Rung.NOT_TRUE) and offer.lacks:
        state = f"{state}{_(': ')}{fact_name(offer.lacks)}"
    return ArgumentLine(offer, name, state, is_next)


def _why(line: ArgumentLine, state: CallState) -> str:
    """Why this argument is offered and no other."""
    reason = state.sheet.captured.get("reason", "")
    used = sum(1 for offer in state.sheet.ladder if offer.uses)
    if line.offer.argument.suits and reason:
        return _("It is true of this loan and suits the reason: %(reason)s.") % {"reason": label_name("reasons", reason)}
    if used:
        return _("It is true of this loan and hasn't been used yet.")
    return _("It is true of this loan and stands first.")
