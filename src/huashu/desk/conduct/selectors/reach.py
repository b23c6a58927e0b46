"""May this person be reached now, and how: what a row of the queue and the head of a case show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.conduct.verdict import Ruling, Verdict
from huashu.desk.cases.models import Case, Contact, Outcome, Reached, Reason
from huashu.desk.conduct.models import AskStatus, ContactStart, CustomerFact, FactKind, Override, State
from huashu.desk.conduct.planning import Ask, zones_with
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.conduct.selectors.overrides import overrides_of
from huashu.desk.conduct.selectors.starts import open_start
from huashu.desk.conduct.speech import chinese, said
from huashu.desk.conduct.verdicts import covers, goes_ahead, may_be_overridden
from huashu.desk.conduct.words import Light, light_of, severity_words
from huashu.desk.people.models import Person

OFFER_WITHIN: Final = timedelta(days=2)
"""A wish that was only said in a contact is offered for recording this long."""

_TONES: Final = {Ruling.DENY: "late", Ruling.DENY_UNTIL: "late", Ruling.UNKNOWN: "soon", Ruling.WARN: "soon"}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that spoke, in the reader's language."""

    id: str
    tone: str
    severity: str
    why: str
    citation: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach the customer.

    Args:
        name: ``call``, ``message``, ``letter`` or ``visit``: its button.
        label: What the button says.
        icon: Its drawing.
        key: The key that presses it.
        verdict: The answer for the customer, now.
        light: The same at a glance.
        rules: What spoke.
        override: What was asked of a supervisor about it today, the newest.
        is_granted: Whether that permission covers the verdict and wasn't used.
    """

    name: str
    label: str | Promise
    icon: str
    key: str
    verdict: Verdict
    light: Light
    rules: tuple[RuleLine, ...]
    override: Override | None
    is_granted: bool

    @property
    def opens(self) -> bool:
        """Whether the button does anything: the contact may go ahead, or facts are asked for first."""
        return self.is_granted or goes_ahead(self.verdict) or self.asks

    @property
    def asks(self) -> bool:
        """Whether the answer turns on facts that the officer may know."""
        return self.verdict.ruling is Ruling.UNKNOWN and not set(self.verdict.missing) <= {"clock", "contact.at"}

    @property
    def may_ask_override(self) -> bool:
        """Whether a supervisor may be asked."""
        waits = self.override is not None and self.override.status == AskStatus.ASKED
        return not self.is_granted and not waits and may_be_overridden(self.verdict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A wish that the customer said in a contact, to be recorded with one press."""

    kind: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How the customer of a case may be reached now.

    Args:
        ways: Call, message, letter, visit.
        facts: Wishes and states that hold.
        offers: What was said and not yet recorded.
        start: A contact that the person began and hasn't written down.
        clock: The time where the customer is, where it isn't the house's.
        doubt: Why nothing may be started, if the clock can't be trusted.
    """

    ways: tuple[Way, ...]
    facts: tuple[CustomerFact, ...]
    offers: tuple[Offer, ...]
    start: ContactStart | None
    clock: str
    doubt: str

    @property
    def call(self) -> Way:
        """The first way."""
        return self.ways[0]

    @property
    def groups(self) -> tuple[tuple[Way, ...], ...]:
        """The ways, those together of which the rules say the same."""
        found: dict[tuple[str, tuple[RuleLine, ...]], list[Way]] = {}
        for way in self.ways:
            found.setdefault((way.light.text, way.rules), []).append(way)
        return tuple(tuple(ways) for ways in found.values())

    @property
    def to_override(self) -> tuple[Way, ...]:
        """Ways about which a supervisor may be asked."""
        return tuple(way for way in self.ways if way.may_ask_override)

    @property
    def strong(self) -> str:
        """Which button is the strong one: ``log`` while a contact is on its way or nothing may be started, else ``call``."""
        return "call" if self.start is None and self.call.opens and not self.call.asks else "log"


WAYS: Final[tuple[tuple[str, str, str | Promise, str, str], ...]] = (
    ("call", "call", gettext_lazy("Call"), "phone", "t"),
    ("message", "sms", gettext_lazy("Message"), "message", "s"),
    ("letter", "letter", gettext_lazy("Letter"), "letter", "l"),
    ("visit", "visit", gettext_lazy("Visit"), "visit", "v"),
)
"""Button, the engine's channel, label, icon, key."""


def lights_of(cases: Iterable[Case], now: datetime) -> dict[int, Light]:
    """For each case whether its customer may be called now, in a fixed number of queries.

    Args:
        cases: A page of cases that the person may see.
        now: The moment.
    """
    rows = list(cases)
    if not rows:
        return {}
    basis = basis_of(rows, now)
    zone = _shown_zone(basis)
    return {case.pk: light_of(basis.verdict(case.pk, Ask("call", now)), now, zone) for case in rows}


def reach_of(case: Case, person: Person, now: datetime, contacts: Sequence[Contact] = ()) -> Reach:
    """How the customer of a case may be reached.

    Args:
        case: The case, fetched for the person.
        person: Who looks.
        now: The moment.
        contacts: The case's contacts, newest first, for wishes that were said in the latest.
    """
    basis = basis_of([case], now)
    asked = overrides_of(case, basis.day(now))
    facts = basis.facts(case.pk)
    return Reach(
        ways=tuple(_way(basis, case, entry, asked) for entry in WAYS),
        facts=tuple(facts),
        offers=tuple(_offers(contacts, facts, now)),
        start=open_start(case, person, "", now),
        clock=_their_clock(basis, case, facts),
        doubt=said(doubt.sentence()) if (doubt := basis.doubt_about(case.pk)) else "",
    )


def rule_lines(verdict: Verdict) -> tuple[RuleLine, ...]:
    """The rules that spoke, in the reader's language."""
    return tuple(
        RuleLine(rule.id, _TONES.get(rule.ruling, "ok"), severity_words(rule), said(rule.why), chinese(rule.citation))
        for rule in verdict.rules
    )


def light_for(basis: Basis, verdict: Verdict) -> Light:
    """A verdict at a glance, in the house's time."""
    return light_of(verdict, basis.now, _shown_zone(basis))


def _way(basis: Basis, case: Case, entry: tuple[str, str, str | Promise, str, str], asked: Sequence[Override]) -> Way:
    name, channel, label, icon, key = entry
    verdict = basis.verdict(case.pk, Ask(channel, basis.now))
    about = [row for row in asked if row.channel == channel and row.addressee == "customer"]
    granted = any(row.status == AskStatus.GRANTED and covers(row.verdict, verdict) for row in about)
    return Way(
        name=name,
        label=label,
        icon=icon,
        key=key,
        verdict=verdict,
        light=light_for(basis, verdict),
        rules=rule_lines(verdict),
        override=about[0] if about else None,
        is_granted=granted,
    )


def _offers(contacts: Sequence[Contact], facts: Sequence[CustomerFact], now: datetime) -> Iterable[Offer]:
    latest = next((row for row in contacts if not hasattr(row, "corrected_by")), None)
    if latest is None or latest.recorded_at < now - OFFER_WITHIN:
        return
    known = {(fact.kind, fact.code) for fact in facts} | {(fact.kind, "") for fact in facts}
    for kind, code in _said_in(latest):
        if (kind, code) not in known:
            yield Offer(kind, code, _OFFERS[kind, code]())


def _said_in(contact: Contact) -> Iterable[tuple[str, str]]:
    by_customer = contact.reached in (Reached.CUSTOMER, Reached.GUARANTOR)
    if contact.outcome == Outcome.STOP:
        yield (FactKind.STOP, "") if by_customer else (FactKind.THIRD_REFUSED, "contact_person")
    states = {_STATED.get(contact.outcome), _STATED.get(contact.reason)} - {None}
    yield from sorted((FactKind.STATE.value, str(state)) for state in states)


_STATED: Final[Mapping[str, str]] = {
    Outcome.HARDSHIP: State.HARDSHIP,
    Outcome.DISPUTED: State.DISPUTING,
    Reason.DISPUTE: State.DISPUTING,
    Reason.DECEASED: State.DECEASED,
    Reason.FRAUD_CLAIM: State.IDENTITY_THEFT,
}
_OFFERS: Final = {
    (FactKind.STOP.value, ""): lambda: _("The customer asked not to be contacted."),
    (FactKind.THIRD_REFUSED.value, "contact_person"): lambda: _("A third person asked not to be contacted."),
    (FactKind.STATE.value, State.HARDSHIP.value): lambda: _("The customer asked for help."),
    (FactKind.STATE.value, State.DISPUTING.value): lambda: _("The customer disputes the debt."),
    (FactKind.STATE.value, State.DECEASED.value): lambda: _("Somebody said that the customer has died."),
    (FactKind.STATE.value, State.IDENTITY_THEFT.value): lambda: _("The customer says that somebody else borrowed in their name."),
}


def _shown_zone(basis: Basis) -> str:
    return "UTC" if basis.doubt is not None and basis.doubt.kind == "zone" else basis.zone


def _their_clock(basis: Basis, case: Case, facts: Sequence[CustomerFact]) -> str:
    zones = zones_with(facts, basis.known[case.pk].zones)
    here = basis.now.astimezone(ZoneInfo(_shown_zone(basis)))
    times = [(zone, basis.now.astimezone(ZoneInfo(zone))) for zone in zones]
    others = [(zone, there) for zone, there in times if there.utcoffset() != here.utcoffset()]
    if not others:
        return ""
    shown = [_("%(time)s in %(zone)s") % {"time": there.strftime("%H:%M"), "zone": zone} for zone, there in others[:3]]
    if len(zones) == 1:
        return _("Where the customer is it's %(times)s.") % {"times": shown[0]}
    return _("Where the customer is it may be %(times)s.") % {"times": _(", ").join(shown)}
