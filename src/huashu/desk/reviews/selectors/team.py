"""A team's calls in figures: steps most missed, mistakes by officer, the score week by week, the best call for each step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from huashu.desk.people.models import Person
from huashu.desk.portfolio.charts import share_line
from huashu.desk.portfolio.pictures import Picture
from huashu.desk.reviews.selectors.calls import Filters, JudgedCall, conversations_listed, judged
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.words import label_words, tone_of_score
from huashu.money import divide_half_up

STEPS_MOST: Final = 8
LABELS_MOST: Final = 9
"""So many weeks have room for their names under the chart."""


@dataclass(frozen=True, slots=True)
class MissedStep:
    """A step and how often it was missed where it applied."""

    item: str
    words: str
    missed: int
    applied: int
    permille: int


@dataclass(frozen=True, slots=True)
class OfficerColumn:
    """An officer with their calls and average score."""

    person: Person
    calls: int
    score: int
    tone: str


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A mistake or breach, and who made it how often.

    Args:
        item: As in the list's filter.
        words: Its label.
        cells: Each officer with how many of their calls have it, in the table's order.
        total: Together.
    """

    item: str
    words: str
    cells: tuple[tuple[OfficerColumn, int], ...]
    total: int

    @property
    def is_breach(self) -> bool:
        """Whether it is a breach of conduct."""
        return self.item.startswith("breaches.")


@dataclass(frozen=True, slots=True)
class Week:
    """One week of calls.

    Args:
        starts_on: Its Monday.
        since: Its first moment.
        until: The first moment after it.
        calls: How many there were.
        score: Their average, or None.
    """

    starts_on: date
    since: datetime
    until: datetime
    calls: int
    score: int | None


@dataclass(frozen=True, slots=True)
class Example:
    """The best call that shows a step."""

    words: str
    call: JudgedCall
    anchor: str


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """Everything that the team's page shows."""

    calls: int
    score: int | None
    since: datetime
    steps: list[MissedStep]
    officers: list[OfficerColumn]
    faults: list[FaultRow]
    weeks: list[Week]
    picture: Picture
    examples: list[Example]


def team_figures(person: Person, weeks: int, now: datetime, kind: str = "") -> TeamFigures:
    """Figures of the calls that the person may read; a fixed number of queries.

    Args:
        person: Who reads them.
        weeks: How many weeks back, this one included.
        now: The moment.
        kind: Only calls of this kind, or empty.
    """
    today = timezone.localdate(now)
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    since = _midnight(first)
    calls = judged(conversations_listed(person, Filters(kind=kind, since=since)))
    officers = _officers(calls)
    rows = [_week(first + timedelta(weeks=place), calls) for place in range(weeks)]
    return TeamFigures(
        calls=len(calls),
        score=_average([call.score for call in calls]),
        since=since,
        steps=_missed(calls),
        officers=officers,
        faults=_faults(calls, officers),
        weeks=rows,
        picture=_picture(rows),
        examples=_examples(calls),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _average(scores: Sequence[int]) -> int | None:
    return divide_half_up(sum(scores), len(scores)) if scores else None


def _missed(calls: Sequence[JudgedCall]) -> list[MissedStep]:
    missed: Counter[str] = Counter()
    applied: Counter[str] = Counter()
    for call in calls:
        for one in call.items:
            if one.item["group"] == "steps" and one.verdict in ("met", "not_met"):
                applied[one.item["id"]] += 1
                missed[one.item["id"]] += one.verdict == "not_met"
    rows = [
        MissedStep(f"steps.{step}", label_words("steps", step), count, applied[step], divide_half_up(1000 * count, applied[step]))
        for step, count in missed.items()
        if count
    ]
    return sorted(rows, key=lambda row: (-row.missed, -row.permille, row.item))[:STEPS_MOST]


def _officers(calls: Sequence[JudgedCall]) -> list[OfficerColumn]:
    scores: dict[Person, list[int]] = defaultdict(list)
    for call in calls:
        if call.conversation.officer is not None:
            scores[call.conversation.officer].append(call.score)
    columns = []
    for person, own in sorted(scores.items(), key=lambda pair: (pair[0].name, pair[0].pk)):
        score = divide_half_up(sum(own), len(own))
        columns.append(OfficerColumn(person, len(own), score, tone_of_score(score)))
    return columns


def _faults(calls: Sequence[JudgedCall], officers: Sequence[OfficerColumn]) -> list[FaultRow]:
    made: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for call in calls:
        if call.conversation.officer_id is not None:
            for one in call.items:
                if one.item["group"] in ("faults", "breaches") and one.verdict == "met":
                    made[one.item["group"], one.item["id"]][call.conversation.officer_id] += 1
    rows = [
        FaultRow(f"{group}.{label}", label_words(group, label), tuple((column, by[column.person.pk]) for column in officers), by.total())
        for (group, label), by in made.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_breach, -row.total, row.item))


def _week(starts_on: date, calls: Sequence[JudgedCall]) -> Week:
    since, until = _midnight(starts_on), _midnight(starts_on + timedelta(weeks=1))
    scores = [call.score for call in calls if since <= call.conversation.started_at < until]
    return Week(starts_on, since, until, len(scores), _average(scores))


def _picture(weeks: Sequence[Week]) -> Picture:
    apart = -(-len(weeks) // LABELS_MOST)
    names = [f"{week.starts_on:%m-%d}" if (len(weeks) - 1 - place) % apart == 0 else "" for place, week in enumerate(weeks)]
    line = share_line([(name, None if week.score is None else week.score * 10) for name, week in zip(names, weeks, strict=True)])
    said = [f"{date_format(week.starts_on, _('j M'))} {week.score}" for week in weeks if week.score is not None]
    return Picture(
        "scores", _("Average score by week"), _(", ").join(said) or _("No calls yet."), (), line=line, say=lambda value: str(value // 10)
    )


def _examples(calls: Sequence[JudgedCall]) -> list[Example]:
    """For each step the call with the highest score that shows it, breaches left out; the newer of equals."""
    best: dict[str, JudgedCall] = {}
    for call in calls:
        if any(one.item["group"] == "breaches" and one.verdict == "met" for one in call.items):
            continue
        for one in call.items:
            step = one.item["id"]
            shows = one.item["group"] == "steps" and one.verdict == "met" and one.item["turns"]
            if shows and (step not in best or call.score > best[step].score):
                best[step] = call
    return [Example(label_words("steps", step), call, anchor_of("steps", step)) for step, call in best.items()]
