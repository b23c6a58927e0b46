"""The promise of a whole conversation: the last one that stands, in the customer's own words, with the turns that show it.

An officer's question never proves a promise. It gives context: which day "三千吧" answers, which figures "行，没问题" agrees to.
A later promise takes the place of an earlier one; the rest may be added to it; a withdrawal or a refusal ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from huashu.language.drafts import Draft, Sum, drafts_of, sums_of
from huashu.language.judgement import Judgement, judged_from
from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark
from huashu.language.plain import plain
from huashu.language.promise import NO_PROMISE, Promise, promise_from
from huashu.language.reading import Reading, read
from huashu.language.segments import Item
from huashu.language.spoken import language_of

CUSTOMER: Final = "customer"
OFFICER: Final = "officer"
_ASSENT: Final = re.compile(
    r"^(?:嗯+|啊|哦|噢|那|好吧?|行吧?|成|中|可以|没问题|得|对|是的?|好的?|行的?|知道了?|听你的|就这样|就这么[定办着]|没意见|同意|"
    r"一定|放心|我|的|啦|了|吧|呢|嘛|呀|就|按你?说的|办|记住了|明白了?|会的?|能|冇问题|得啦|好啊|可以啊|[,，。！!、 ])+$|"
    r"^(?:(?:yes|yeah|yep|yup|ok|okay|sure|fine|alright|all right|deal|right|absolutely|definitely|of course|certainly|correct|"
    r"sounds good|that works|that'?ll work|works for me|no problem|i can do that|i'?ll do that|i will|i'?ll do it|you got it|agreed|"
    r"that'?s (?:fine|right|correct|good|it)|i promise|can do|will do|let'?s do that|i guess|then|sir|ma'am|good|perfect|can|boleh|"
    r"confirm|done)[,.! ]*)+$"
)
_DOUBTFUL_ASSENT: Final = re.compile(
    r"^(?:应该(?:可以|行|没问题|能|差不多)|可能可以|差不多|尽量(?:吧)?|争取(?:吧)?|估计(?:可以|行)|i (?:think|guess) so|"
    r"should be (?:fine|ok|okay|good|able to)|probably|maybe|hopefully|i'?ll try)[吧,，。.! a-z]{0,12}$"
)
_WITHDRAWN: Final = re.compile(
    r"算了[,，]?(?:不|还不)|收回|当我没说|刚才(?:说)?的(?:不算|作废)|还是(?:不行|算了|还不了)|(?:take|took) (?:that|it) back|"
    r"forget (?:what i said|it|that)|never ?mind|i can'?t (?:do|make) (?:it|that) after all|not after all|can'?t commit"
)
_ASKS_REST: Final = re.compile(r"剩下|剩余|余下|其余|另外的?|还差|差的|the rest|remaining|remainder|other half|balance")
_FACT: Final = re.compile(
    r"逾期|到期|应还|账单日|还款日|扣款日|欠款是|\b(?:was|were|is|fell|became) due\b|\bdue (?:on|date|since)\b|past due|overdue|"
    r"behind since|上报|起诉|立案|罚息|违约金|滞纳金|利息|late fee|penalty|report(?:ed)?\b"
)
_CONTACT: Final = re.compile(
    r"打(?:个|通)?电话|电话(?:问|提醒|给|联系|通知)|回电|回话|来电|再打|打(?:给|俾|来|过去)|致电|联系你|提醒你|通知你|"
    r"(?:给|跟|同)你(?:打|联系|回|覆|确认|说结果)|上传|拍照|传(?:上来|给|过来)|材料|证明|资料|见面|上门|登门|答复|批|主管|经理|"
    r"上报|上级|同你讲|话你|短信|简讯|发链接|call(?:ing)? you|ring(?:ing)? you|talk (?:again|on|at|then)|speak (?:again|on|at)|"
    r"\b(?:i'?ll|i will|i can|i am going to|let me|we'?ll|shall i|can i|could i|me to|to) (?:just )?"
    r"(?:call|ring|phone|text|email|send you|talk|speak|check|give you a (?:call|ring|bell|shout))|"
    r"supervisor|manager|approv|paperwork|documents?|upload|email it|appointment|visit"
)
_PAYS: Final = re.compile(
    r"还|缴|交|付|转|汇|存|结清|清[晒掉]?|给你(?!拍|发|回|打|看|送)|过(?:数|[一两三四五六七八九十\d])|搞定|处理|补(?:上|齐)|"
    r"打(?:过去|款|钱)|先[一二两三四五六七八九十\d]|"
    r"\b(?:pay|paid|paying|send|transfer|settle|clear|mail|bring|drop|cover|do (?:it|that|the)|can do|get (?:it|that|you)|give you|"
    r"put (?:it|in|through)|write (?:the|a) che|wire|zelle|half|whole|full|rest|all of it)"
)
_ASKS_PAY: Final = re.compile(
    r"多少|哪[天一]|边一?日|几号|几时|什么时候|何时|今天|今日|还|缴|交|付|转|存|结|准数|准日|打算|怎么(?:排|安排)|"
    r"\b(?:when|how much|what day|which day|today|pay|what (?:can|could|exactly)|date|day|amount|tonight|now|sort)\b"
)
_ASKS_MORE: Final = re.compile(r"再来呢|然后呢|接下来呢?|还有呢|之后呢|(?:剩下|余下|其余)[^，。]{0,3}呢|and then\??|after that")
_SHRUG: Final = re.compile(
    r"^(?:do what you (?:have|need|got) to(?: do)?|whatever(?: you (?:need|want|say))?|随便你?们?吧?|你们看着办)[.。!！ ]*$"
)
_MISTAKEN: Final = re.compile(
    r"(?:以为|当(?:成|是)|记成|想着是|还(?:以|当)为)[^。！？]{0,12}D|(?:thought|figured|assumed) (?:it|that|this|the)[^.!?]{0,30}D"
)


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
class _Standing:
    judged: Judgement
    turns: tuple[int, ...]
    asked_in: tuple[int, ...] = ()
    bare: bool = False  # a day without an amount of its own


@dataclass(frozen=True, slots=True)
class _Heard:
    found: Reading
    judged: Judgement
    amount: AmountMark | None
    named: bool


@dataclass(frozen=True, slots=True)
class _Call:
    """What stays the same through a call."""

    said_on: date
    language: str
    overdue_minor: int | None

    def hear(self, text: str) -> _Heard:
        found = read(text, self.said_on, self.language, self.overdue_minor)
        judged = judged_from(found, self.said_on, self.overdue_minor)
        amounts = [item.mark for item in found.live if isinstance(item.mark, AmountMark) and item.mark.kind is not AmountKind.SOME]
        days = any(isinstance(item.mark, DayMark) for item in found.live)
        return _Heard(found, judged, None if days or not amounts else amounts[-1], bool(amounts))

    def proposal(self, text: str) -> tuple[list[Sum], AmountMark | None]:
        """Payments that an officer puts to the customer, and an amount that he names without a day."""
        found = read(text, self.said_on, self.language, self.overdue_minor)
        put = [segment for segment in found.segments if not _FACT.search(segment.text) and not _CONTACT.search(segment.text)]
        asked = [item for segment in put for item in segment.items if _puts(item)]
        items = [item for item in asked if not isinstance(item.mark, AmountMark) or item.mark.kind is not AmountKind.SOME]
        drafts = drafts_of(found.segments, items)
        dated = [draft for draft in drafts if draft.day]
        lone = next((draft.amount for draft in reversed(drafts) if draft.day is None and draft.amount), None)
        return sums_of(dated, self.overdue_minor), lone


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
    standing: _Standing | None = None
    pending: tuple[AmountMark, int] | None = None
    asked = -1
    for number, turn in enumerate(turns):
        if turn.speaker == OFFICER:
            asked = number
            continue
        if turn.speaker != CUSTOMER:
            continue
        question = turns[asked].text if asked >= 0 and number - asked <= 2 else ""
        heard = call.hear(turn.text)
        standing = _after(call, standing, heard, number, asked, question, pending)
        if heard.amount is not None and not heard.judged.sums:
            pending = (heard.amount, number)
        elif heard.judged.sums:
            pending = None
    if standing is None:
        return Shown(NO_PROMISE)
    return Shown(promise_from(standing.judged, overdue_minor), standing.turns, standing.asked_in)


def _after(
    call: _Call, standing: _Standing | None, heard: _Heard, number: int, asked: int, question: str, pending: tuple[AmountMark, int] | None
) -> _Standing | None:
    """What stands after one turn of the customer's."""
    words = heard.found.spoken.text
    if heard.judged.refused:
        return standing if standing and standing.judged.sums and _SHRUG.match(words) else _Standing(heard.judged, (number,))
    if heard.judged.sums:
        paying = _speaks_of_paying(standing, heard, words, question)
        return _named(call, standing, heard, number, asked, question, pending) if paying else standing
    if _ends(heard, standing, words):
        return None
    if heard.amount is not None and not _only_contact(question):
        return _amount_only(call, standing, heard.amount, number, asked, question)
    doubtful = bool(_DOUBTFUL_ASSENT.match(words))
    if doubtful or _ASSENT.match(words):
        return _agreed(call, standing, number, asked, question, firm=not doubtful)
    return standing


def _only_contact(question: str) -> bool:
    """Whether the officer speaks of calls or papers and asks for no payment."""
    asked = plain(question).text
    return bool(_CONTACT.search(asked)) and not _ASKS_PAY.search(asked)


def _speaks_of_paying(standing: _Standing | None, heard: _Heard, words: str, question: str) -> bool:
    """Whether a day that he names is one for paying: not when to call, when to bring papers, or when he thought it was due."""
    if any(_MISTAKEN.search(segment.text) for segment in heard.found.segments) and not heard.named:
        return False
    if _PAYS.search(words):
        return True
    asked = plain(question).text
    if _CONTACT.search(asked) and not heard.named:
        return False
    return bool(_ASKS_PAY.search(asked)) or (standing is not None and bool(standing.judged.sums))


def _ends(heard: _Heard, standing: _Standing | None, words: str) -> bool:
    """Whether he takes back what stands, declines to commit, or says that the day won't do."""
    if _WITHDRAWN.search(words) or any(segment.has("waver") for segment in heard.found.segments):
        return True
    return standing is not None and _kills(heard, standing)


def _kills(heard: _Heard, standing: _Standing) -> bool:
    """He says that the day he named won't do, and names no other."""
    days = {made.by for made in standing.judged.sums}
    said = [mark for mark in heard.found.marks if isinstance(mark, DayMark) and mark.on in days]
    return bool(said) and any(
        segment.has("unable") or segment.cues.dead_day.match(segment.text.partition("D")[2]) for segment in heard.found.segments
    )


def _named(
    call: _Call, standing: _Standing | None, heard: _Heard, number: int, asked: int, question: str, pending: tuple[AmountMark, int] | None
) -> _Standing:
    """He names a day: with its amount, or with the one that he or the officer named before; or the rest of what stands."""
    judged = heard.judged
    if standing and (joined := _joined(standing, judged, number, question)):
        return joined
    rest = any(isinstance(item.mark, AmountMark) and item.mark.kind is AmountKind.REST for item in heard.found.live)
    asks_rest = bool(_ASKS_REST.search(question)) and not heard.named
    if standing and standing.judged.sums and not judged.conditional and (rest or asks_rest):
        return _with_rest(call, standing, judged, number, asked if asks_rest else -1)
    if not heard.named and len(judged.sums) == 1:
        return _day_only(call, standing, judged, number, asked, question, pending)
    return _Standing(judged, (number,))


def _day_only(
    call: _Call,
    standing: _Standing | None,
    judged: Judgement,
    number: int,
    asked: int,
    question: str,
    pending: tuple[AmountMark, int] | None,
) -> _Standing:
    """He names a day without an amount: his own from before, the officer's, the one that stands, or all."""
    if pending is not None:
        return _Standing(_priced(call, judged, pending[0]), (pending[1], number))
    amount = call.proposal(question)[1] if question and not judged.conditional else None
    if amount is not None and amount.kind in {AmountKind.FIGURE, AmountKind.SHARE}:
        return _Standing(_priced(call, judged, amount), (number,), (asked,))
    if standing and len(standing.judged.sums) == 1 and not standing.bare and not standing.judged.conditional:
        moved = replace(standing.judged.sums[0], by=judged.sums[0].by)
        return _Standing(replace(judged, sums=(moved,)), (*standing.turns, number), standing.asked_in)
    return _Standing(judged, (number,), bare=True)


def _priced(call: _Call, judged: Judgement, amount: AmountMark) -> Judgement:
    """The same day with an amount."""
    day = DayMark(0, 0, DayKind.DAY, judged.sums[0].by)
    return replace(judged, sums=tuple(sums_of([Draft(amount, day, ())], call.overdue_minor)))


def _with_rest(call: _Call, standing: _Standing, judged: Judgement, number: int, asked: int) -> _Standing:
    """The rest by another day beside what stands."""
    before = [made for made in standing.judged.sums if made.amount_minor is not None]
    paid = sum(made.amount_minor or 0 for made in before)
    left = call.overdue_minor - paid if call.overdue_minor is not None else None
    added = Sum(left, judged.sums[-1].by, known=left is not None and left > 0)
    both = replace(judged, sums=(*before, added), firm=judged.firm and standing.judged.firm)
    return _Standing(both, (*standing.turns, number), (*standing.asked_in, asked) if asked >= 0 else standing.asked_in)


def _amount_only(call: _Call, standing: _Standing | None, amount: AmountMark, number: int, asked: int, question: str) -> _Standing | None:
    """He names an amount: for the day that stands, or for the day that the officer asked about."""
    if standing and len(standing.judged.sums) == 1:
        return _Standing(_priced(call, standing.judged, amount), (*standing.turns, number), standing.asked_in)
    offered = call.proposal(question)[0] if question else []
    if len(offered) == 1 and offered[0].by:
        return _Standing(_priced(call, Judgement((offered[0],), firm=True), amount), (number,), (asked,))
    return standing


def _agreed(call: _Call, standing: _Standing | None, number: int, asked: int, question: str, *, firm: bool) -> _Standing | None:
    """He agrees to what the officer puts to him: a day with or without an amount, or another amount for the day that stands."""
    if not question:
        return standing
    offered, amount = call.proposal(question)
    if offered and standing and standing.judged.sums and _recapped(standing, offered):
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
        return _Standing(Judgement(tuple(offered), firm=firm), (*before, number), (asked,))
    if amount is not None and standing and len(standing.judged.sums) == 1 and not _FACT.search(question):
        return _Standing(replace(_priced(call, standing.judged, amount), firm=firm), (*standing.turns, number), (asked,))
    if standing and not firm:
        return replace(standing, judged=replace(standing.judged, firm=False))
    return standing


def _same(standing: _Standing, offered: list[Sum]) -> bool:
    return {made.by for made in standing.judged.sums} == {made.by for made in offered}


def _joined(standing: _Standing, judged: Judgement, number: int, question: str) -> _Standing | None:
    """What he names put together with what stands, where it says it again, goes on from it or dates it; else None."""
    turns = (*standing.turns, number)
    if len(standing.judged.sums) > 1 and _restates(standing, judged):
        return replace(standing, turns=turns)
    if not judged.conditional and _ASKS_MORE.search(plain(question).text) and _goes_on(standing, judged):
        both = replace(judged, sums=(*standing.judged.sums, *judged.sums), firm=judged.firm and standing.judged.firm)
        return _Standing(both, turns, standing.asked_in)
    undated = standing.judged.conditional and bool(standing.judged.sums) and not standing.judged.sums[0].by
    if undated and len(judged.sums) == 1:
        return _Standing(replace(judged, conditional=True, firm=False), turns, standing.asked_in)
    return None


def _recapped(standing: _Standing, offered: list[Sum]) -> bool:
    """Whether the officer only says again what stands; naming the amount for a bare day adds to it."""
    held, said = standing.judged.sums, {made.by for made in offered}
    if not said & {made.by for made in held}:
        return False
    adds = len(held) == len(offered) == 1 and held[0].amount_minor is None and offered[0].amount_minor is not None
    return not adds


def _restates(standing: _Standing, judged: Judgement) -> bool:
    """Whether every payment that he names is one that stands."""
    held = {made.by: made.amount_minor for made in standing.judged.sums}
    return all(made.by in held and made.amount_minor in (None, held[made.by]) for made in judged.sums)


def _goes_on(standing: _Standing, judged: Judgement) -> bool:
    """Whether what he names comes after what stands, with amounts on both sides."""
    held = [made.by for made in standing.judged.sums if made.by and made.amount_minor is not None]
    said = [made.by for made in judged.sums if made.by and made.amount_minor is not None]
    return bool(held and said) and len(said) == len(judged.sums) and min(said) > max(held)
