"""The promise of a whole conversation: the last one that stands, in the customer's own words, with the turns that show it.

An officer's question never proves a promise. It gives context: which day "三千吧" answers, which figures "行，没问题" agrees to.
A later promise takes the place of an earlier one; the rest may be added to it; a withdrawal or a refusal ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from huashu.language import dialogue_cues as cues
from huashu.language.drafts import Draft, Sum, drafts_of, sums_of
from huashu.language.judgement import Judgement, judged_from
from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark
from huashu.language.plain import plain
from huashu.language.promise import NO_PROMISE, Promise, promise_from
from huashu.language.reading import Reading, read
from huashu.language.segments import Item, Segment
from huashu.language.spoken import language_of
from huashu.language.standing import Standing, goes_on, recapped, restated

CUSTOMER: Final = "customer"
OFFICER: Final = "officer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation.

    Args:
        speaker: ``officer``, ``customer`` or anybody else.
        text: What was said.
    """

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise with the turns that show it.

    Args:
        promise: The last one that stands.
        turns: Numbers of the customer's turns that show it, from 0.
        asked_in: Numbers of the officer's turns that give it its context.
    """

    promise: Promise
    turns: tuple[int, ...] = ()
    asked_in: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """One turn of the customer's.

    Args:
        found: What was read.
        judged: What it promises by itself.
        amount: An amount that he offers without a day.
        named: Whether an amount was named, if only as "all" or "the rest".
        figures: Whether one was named as a figure or a share.
    """

    found: Reading
    judged: Judgement
    amount: AmountMark | None
    named: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class _Call:
    """What stays the same through a call."""

    said_on: date
    language: str
    overdue_minor: int | None
    known: dict[str, Reading] = field(default_factory=dict)

    def read(self, text: str) -> Reading:
        """One turn read; remembered, since a question is looked at for several ends."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = read(text, self.said_on, self.language, self.overdue_minor)
        return found

    def hear(self, text: str, question: str) -> _Heard:
        found = self.read(text)
        judged = judged_from(found, self.said_on, self.overdue_minor)
        if judged.conditional and judged.sums and judged.sums[0].by is None and cues.THAT_DAY.search(found.spoken.text):
            judged = replace(judged, sums=(replace(judged.sums[0], by=self.supposed(question)),))
        amounts = [item.mark for item in found.live if isinstance(item.mark, AmountMark) and item.mark.kind is not AmountKind.SOME]
        days = any(isinstance(item.mark, DayMark) for item in found.live)
        offers = [mark for mark in amounts if mark.kind is not AmountKind.REST and _offers(found, mark) and not self.echoes(mark, question)]
        figures = any(mark.kind in {AmountKind.FIGURE, AmountKind.SHARE} for mark in amounts)
        return _Heard(found, judged, None if days or not offers else offers[-1], bool(amounts), figures)

    def echoes(self, mark: AmountMark, question: str) -> bool:
        """Whether he only repeats a small charge that the officer has just named: "two dollars a day" - "two dollars!"."""
        if mark.minor is None or self.overdue_minor is None or mark.minor * 10 > self.overdue_minor or not question:
            return False
        said = self.read(question).marks
        return any(isinstance(each, AmountMark) and each.minor is not None and abs(each.minor - mark.minor) < 100 for each in said)

    def supposed(self, question: str) -> date | None:
        """The one day of what the officer supposes: "if it comes on the 5th, what then?"."""
        marks = self.read(question).marks
        days = {mark.on for mark in marks if isinstance(mark, DayMark) and mark.kind is DayKind.DAY}
        return days.pop() if len(days) == 1 else None

    def proposal(self, text: str, *, stands: bool = False) -> tuple[list[Sum], AmountMark | None]:
        """Payments that an officer puts to the customer, and an amount that he names without a day.

        Args:
            text: What the officer said.
            stands: Whether a promise stands: a bare day that speaks of no paying is then one of something else.
        """
        found = self.read(text)
        put = [segment for segment in found.segments if not cues.FACT.search(segment.text) and not cues.CONTACT.search(segment.text)]
        if stands and not any(isinstance(item.mark, AmountMark) for segment in put for item in segment.items):
            put = [segment for segment in put if _speaks_of_money(segment)]
        asked = [item for segment in put for item in segment.items if _puts(item)]
        items = [item for item in asked if not isinstance(item.mark, AmountMark) or item.mark.kind is not AmountKind.SOME]
        drafts = drafts_of(found.segments, items)
        dated = [draft for draft in drafts if draft.day]
        lone = next((draft.amount for draft in reversed(drafts) if draft.day is None and draft.amount), None)
        return sums_of(dated, self.overdue_minor), lone

    def confirms(self, judged: Judgement, offered: list[Sum]) -> bool:
        """Whether what he names is among the payments that the officer has just put together."""
        said = {(made.amount_minor, made.by) for made in judged.sums}
        return self._complete(offered) and said <= {(made.amount_minor, made.by) for made in offered}

    def replaces(self, standing: Standing, offered: list[Sum]) -> bool:
        """Whether the officer sums up otherwise than it stands, with other days, and completely."""
        return self._complete(offered) and not _same(standing, offered)

    def _complete(self, offered: list[Sum]) -> bool:
        """Whether an officer names several payments, each with its amount and its day, that don't come to far more than is owed."""
        amounts = [made.amount_minor for made in offered if made.amount_minor is not None and made.by]
        fits = self.overdue_minor is None or sum(amounts) * 4 <= self.overdue_minor * 5
        return len(offered) > 1 and len(amounts) == len(offered) and fits


def _offers(found: Reading, mark: AmountMark) -> bool:
    """Whether he offers an amount: he neither wonders at it nor says that he hasn't got it."""
    after = found.spoken.text[mark.end :]
    return not cues.PROTEST.match(after) and not cues.NOT_THERE.match(after)


def _speaks_of_money(segment: Segment) -> bool:
    return bool(cues.PAYS.search(segment.text) or cues.PUTS.search(segment.text))


def _puts(item: Item) -> bool:
    """Whether a day or amount of an officer's can be one that he puts to the customer."""
    mark = item.mark
    return not isinstance(mark, DayMark) or mark.kind in {DayKind.DAY, DayKind.NOW, DayKind.SPAN}


def promise_of(turns: Sequence[Turn], said_at: datetime | date, language: str | None = None, overdue_minor: int | None = None) -> Shown:
    """The promise that stands at the end of a conversation.

    Args:
        turns: All turns in order; only the customer's own words commit.
        said_at: The moment of the call (its date in its own offset counts), or the day.
        language: ``zh`` or ``en``; guessed if not given.
        overdue_minor: All that is overdue, in hundredths, if known (see :func:`huashu.language.promise_parse`).
    """
    said_on = said_at.date() if isinstance(said_at, datetime) else said_at
    call = _Call(said_on, language or language_of(" ".join(turn.text for turn in turns)), overdue_minor)
    standing: Standing | None = None
    pending: tuple[AmountMark, int] | None = None
    asked = -1
    for number, turn in enumerate(turns):
        if turn.speaker == OFFICER:
            asked = number
            continue
        if turn.speaker != CUSTOMER:
            continue
        question = turns[asked].text if asked >= 0 and number - asked <= 2 else ""
        heard = call.hear(turn.text, question)
        standing = _after(call, standing, heard, number, asked, question, pending)
        if heard.amount is not None and not heard.judged.sums:
            pending = (heard.amount, number)
        elif heard.judged.sums:
            pending = None
    if standing is None:
        return Shown(NO_PROMISE)
    return Shown(promise_from(standing.judged, overdue_minor), standing.turns, standing.asked_in)


def _after(
    call: _Call, standing: Standing | None, heard: _Heard, number: int, asked: int, question: str, pending: tuple[AmountMark, int] | None
) -> Standing | None:
    """What stands after one turn of the customer's."""
    words = heard.found.spoken.text
    if heard.judged.refused:
        return standing if standing and standing.judged.sums and cues.SHRUG.match(words) else Standing(heard.judged, (number,))
    if heard.judged.sums:
        paying = _speaks_of_paying(standing, heard, words, question)
        return _named(call, standing, heard, number, asked, question, pending) if paying else standing
    if _ends(heard, standing, words):
        return None
    if heard.amount is not None and not _only_contact(question):
        return _amount_only(call, standing, heard.amount, number, asked, question)
    doubtful = bool(cues.DOUBTFUL_ASSENT.match(words))
    if doubtful or cues.ASSENT.match(words):
        return _agreed(call, standing, number, asked, question, firm=not doubtful)
    return standing


def _only_contact(question: str) -> bool:
    """Whether the officer speaks of calls or papers and asks for no payment."""
    asked = plain(question).text
    return bool(cues.CONTACT.search(asked)) and not cues.ASKS_PAY.search(asked)


def _speaks_of_paying(standing: Standing | None, heard: _Heard, words: str, question: str) -> bool:
    """Whether a day that he names is one for paying: not when to call, when to bring papers, or when he thought it was due."""
    if any(cues.MISTAKEN.search(segment.text) for segment in heard.found.segments) and not heard.named:
        return False
    if not heard.figures and (cues.VAGUE.search(words) or _tells(heard)):
        return False
    if cues.PAYS.search(words):
        return True
    asked = plain(question).text
    if cues.CONTACT.search(asked) and not heard.named:
        return False
    return heard.figures or bool(cues.ASKS_PAY.search(asked)) or (standing is not None and bool(standing.judged.sums))


def _tells(heard: _Heard) -> bool:
    """Whether each day that he names is one on which something happened."""
    dated = [segment for segment in heard.found.segments if any(isinstance(item.mark, DayMark) for item in segment.items)]
    return bool(dated) and all(cues.HAPPENED.search(segment.text) and not cues.PAYS.search(segment.text) for segment in dated)


def _ends(heard: _Heard, standing: Standing | None, words: str) -> bool:
    """Whether he takes back what stands, declines to commit, or says that the day won't do."""
    if cues.SHRUG.match(words):
        return False
    if cues.WITHDRAWN.search(words) or any(segment.has("waver") for segment in heard.found.segments):
        return True
    return standing is not None and _kills(heard, standing)


def _kills(heard: _Heard, standing: Standing) -> bool:
    """He says that the day he named won't do, and names no other."""
    days = {made.by for made in standing.judged.sums}
    said = [mark for mark in heard.found.marks if isinstance(mark, DayMark) and mark.on in days]
    return bool(said) and any(
        segment.has("unable") or segment.cues.dead_day.match(segment.text.partition("D")[2]) for segment in heard.found.segments
    )


def _named(
    call: _Call, standing: Standing | None, heard: _Heard, number: int, asked: int, question: str, pending: tuple[AmountMark, int] | None
) -> Standing:
    """He names a day: with its amount, or with the one that he or the officer named before; or the rest of what stands."""
    judged = heard.judged
    if standing and (joined := _joined(standing, judged, number, question)):
        return joined
    if heard.figures and len(set(judged.sums)) > 1:
        return Standing(replace(judged, sums=tuple(dict.fromkeys(judged.sums))), (number,))
    if standing and question and (offered := call.proposal(question)[0]) and call.confirms(judged, offered):
        return Standing(replace(judged, sums=tuple(offered)), (*standing.turns, number), (asked,))
    if standing and standing.judged.sums and not judged.conditional and not heard.figures:
        asks_rest = bool(cues.ASKS_REST.search(question))
        if asks_rest or any(isinstance(item.mark, AmountMark) and item.mark.kind is AmountKind.REST for item in heard.found.live):
            return _with_rest(call, standing, judged, number, asked if asks_rest else -1)
    if not heard.named and len(judged.sums) == 1:
        return _day_only(call, standing, heard, number, asked, question, pending)
    return Standing(judged, (number,))


def _day_only(
    call: _Call,
    standing: Standing | None,
    heard: _Heard,
    number: int,
    asked: int,
    question: str,
    pending: tuple[AmountMark, int] | None,
) -> Standing:
    """He names a day without an amount: his own from before, the officer's, the one that stands, or all."""
    judged = heard.judged
    if pending is not None:
        return Standing(_priced(call, judged, pending[0]), (pending[1], number))
    amount = call.proposal(question)[1] if question and not judged.conditional else None
    if amount is not None and amount.kind in {AmountKind.FIGURE, AmountKind.SHARE}:
        return Standing(_priced(call, judged, amount), (number,), (asked,))
    if standing and len(standing.judged.sums) == 1 and not standing.bare and not standing.judged.conditional:
        moved = replace(standing.judged.sums[0], by=judged.sums[0].by)
        return Standing(replace(judged, sums=(moved,)), (*standing.turns, number), standing.asked_in)
    return Standing(judged, (number,), bare=True)


def _priced(call: _Call, judged: Judgement, amount: AmountMark) -> Judgement:
    """The same day with an amount."""
    day = DayMark(0, 0, DayKind.DAY, judged.sums[0].by)
    return replace(judged, sums=tuple(sums_of([Draft(amount, day, ())], call.overdue_minor)))


def _with_rest(call: _Call, standing: Standing, judged: Judgement, number: int, asked: int) -> Standing:
    """The rest by another day beside what stands."""
    before = [made for made in standing.judged.sums if made.amount_minor is not None]
    paid = sum(made.amount_minor or 0 for made in before)
    if len(before) > 1 and call.overdue_minor is not None and paid >= call.overdue_minor:  # the rest had a day: it is another one now
        paid -= before.pop().amount_minor or 0
    left = call.overdue_minor - paid if call.overdue_minor is not None else None
    added = Sum(left, judged.sums[-1].by, known=left is not None and left > 0)
    both = replace(judged, sums=(*before, added), firm=judged.firm and standing.judged.firm)
    return Standing(both, (*standing.turns, number), (*standing.asked_in, asked) if asked >= 0 else standing.asked_in)


def _amount_only(call: _Call, standing: Standing | None, amount: AmountMark, number: int, asked: int, question: str) -> Standing | None:
    """He names an amount: the one that the officer put to him with its day, or one for the day that stands or was asked about."""
    offered = call.proposal(question)[0] if question else []
    if len(offered) == 1 and offered[0].by and offered[0].amount_minor is not None and offered[0].amount_minor == amount.minor:
        return Standing(Judgement(tuple(offered), firm=True), (number,), (asked,))
    if standing and len(standing.judged.sums) == 1:
        return Standing(_priced(call, standing.judged, amount), (*standing.turns, number), standing.asked_in)
    if len(offered) == 1 and offered[0].by:
        return Standing(_priced(call, Judgement((offered[0],), firm=True), amount), (number,), (asked,))
    return standing


def _agreed(call: _Call, standing: Standing | None, number: int, asked: int, question: str, *, firm: bool) -> Standing | None:
    """He agrees to what the officer puts to him: a day with or without an amount, or another amount for the day that stands."""
    if not question:
        return standing
    offered, amount = call.proposal(question, stands=standing is not None)
    if offered and standing and standing.judged.sums and recapped(standing, offered) and not call.replaces(standing, offered):
        return replace(standing, turns=(*standing.turns, number), asked_in=(*standing.asked_in, asked))
    if offered:
        if (
            len(offered) == 1
            and offered[0].amount_minor is None
            and standing
            and len(standing.judged.sums) == 1
            and not standing.judged.conditional
        ):
            offered = [replace(standing.judged.sums[0], by=offered[0].by)]
        before = standing.turns if standing and _same(standing, offered) else ()
        return Standing(Judgement(tuple(offered), firm=firm), (*before, number), (asked,))
    if amount is not None and standing and len(standing.judged.sums) == 1 and not cues.FACT.search(question):
        return Standing(replace(_priced(call, standing.judged, amount), firm=firm), (*standing.turns, number), (asked,))
    if standing and not firm:
        return replace(standing, judged=replace(standing.judged, firm=False))
    return standing


def _same(standing: Standing, offered: list[Sum]) -> bool:
    return {made.by for made in standing.judged.sums} == {made.by for made in offered}


def _joined(standing: Standing, judged: Judgement, number: int, question: str) -> Standing | None:
    """What he names put together with what stands, where it says it again, goes on from it or dates it; else None."""
    turns = (*standing.turns, number)
    if len(standing.judged.sums) > 1 and not judged.conditional and (again := restated(standing, judged)):
        return replace(standing, judged=replace(standing.judged, sums=again), turns=turns)
    if not judged.conditional and cues.ASKS_MORE.search(plain(question).text) and goes_on(standing, judged):
        both = replace(judged, sums=(*standing.judged.sums, *judged.sums), firm=judged.firm and standing.judged.firm)
        return Standing(both, turns, standing.asked_in)
    undated = standing.judged.conditional and bool(standing.judged.sums) and not standing.judged.sums[0].by
    if undated and len(judged.sums) == 1:
        return Standing(replace(judged, conditional=True, firm=False), turns, standing.asked_in)
    return None
