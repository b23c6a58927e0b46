"""Days and amounts put together into payments: which amount by which day, the rest, equal parts, series.

Amounts are worked out against what is overdue. What can't be worked out without it stays ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from huashu.calendars import months_after
from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark, Every
from huashu.language.segments import Item, Segment
from huashu.money import divide_half_up

SERIES_MOST: Final = 60
"""A series is followed for at most so many payments."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A payment in the making.

    Args:
        amount: What was named, if anything.
        day: What was named, if anything.
        segments: Numbers of the segments that it comes from.
        each: The amount is that of every payment of a series or list.
    """

    amount: AmountMark | None
    day: DayMark | None
    segments: tuple[int, ...]
    each: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A payment worked out: ``amount_minor`` is ``None`` for all that is overdue, ``known`` is false if it can't be told."""

    amount_minor: int | None
    by: date | None
    known: bool = True


def drafts_of(segments: list[Segment], items: list[Item]) -> list[Draft]:
    """Pair amounts with days: first within each segment, then with the neighbour that lacks the other."""
    drafts: list[Draft] = []
    for segment in segments:
        drafts += _within([item for item in items if item.segment == segment.number], segment)
    return _merged(_committed(_across(drafts, segments), segments))


def _committed(drafts: list[Draft], segments: list[Segment]) -> list[Draft]:
    """Without the days of segments that don't speak of paying, where another one does."""
    if not any(draft.day and any(segments[number].pays for number in draft.segments) for draft in drafts):
        return drafts
    return [draft for draft in drafts if draft.amount or any(segments[number].pays for number in draft.segments)]


def _within(items: list[Item], segment: Segment) -> list[Draft]:
    made: list[Draft] = []
    amount: AmountMark | None = None
    day: DayMark | None = None

    def close() -> None:
        nonlocal amount, day
        if amount or day:
            made.append(Draft(amount, day, (segment.number,)))
        amount = day = None

    for place, item in enumerate(items):
        mark = item.mark
        if isinstance(mark, AmountMark):
            if amount is not None and not _fuller(amount, mark):
                if not (_dated_apart(day, items[place + 1 :]) or _another(amount, mark)):
                    continue
                close()
            amount = mark
        elif day is None or day.kind is DayKind.NOW:
            day = mark
        elif mark.kind is DayKind.NOW or mark.on == day.on:
            continue
        elif amount is None:
            day = _last_of(day, mark)
        else:
            close()
            day = mark
    close()
    return made


def _dated_apart(day: DayMark | None, following: Sequence[Item]) -> bool:
    """Whether a day stands and another one follows: fifty now, fifty Friday."""
    mark = following[0].mark if day and following else None
    return day is not None and isinstance(mark, DayMark) and mark.on not in {None, day.on}


def _another(old: AmountMark, new: AmountMark) -> bool:
    """Whether an amount is a further one, not the same again nor all of it."""
    return not _same_amount(old, new) and new.kind not in {AmountKind.ALL, AmountKind.CLEAR}


def _fuller(old: AmountMark, new: AmountMark) -> bool:
    """Whether all (全部, C) gives way to a figure or the rest named beside it."""
    loose = {AmountKind.ALL, AmountKind.CLEAR}
    return old.kind in loose and new.kind not in loose


def _last_of(old: DayMark, new: DayMark) -> DayMark:
    """Of two days for one payment the one named last, with doubts about either."""
    return replace(new, unsure=old.unsure or new.unsure)


def _same_amount(one: AmountMark | None, other: AmountMark | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.kind, one.minor, one.share) == (other.kind, other.minor, other.share)


def _across(drafts: list[Draft], segments: list[Segment]) -> list[Draft]:
    """Join a lone amount and a lone day that stand side by side."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and _joins(last, draft, segments):
            joined[-1] = _join(last, draft)
        else:
            joined.append(draft)
    return joined


def _joins(last: Draft, draft: Draft, segments: list[Segment]) -> bool:
    lone_amount, lone_day = last.day is None or last.day.kind is DayKind.NOW, last.amount is None
    if draft.amount is None and last.day and last.day.opens_on and draft.day and draft.day.on and last.day.on:
        return last.day.opens_on <= draft.day.on <= last.day.on
    further = segments[draft.segments[0]].has("more")
    if last.amount and draft.day and draft.amount is None and lone_amount:
        return not (further and segments[last.segments[-1]].has("first") and segments[draft.segments[0]].pays)
    if last.day and draft.amount and lone_day and (draft.day is None or draft.day.kind is DayKind.NOW or draft.day.on == last.day.on):
        return draft.amount.kind is not AmountKind.REST or draft.day is None
    if lone_day and draft.amount is None and last.day and draft.day:
        return True
    return bool(last.day and draft.day and last.day.on == draft.day.on and (_same_amount(last.amount, draft.amount) or not draft.amount))


def _join(last: Draft, draft: Draft) -> Draft:
    day = draft.day or last.day
    if last.day and draft.day:
        day = last.day if draft.day.kind is DayKind.NOW else draft.day if last.day.kind is DayKind.NOW else _last_of(last.day, draft.day)
    return Draft(draft.amount or last.amount, day, (*last.segments, *draft.segments))


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Drop what is said twice, and give today to an amount that is paid first of all."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((at for at, other in enumerate(kept) if _twins(other, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = (
                _join(kept[twin], draft)
                if kept[twin].day != draft.day
                else replace(draft, segments=(*kept[twin].segments, *draft.segments))
            )
    return kept


def _twins(one: Draft, other: Draft) -> bool:
    days = {draft.day.on for draft in (one, other) if draft.day}
    if one.day and other.day and DayKind.SERIES in {one.day.kind, other.day.kind}:
        return False
    if len(days) > 1:
        return False
    if one.amount is None or other.amount is None:
        return bool(one.day and other.day)
    return _same_amount(one.amount, other.amount)


def sums_of(drafts: Iterable[Draft], overdue_minor: int | None) -> list[Sum]:
    """Work out the payments.

    Args:
        drafts: Payments with a day each.
        overdue_minor: All that is overdue, if known.
    """
    drafts = list(drafts)
    sums = [_sum(draft, overdue_minor) for draft in drafts]
    if len(drafts) == 1:
        only = drafts[0].amount
        sums = [replace(sums[0], amount_minor=None)] if only and only.kind is AmountKind.REST else sums
        return [made for made in sums if made.amount_minor is None or made.amount_minor > 0]
    if overdue_minor is not None and _is_whole(drafts):
        return [*sums[:-1], replace(sums[-1], amount_minor=overdue_minor - sum(made.amount_minor or 0 for made in sums[:-1]))]
    others = sum(made.amount_minor or 0 for made, draft in zip(sums, drafts, strict=True) if not _takes_rest(draft))
    for at, draft in enumerate(drafts):
        if _takes_rest(draft):
            left = overdue_minor - others if overdue_minor is not None else None
            sums[at] = Sum(left, sums[at].by, known=left is not None)
    return [made for made in sums if made.amount_minor is None or made.amount_minor > 0]


def _is_whole(drafts: Sequence[Draft]) -> bool:
    """Whether all are shares that make up the whole: a third, a third and a third."""
    shares = [draft.amount.share for draft in drafts if draft.amount and draft.amount.share]
    return len(shares) == len(drafts) and sum((Fraction(*share) for share in shares), Fraction(0)) == 1


def _takes_rest(draft: Draft) -> bool:
    return draft.amount is None or draft.amount.kind in {AmountKind.REST, AmountKind.ALL, AmountKind.CLEAR}


def _sum(draft: Draft, overdue_minor: int | None) -> Sum:
    by, amount = draft.day.on if draft.day else None, draft.amount
    if amount is None or amount.kind in {AmountKind.ALL, AmountKind.CLEAR, AmountKind.REST}:
        return Sum(None, by)
    if amount.kind is AmountKind.SHARE and amount.share:
        if overdue_minor is None:
            return Sum(None, by, known=False)
        return Sum(divide_half_up(overdue_minor * amount.share[0], amount.share[1]), by)
    return Sum(amount.minor, by)


def equal_parts(total_minor: int | None, days: list[date]) -> list[Sum]:
    """The whole in equal parts, each rounded down, the residue on the last; none where a part would be nothing."""
    if total_minor is None:
        return [Sum(None, day, known=False) for day in days]
    part = total_minor // len(days)
    if part == 0:
        return []  # parts of less than a minor unit are none
    amounts = [part] * (len(days) - 1) + [total_minor - part * (len(days) - 1)]
    return [Sum(amount, day) for amount, day in zip(amounts, days, strict=True)]


def series(amount_minor: int | None, every: Every, said_on: date, start: DayMark | None, overdue_minor: int | None) -> list[Sum]:
    """A series until what is overdue is used up, the last payment being what is left.

    Args:
        amount_minor: Each payment; with ``None`` and a number of times, equal parts.
        every: The step.
        said_on: The day of speaking.
        start: From when, if said.
        overdue_minor: All that is overdue; if it isn't known only the first payment is certain.
    """
    if amount_minor is None:
        return equal_parts(overdue_minor, [_nth(every, said_on, start, n) for n in range(every.times)]) if every.times else []
    if overdue_minor is None:
        times = every.times or 1
        return [Sum(amount_minor, _nth(every, said_on, start, n)) for n in range(times)]
    made: list[Sum] = []
    left = overdue_minor if amount_minor > 0 else 0
    while left > 0 and len(made) < (every.times or SERIES_MOST):
        made.append(Sum(min(amount_minor, left), _nth(every, said_on, start, len(made))))
        left -= amount_minor
    return made


def _nth(every: Every, said_on: date, start: DayMark | None, n: int) -> date:
    first = _first(every, said_on, start)
    if every.months:
        if every.number:
            first_of = first.replace(day=1)
            return months_after(first_of, every.months * n).replace(day=1) + timedelta(
                days=_clip(months_after(first_of, every.months * n), every.number) - 1
            )
        return months_after(first, every.months * n)
    return first + timedelta(days=every.days * n)


def _clip(month: date, number: int) -> int:
    last = months_after(month.replace(day=1), 1) - timedelta(days=1)
    return min(number, last.day)


def _first(every: Every, said_on: date, start: DayMark | None) -> date:
    """The first payment: the named weekday or day of the month, from the stated start; else one step on."""
    begin = (start.opens_on or start.on) if start else None
    if every.first_on:
        first = every.first_on
        while begin and first < begin:
            first = first + timedelta(days=7) if every.days else _next_month(first, every.number)
        return first
    if start and start.on:
        return start.on
    return months_after(said_on, every.months) if every.months else said_on + timedelta(days=every.days)


def _next_month(day: date, number: int) -> date:
    first = months_after(day.replace(day=1), 1)
    return first + timedelta(days=_clip(first, number or day.day) - 1)
