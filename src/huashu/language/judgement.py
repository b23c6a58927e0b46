"""What one utterance amounts to: refused, conditional, or payments with days; and whether he stands by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from huashu.language.drafts import Draft, Sum, drafts_of, equal_parts, series, sums_of
from huashu.language.firmness import is_firm
from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark, Every
from huashu.language.reading import Reading, read
from huashu.language.segments import Item, Segment
from huashu.language.zh.numbers import small_of

_COUNTS: Final = {"两": 2, "half": 2, "halves": 2, "two": 2, "thirds": 3, "three": 3, "quarters": 4, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was made of an utterance.

    Args:
        sums: The payments.
        conditional: They hang on something outside.
        refused: He won't pay.
        firm: No hedge, no question.
        series: They are a series, or equal parts.
    """

    sums: tuple[Sum, ...] = ()
    conditional: bool = False
    refused: bool = False
    firm: bool = False
    series: bool = False


ASIDE: Final = 6
"""Words beside a condition that still say nothing else."""
START_NEAR: Final = 2
"""How many pauses away from a series the day may be named from which it runs."""
_STARTS: Final = re.compile(r"\b(?:start\w*|begin\w*|from|first)\b|开始|起|头一|第一")
_FOR: Final = re.compile(r"(?:[还交缴付]|连续)$")
NOTHING: Final = Judgement()


def judge(text: str, said_on: date, language: str, overdue_minor: int | None = None) -> Judgement:
    """What an utterance amounts to.

    Args:
        text: The words.
        said_on: The day of speaking.
        language: ``zh`` (with or without a script) or ``en``.
        overdue_minor: All that is overdue, if known.
    """
    return judged_from(read(text, said_on, language, overdue_minor), said_on, overdue_minor)


def judged_from(found: Reading, said_on: date, overdue_minor: int | None) -> Judgement:
    """What an utterance that was read amounts to."""
    if any(segment.has("joke") for segment in found.segments):
        return NOTHING
    refused_at = _refused_at(found.segments)
    live = [item for item in found.live if refused_at is None or item.segment > refused_at]
    if live or (refused_at is None and _conditional(found)):
        judged = _payments(replace(found, live=live), said_on, overdue_minor)
        if judged.sums:
            return judged
    return Judgement(refused=True) if refused_at is not None else NOTHING


def _vows(segments: list[Segment], segment: Segment) -> bool:
    """Whether a segment only says what may be done if he doesn't keep his word: if I don't pay by Friday, sue me."""
    return segment.number > 0 and segments[segment.number - 1].has("mild") and segments[segment.number - 1].has("not_refuse")


def _refused_at(segments: list[Segment]) -> int | None:
    """The last segment that refuses in earnest."""
    return next((segment.number for segment in reversed(segments) if _refuses(segments, segment)), None)


def _refuses(segments: list[Segment], segment: Segment) -> bool:
    if not segment.has("refuse") or segment.has("not_refuse"):
        return False
    return not (segment.has("condition") and segment.asks) and not _vows(segments, segment)


def _conditional(found: Reading) -> bool:
    """Whether what is promised hangs on something outside."""
    if found.cues.lender_first.search(found.letters):
        return True
    if any(segment.if_ and not _asks_only(found, segment) and _bears_on_paying(found, segment) for segment in found.segments):
        return True
    event = found.cues.event.search(found.letters)
    words = found.letters[max(0, event.start() - 1) : event.end()] if event else ""
    return bool(event and not found.cues.mild.search(words) and not found.cues.wages.search(words))


def _asks_only(found: Reading, segment: Segment) -> bool:
    """An "if" of a question about charges."""
    return segment.supposes(found.segments)


def _bears_on_paying(found: Reading, segment: Segment) -> bool:
    """Whether a condition belongs to paying: he pays in the same sentence, or in the one before or after if that is all it says."""
    if not _anyone_pays(found):
        return False
    sentence = _sentence(found.segments, segment.number)
    own = [each for each in sentence if each.number != segment.number]
    if any(each.pays and not each.has("inquiry") for each in sentence) or any(each.has("at_once") for each in own):
        return True
    return sum(each.residue for each in own) <= ASIDE


def _sentence(segments: list[Segment], number: int) -> list[Segment]:
    """The segments of the sentence in which one stands."""
    first, last = number, number
    while first > 0 and not segments[first - 1].ends:
        first -= 1
    while last + 1 < len(segments) and not segments[last].ends:
        last += 1
    return segments[first : last + 1]


def _anyone_pays(found: Reading) -> bool:
    return any(segment.pays and not segment.has("inquiry") and not segment.has("paid") for segment in found.segments)


def _payments(found: Reading, said_on: date, overdue_minor: int | None) -> Judgement:
    """Payments from what is live, in the order: condition, equal parts, series, single ones."""
    conditional = _conditional(found)
    pay_items, event_items = _apart(found, conditional=conditional)
    for maker in (_split, _series):
        made = maker(found, pay_items, said_on, overdue_minor)
        if made is not None:
            sums, used = made
            return Judgement(tuple(sums), conditional, firm=not conditional and is_firm(found, used, pay_items), series=True)
    drafts = drafts_of(found.segments, [item for item in pay_items if item.mark.letter != DayKind.SERIES.value])
    if conditional:
        return _hanging(found, drafts, event_items, overdue_minor)
    drafts = _dated(found, drafts, event_items, said_on)
    drafts = [draft for draft in drafts if draft.amount is None or draft.amount.kind is not AmountKind.SOME]
    drafts = _spelled(drafts)
    sums = sums_of(drafts, overdue_minor)
    used = [number for draft in drafts for number in draft.segments]
    return Judgement(tuple(sums), firm=is_firm(found, used, pay_items, drafts))


def _spelled(drafts: list[Draft]) -> list[Draft]:
    """Several days named in one breath are several payments."""
    made: list[Draft] = []
    for draft in drafts:
        if draft.day and draft.day.split_on and draft.amount and draft.amount.kind is AmountKind.FIGURE:
            made += [replace(draft, day=replace(draft.day, on=on, split_on=())) for on in draft.day.split_on]
        else:
            made.append(draft)
    return made


def _apart(found: Reading, *, conditional: bool) -> tuple[list[Item], list[Item]]:
    """What is live, as payments and as days of an event or of income."""
    events: list[Item] = []
    pays: list[Item] = []
    for item in found.live:
        segment = found.segments[item.segment]
        is_day = isinstance(item.mark, DayMark)
        if is_day and (item.income or (conditional and segment.if_ and not segment.has("own"))):
            events.append(item)
        else:
            pays.append(item)
    return pays, events


def _hanging(found: Reading, drafts: list[Draft], events: list[Item], overdue_minor: int | None) -> Judgement:
    """Conditional payments: the day he names for paying, else the event's when he pays at once, else none."""
    at_once = any(segment.has("at_once") for segment in found.segments)
    event = next((item.mark for item in reversed(events) if isinstance(item.mark, DayMark)), None)
    drafts = [draft for draft in drafts if draft.amount is None or draft.amount.kind is not AmountKind.SOME]
    if not drafts:
        drafts = [Draft(None, None, ())]
    drafts = [
        replace(draft, day=draft.day if draft.day and draft.day.kind is not DayKind.NOW else (event if at_once else None))
        for draft in drafts
    ]
    if len(drafts) > 1:
        drafts = [draft for draft in drafts if draft.day] or drafts[:1]
    return Judgement(tuple(sums_of(drafts, overdue_minor)), conditional=True)


def _dated(found: Reading, drafts: list[Draft], events: list[Item], said_on: date) -> list[Draft]:
    """Give a payment without a day its payday, or today where it is paid first; leave out what has none."""
    payday = next((item for item in reversed(events) if isinstance(item.mark, DayMark)), None)
    has_day = any(draft.day for draft in drafts)
    made: list[Draft] = []
    lone = [draft for draft in drafts if not draft.day]
    if payday and len(lone) > 1:  # what he earns, then what he pays of it
        told = [draft for draft in lone if not any(found.segments[number].pays_by_verb for number in draft.segments)]
        drafts = [draft for draft in drafts if draft not in told] if len(told) < len(lone) else drafts
    for draft in drafts:
        if draft.day:
            made.append(draft)
            continue
        here = [found.segments[number] for number in draft.segments]
        vague = any(segment.has_kind("V", "O") for segment in here)
        rest = draft.amount is not None and draft.amount.kind is AmountKind.REST
        if payday and isinstance(payday.mark, DayMark) and not has_day and not vague and not rest:
            made.append(replace(draft, day=payday.mark))
        elif not vague and any(segment.has("first") for segment in here) and not rest:
            made.append(replace(draft, day=DayMark(0, 0, DayKind.NOW, said_on)))
    if not drafts and payday and isinstance(payday.mark, DayMark) and _pays_then(found, payday):
        made.append(Draft(None, payday.mark, (payday.segment,)))
    return made


def _pays_then(found: Reading, payday: Item) -> bool:
    """Whether he says that he pays when the money is there."""
    return any(
        segment.pays and not segment.by_others and not segment.has("inquiry") and not segment.has("paid")
        for segment in found.segments
        if segment.number >= payday.segment - 1
    )


def _split(found: Reading, items: list[Item], said_on: date, overdue_minor: int | None) -> tuple[list[Sum], list[int]] | None:
    """Equal parts on several named days, or in a series."""
    segment = next((segment for segment in found.segments if segment.has("split_in")), None)
    if segment is None:
        return None
    words = found.cues.split_in.search(segment.text)
    assert words is not None
    count = next((_count(value) for value in words.groupdict().values() if value), 0)
    used = sorted({item.segment for item in items} | {segment.number})
    steps = [item.mark.every for item in items if isinstance(item.mark, DayMark) and item.mark.every]
    if steps and count:
        start = next((item.mark for item in items if isinstance(item.mark, DayMark) and item.mark.kind is DayKind.DAY), None)
        return series(None, replace(steps[0], times=count), said_on, start, overdue_minor), used
    days: list[date] = []
    for item in items:
        if isinstance(item.mark, DayMark) and item.mark.kind is not DayKind.SERIES:
            days += [day for day in item.mark.split_on or (item.mark.on,) if day and day not in days]
    if len(days) < 2 or (count and count != len(days)):
        return None
    figures = {item.mark.minor for item in items if isinstance(item.mark, AmountMark) and item.mark.kind is AmountKind.FIGURE}
    if len(figures) > 1:
        return None
    each = next(iter(figures), None)
    if each is not None and (overdue_minor is None or each * len(days) <= overdue_minor + len(days)):
        return [Sum(each, day) for day in days], used
    return equal_parts(overdue_minor, days), used


def _count(words: str) -> int:
    return _COUNTS.get(words) or small_of(words) or 0


def _series(found: Reading, items: list[Item], said_on: date, overdue_minor: int | None) -> tuple[list[Sum], list[int]] | None:
    """A series of a stated amount."""
    at = next((item for item in items if isinstance(item.mark, DayMark) and item.mark.every), None)
    if at is None or not isinstance(at.mark, DayMark) or at.mark.every is None:
        return None
    amounts = [item for item in items if isinstance(item.mark, AmountMark) and item.mark.kind in {AmountKind.FIGURE, AmountKind.SHARE}]
    amounts.sort(key=lambda item: abs(item.segment - at.segment))
    near = amounts[0] if amounts else None
    if near is None or abs(near.segment - at.segment) > 1 or (near.segment != at.segment and found.segments[near.segment].has_kind("D")):
        return None
    amount = amounts[0].mark
    assert isinstance(amount, AmountMark)
    minor = amount.minor
    if amount.share:
        minor = overdue_minor * amount.share[0] // amount.share[1] if overdue_minor is not None else None
    if minor is None:
        return [], []
    begins = _begins(found, items, at)
    every = replace(at.mark.every, times=at.mark.every.times or _times(found, at, at.mark.every, said_on))
    return series(minor, every, said_on, begins, overdue_minor), [at.segment, amounts[0].segment]


def _begins(found: Reading, items: list[Item], at: Item) -> DayMark | None:
    """The day from which a series runs: one that is said to be the first, else the nearest."""
    days = [item for item in items if item.mark.letter == DayKind.DAY.value]
    starts = [item for item in days if _STARTS.search(found.segments[item.segment].text)]
    near = [item for item in days if abs(item.segment - at.segment) <= START_NEAR]
    chosen = min(starts or near, key=lambda item: (abs(item.segment - at.segment), item.segment), default=None)
    return chosen.mark if chosen and isinstance(chosen.mark, DayMark) else None


def _times(found: Reading, at: Item, every: Every, said_on: date) -> int:
    """How many payments a series has, where a length of time says so: for five weeks, 先缴四个月; 0 if nothing does."""
    for segment in found.segments[at.segment : at.segment + 4]:
        for item in segment.items:
            mark = item.mark
            if mark.letter != DayKind.SPAN.value or not isinstance(mark, DayMark) or mark.on is None:
                continue
            if _FOR.search(segment.text[: item.place - segment.start]) or found.spoken.text.startswith("for ", mark.start):
                months = (mark.on.year - said_on.year) * 12 + mark.on.month - said_on.month
                return months // every.months if every.months else (mark.on - said_on).days // every.days
    return 0
