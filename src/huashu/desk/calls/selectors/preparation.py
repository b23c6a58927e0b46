"""Everything that an officer looks at before a call, on one sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise as LazyWords
from django.utils.translation import gettext_lazy as _

from huashu.desk.calls.selectors.calls import track_next, uses_before
from huashu.desk.calls.selectors.facts import Facts, facts_of
from huashu.desk.calls.selectors.screen import ArgumentLine, rung_line
from huashu.desk.calls.words import field_words, label_name
from huashu.desk.cases.models import Case, Channel, Contact, Reached
from huashu.desk.cases.outcomes import SPOKEN
from huashu.desk.cases.selectors.pane import CasePane
from huashu.desk.cases.selectors.standing import Instalment
from huashu.desk.people.models import Person, Role
from huashu.desk.playbooks.preview import Preview, preview_of
from huashu.desk.playbooks.selectors import COLLECTING, VERIFICATION, Held, language_of_customer, track_serving, tracks_to_choose
from huashu.playbook.conditions import Value
from huashu.playbook.guide import QuestionLine, questions_ask
from huashu.playbook.ladder import ladder
from huashu.playbook.track import ReasonCare, Track
from huashu.playbook.wording import Said, sayable

REASONS_SHOWN: Final = 3
LOOKED_BACK: Final = timedelta(days=180)
PARTS_OF_DAY: Final[tuple[tuple[int, int, str | LazyWords], ...]] = (
    (0, 12, _("morning")),
    (12, 14, _("noon")),
    (14, 18, _("afternoon")),
    (18, 24, _("evening")),
)
BAR_WIDTH: Final = 20
BAR_HEIGHT: Final = 50
LATE_SHOWN_DAYS: Final = 30
"""A bar as high as this many days late; longer ones are cut off, and the number stands above them."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A reason that is likely to be given, why it is expected, and how to take it."""

    name: str
    why_count: int
    is_own: bool
    say: tuple[Said, ...]
    care: ReasonCare


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day with how often it was tried and how often the customer was reached."""

    label: str | LazyWords
    tried: int
    reached: int


@dataclass(frozen=True, slots=True)
class Tries:
    """How often the customer was tried since they were last reached."""

    count: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One instalment of the picture: where its bar stands, how high it is, and how many days late it was."""

    row: Instalment
    x: int
    y: int
    height: int
    days_late: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the application under its name."""

    name: str
    line: QuestionLine


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A heading of the outline with the questions under it."""

    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """The sheet.

    Args:
        held: The track that the call will follow, or None if there is none.
        tracks: Tracks that may be prepared for instead.
        preview: That track filled with the case.
        questions: Questions about the application, by heading of the outline; empty where the track has none.
        facts: What is known.
        ladder: Arguments, those left first.
        reasons: Reasons to expect.
        third: What may be said to somebody else, from the track for that.
        day_parts: When the customer was tried and reached.
        tries: Tries without an answer.
        best: The part of the day in which the customer was reached most, or None.
        bars: The payment history as a picture.
    """

    held: Held | None
    tracks: tuple[Held, ...]
    preview: Preview | None
    questions: tuple[QuestionPart, ...]
    facts: Facts
    ladder: tuple[ArgumentLine, ...]
    reasons: tuple[Likely, ...]
    third: tuple[Said, ...]
    day_parts: tuple[DayPart, ...]
    tries: Tries
    best: DayPart | None
    bars: tuple[Bar, ...]

    @property
    def was_late(self) -> bool:
        """Whether any instalment was paid late or still is: without one the picture has nothing to show."""
        return any(bar.days_late > 0 for bar in self.bars)


def preparation_of(pane: CasePane, person: Person, now: datetime, track: str = "") -> Preparation:
    """The preparation of a call on a case.

    Args:
        pane: The case at a glance.
        person: Who will call.
        now: The moment.
        track: Name of the track to prepare for; without it (or where there is none of that name) the one that comes next, for a
            verification officer that of the verification call.
    """
    case = pane.case
    tracks = tracks_to_choose(language_of_customer(case.customer.language), timezone.localdate(now), (*COLLECTING, VERIFICATION))
    wanted = track or (VERIFICATION if person.role == Role.VERIFIER else "")
    held = next((each for each in tracks if each.track.id == wanted), None) or track_next(case, now)
    language = held.track.language if held else language_of_customer(case.customer.language)
    facts = facts_of(case, person, now, standing=pane.standing, language=language)
    contacts = [item.thing for item in pane.all_items if item.kind == "contact" and not item.struck]
    uses = uses_before(case)
    offers = ladder(held.track, facts, case.currency, uses) if held else ()
    first = next((offer for offer in offers if offer.open), None)
    parts = _day_parts(contacts)
    return Preparation(
        held=held,
        tracks=tuple(each for each in tracks if held is None or each.track.id != held.track.id),
        questions=_questions(held.track, facts, case.currency) if held else (),
        preview=preview_of(held.track, facts, case.currency, tuple(uses)) if held else None,
        facts=facts,
        ladder=tuple(rung_line(offer, is_next=offer is first) for offer in offers),
        reasons=_likely(case, held.track, facts, now) if held else (),
        third=_third(case, facts, now, language),
        day_parts=parts,
        tries=_tries(contacts),
        best=max((part for part in parts if part.reached), key=lambda part: (part.reached / part.tried, part.reached), default=None),
        bars=tuple(_bars(pane)),
    )


def _questions(track: Track, facts: Mapping[str, Value], currency: str) -> tuple[QuestionPart, ...]:
    lines = {line.question.id: line for line in questions_ask(track, facts, currency, {})}
    parts = (
        QuestionPart(part.title, tuple(Asked(field_words(name), lines[name]) for name in part.questions if name in lines))
        for part in track.outline
    )
    return tuple(part for part in parts if part.questions)


def _likely(case: Case, track: Track, facts: Facts, now: datetime) -> tuple[Likely, ...]:
    """Reasons this customer gave, the latest first; then those given most often at this stage in the team, as the file shows."""
    own = list(
        Contact.objects.filter(case__customer_id=case.customer_id, corrected_by__isnull=True)
        .exclude(reason="")
        .order_by("-started_at")
        .values_list("reason", flat=True)
    )
    team = Contact.objects.filter(
        case__team=case.team, case__stage=case.stage, started_at__gte=now - LOOKED_BACK, corrected_by__isnull=True
    )
    common = Counter(team.exclude(reason="").values_list("reason", flat=True)[:2000])
    own_counts = Counter(own)
    names = [*dict.fromkeys(own), *(name for name, _count in common.most_common())]
    cares = {care.id: care for care in track.reasons}
    found: list[Likely] = []
    for name in dict.fromkeys(names):
        if name not in cares or len(found) == REASONS_SHOWN:
            continue
        say = sayable(cares[name].say, facts, track.language, case.currency)
        is_own = name in own_counts
        found.append(Likely(label_name("reasons", name), own_counts[name] if is_own else common[name], is_own, say, cares[name]))
    return tuple(found)


def _third(case: Case, facts: Facts, now: datetime, language: str) -> tuple[Said, ...]:
    held = track_serving("third_person", language, timezone.localdate(now))
    if held is None:
        return ()
    found = [sayable(step.say, facts, held.track.language, case.currency) for step in held.track.steps]
    return tuple(say[0] for say in found if say)


def _day_parts(contacts: Sequence[Contact]) -> tuple[DayPart, ...]:
    tried, reached = Counter[int](), Counter[int]()
    for contact in contacts:
        if contact.channel not in (Channel.CALL, Channel.INBOUND):
            continue
        hour = timezone.localtime(contact.started_at).hour
        place = next(number for number, (start, end, _label) in enumerate(PARTS_OF_DAY) if start <= hour < end)
        tried[place] += 1
        reached[place] += contact.reached == Reached.CUSTOMER
    return tuple(DayPart(label, tried[number], reached[number]) for number, (_start, _end, label) in enumerate(PARTS_OF_DAY))


def _tries(contacts: Sequence[Contact]) -> Tries:
    """Calls and visits since the customer was last spoken to; contacts come newest first."""
    count, last_at = 0, None
    for contact in contacts:
        if contact.channel not in SPOKEN:
            continue
        if contact.reached == Reached.CUSTOMER:
            break
        count, last_at = count + 1, last_at or contact.started_at
    return Tries(count, last_at)


def _bars(pane: CasePane) -> list[Bar]:
    found = []
    for place, row in enumerate(pane.strip):
        late = _days_late(row, pane)
        height = max(min(late, LATE_SHOWN_DAYS) * BAR_HEIGHT // LATE_SHOWN_DAYS, 3)
        found.append(Bar(row, place * BAR_WIDTH, BAR_HEIGHT + 10 - height, height, late))
    return found


def _days_late(row: Instalment, pane: CasePane) -> int:
    end = row.position.settled_on or pane.standing.status.as_of
    return max((end - row.position.row.due_on).days, 0)
