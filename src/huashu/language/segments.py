"""An utterance in segments: what each piece between two pauses says, and which of its days and amounts are about paying.

Roles are given segment by segment from cues, then corrected by what stands right before and after a mark, so that unpunctuated speech
reads the
same. A day or amount without a paying role is left out of account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from huashu.language.cues import Cues
from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark, Mark, masked


@dataclass(frozen=True, slots=True)
class Item:
    """A mark with its place.

    Args:
        mark: The day or amount.
        place: Where it stands in the masked text.
        segment: The number of its segment.
        income: It is the day on which money comes in, not yet one of paying.
    """

    mark: Mark
    place: int
    segment: int
    income: bool = False


@dataclass
class Segment:
    """A piece of the masked text between two pauses.

    Args:
        number: Its place in the utterance, from 0.
        start: Where it starts in the masked text.
        text: It, without the punctuation at its end.
        asks: It ends with a question mark.
        ends: It ends a sentence.
        cues: The patterns of the language.
        items: Its marks.
        known: Cues that were looked for, and whether they hold.
    """

    number: int
    start: int
    text: str
    asks: bool
    ends: bool
    cues: Cues
    items: list[Item] = field(default_factory=list)
    known: dict[str, bool] = field(default_factory=dict, repr=False)

    def has(self, cue: str) -> bool:
        """Whether a cue holds in this segment."""
        known = self.known.get(cue)
        if known is None:
            known = self.known[cue] = getattr(self.cues, cue).search(self.text) is not None
        return known

    @property
    def pays(self) -> bool:
        """Whether it speaks of paying, by a verb or an amount."""
        return self.has("pay")

    @property
    def if_(self) -> bool:
        """Whether it makes a condition on something outside."""
        return self.has("condition") and not self.has("mild")

    @property
    def by_others(self) -> bool:
        """Whether somebody else pays or says so, and not the speaker."""
        return self.has("third") and not self.has("own")

    @cached_property
    def residue(self) -> int:
        """How many words (English) or characters (Chinese) it has beside marks and small words."""
        return _words(self.text)

    @cached_property
    def pays_by_verb(self) -> bool:
        """Whether it speaks of paying by a verb."""
        return self.pays_after(0)

    @property
    def chinese(self) -> bool:
        """Whether it has Chinese characters or nothing but marks."""
        return bool(_HAN.search(self.text)) or not _WORD.search(self.text)

    def pays_after(self, place: int) -> bool:
        """Whether it speaks of paying by a verb from a place on."""
        return any(found.group() not in {"A", "F"} for found in self.cues.pay.finditer(self.text, place))

    def words_left(self, cue: str) -> int:
        """How many words it has beside small ones, marks and a cue."""
        return _words(getattr(self.cues, cue).sub("", self.text))

    @property
    def loose_words(self) -> int:
        """How many words it has that neither hedge nor ask nor accept a day."""
        text = self.text
        for cue in ("hedge", "offer", "tag", "accepts"):
            text = getattr(self.cues, cue).sub("", text)
        return _words(text)

    def supposes(self, segments: list[Segment]) -> bool:
        """Whether it only supposes a payment, to ask what would follow (要是五号还，滞纳金多少)."""
        if not self.has("condition") and not self.has("suppose"):
            return False
        after = segments[self.number : self.number + 2]
        return any(other.has("inquiry") and not other.has("third") for other in after)

    def has_kind(self, *letters: str) -> bool:
        """Whether it holds a mark of one of these letters."""
        return any(item.mark.letter in letters for item in self.items)


_STOP: Final = re.compile(r"[.。！!?？]")
_LETTERS: Final = re.compile(r"[A-Z]")
_HAN: Final = re.compile(r"[㐀-鿿]")
_WORD: Final = re.compile(r"[a-z']+")
_SMALL_WORDS: Final = re.compile(
    r"[吧呢啊呀嘛啦了的哦喔哈呗咯]|我们|我|你们?|就|那|都|也|是|在|肯定|一定|绝对|保证|行|好|可以|没问题|放心|真的|之前|给|最[迟晚]|"
    r"定|那么|这样|这|个|"
    r"\b(?:by|on|the|a|an|i|i'll|it|it's|is|for|you|yes|yeah|yep|ok|okay|so|well|then|and|about|sure|definitely|promise|swear|"
    r"absolutely|at|latest|no|later|than|please|sir|ma'am|mate|love|man|until|till|make|that|of|this|to|just|all)\b"
)


def _words(text: str) -> int:
    bare = _SMALL_WORDS.sub("", _LETTERS.sub("", text))
    chinese = len(_HAN.findall(bare))
    return chinese or len(_WORD.findall(bare))


def segments_of(text: str, marks: list[Mark], cues: Cues) -> list[Segment]:
    """Cut a text with its marks into segments."""
    letters, stands_for = masked(text, marks)
    segments: list[Segment] = []
    start = 0
    for found in cues.split.finditer(letters):
        if found.end() == 0:
            continue
        _append(segments, letters, start, found.start(), found.group(), cues)
        start = found.end()
    _append(segments, letters, start, len(letters), "", cues)
    for segment, follows in zip(segments[-2::-1], segments[:0:-1], strict=True):
        segment.asks = segment.asks or (follows.asks and not segment.ends)
    for segment in segments:
        places = range(segment.start, segment.start + len(segment.text))
        segment.items = [Item(mark, place, segment.number) for place in places if (mark := stands_for[place]) is not None]
    return segments


def _append(segments: list[Segment], letters: str, start: int, end: int, closing: str, cues: Cues) -> None:
    piece = letters[start:end]
    bare = piece.lstrip()
    if bare.strip():
        segments.append(
            Segment(
                len(segments), start + len(piece) - len(bare), bare, "?" in closing or "？" in closing, bool(_STOP.search(closing)), cues
            )
        )
    elif segments and ("?" in closing or "？" in closing):
        segments[-1].asks = True


def paying(segments: list[Segment]) -> list[Item]:
    """The days and amounts that are about paying, and days on which money comes in, in order."""
    speaks_of_paying = any(segment.pays for segment in segments)
    named = sum(1 for segment in segments if segment.has_kind("D"))
    live: list[Item] = []
    wavered = told = False
    for segment in segments:
        if segment.residue:  # bare days and amounts after "I already paid" belong to it
            told = not segment.chinese and segment.has("paid") and not segment.has_kind("D", "A", "F", "T")
        if segment.has("deny"):
            live = []
        if wavered and segment.has("hedge"):
            continue
        if segment.has("waver") and (rest := _rest_before(segments, segment.number)) is not None:
            live = [item for item in live if item.segment < rest]
            continue
        if segment.has("waver") and not segment.has_kind("R", "S") and not segment.has("more"):
            live = [item for item in live if isinstance(item.mark, AmountMark) and item.segment < segment.number - 2]
            wavered = True
            continue
        if _idle(segment) or segment.supposes(segments):
            continue
        live += [
            Item(item.mark, item.place, item.segment, _comes_in(segment))
            for item in segment.items
            if not (told and not segment.residue) and _counts(segments, segment, item, speaks_of_paying, named)
        ]
    return _prompt(_without_told(segments, live))


def _without_told(segments: list[Segment], live: list[Item]) -> list[Item]:
    """Without sums that only tell what something costs or brings, where another one is named with a day or a verb of paying."""
    amounts = [item for item in live if isinstance(item.mark, AmountMark)]
    if all(_told(segments[item.segment]) for item in amounts):
        return live
    return [item for item in live if not (isinstance(item.mark, AmountMark) and item.mark.letter == "A" and _told(segments[item.segment]))]


def _told(segment: Segment) -> bool:
    """Whether a segment says more than a sum, but neither a day, nor that he pays, nor that it is a further payment."""
    if segment.has_kind("D", "E", "L", "N") or segment.pays_by_verb or segment.has("more") or segment.has("first"):
        return False
    return segment.residue >= (2 if segment.chinese else 3)


def _rest_before(segments: list[Segment], number: int) -> int | None:
    """The segment that names only what remains, right before one or several in which he wavers."""
    at = number - 1
    while at > 0 and segments[at].has("waver"):
        at -= 1
    return at if at >= 0 and _rest_alone(segments[at]) else None


def _rest_alone(segment: Segment) -> bool:
    """Whether a segment names only what remains after what he pays, and no day: of that he may not know, and the other stands."""
    return segment.has_kind("R") and not segment.has_kind("D", "E", "L", "N") and not segment.pays_by_verb


def _prompt(live: list[Item]) -> list[Item]:
    """Without an "at once" that means the day on which money comes in."""
    comes = [item.segment for item in live if item.income]
    return [item for item in live if not (comes and isinstance(item.mark, DayMark) and item.mark.prompt and item.segment >= comes[0])]


def _idle(segment: Segment) -> bool:
    """Whether nothing in a segment can be about paying then."""
    if segment.has("habit") or segment.has("joke"):
        return True
    if segment.has("inquiry") and not segment.has_kind("S") and not segment.if_:
        return not (segment.has("offer") and segment.pays and segment.items)
    return segment.has("deny") or (segment.has("refuse") and not segment.has("not_refuse"))


def _comes_in(segment: Segment) -> bool:
    return (
        segment.has("income")
        and not segment.has("own")
        and not (segment.pays and not segment.by_others and segment.has_kind("A", "F", "R", "C", "T"))
    )


def _counts(segments: list[Segment], segment: Segment, item: Item, speaks_of_paying: bool, named: int) -> bool:  # noqa: FBT001
    inside = item.place - segment.start
    before, after = segment.text[:inside], segment.text[inside + 1 :]
    if isinstance(item.mark, AmountMark):
        return _amount_counts(segment, item.mark, before, after)
    return _day_counts(segments, segment, item.mark, before, after) and (speaks_of_paying or segment.loose_words <= 3 or named == 0)


def _amount_counts(segment: Segment, mark: AmountMark, before: str, after: str) -> bool:
    cues = segment.cues
    if mark.kind not in {AmountKind.ALL, AmountKind.REST} and (cues.amount_before.search(before) or cues.amount_after.match(after)):
        only = sum(1 for item in segment.items if item.mark.letter == "A") == 1
        if not (segment.chinese and only and segment.has_kind("D") and segment.pays_after(len(before) + 1)):
            return False
    if _was_paid(segment, before):
        return False
    if segment.by_others:
        return False
    return not (segment.has("unable") and mark.kind is not AmountKind.REST and not segment.has_kind("D", "N"))


def _day_counts(segments: list[Segment], segment: Segment, mark: DayMark, before: str, after: str) -> bool:
    if mark.kind in {DayKind.VAGUE, DayKind.OPEN, DayKind.PAST} or _dead(segment, before, after):
        return False
    if mark.kind is DayKind.SPAN:
        pleads = any(other.has("plea") or (other.asks and other.has_kind("L")) for other in segments[: segment.number + 1])
        return segment.has("order") and not segment.by_others and not (pleads and not segment.pays_by_verb)
    if segment.has("plea") and not segment.pays_by_verb:
        return False
    if mark.kind is DayKind.SERIES:
        return not (segment.has("income") and not segment.pays_by_verb)
    if mark.kind is DayKind.NOW:
        pays = segment.pays_by_verb or (segment.pays and segment.residue <= 4)
        return pays and not segment.has("unable") and not segment.has("income") and not segment.by_others
    return _named_day_counts(segments, segment, mark)


def _dead(segment: Segment, before: str, after: str) -> bool:
    """Whether what stands right before or after a day says that it isn't one of paying."""
    cues = segment.cues
    dead = cues.dead_day.match(after) or cues.other_day.match(after) or cues.dead_before.search(before)
    return bool(dead) or _was_paid(segment, before)


def _named_day_counts(segments: list[Segment], segment: Segment, mark: DayMark) -> bool:
    if segment.by_others and not segment.has("income"):
        return False
    if segment.pays or segment.has("income") or segment.if_:
        return not (segment.has("unable") and not segment.pays)
    if segment.has("unable") and mark.latest:
        return segment.number + 1 < len(segments) and segments[segment.number + 1].pays_by_verb
    return _bare_counts(segments, segment)


def _was_paid(segment: Segment, before: str) -> bool:
    """Whether a mark belongs to a payment of the past: it stands before or in the words about it, or no other payment follows them."""
    paid = segment.cues.paid.search(segment.text)
    return bool(paid and (paid.end() > len(before) or not segment.pays_after(paid.end())))


def _pays_on_it(segment: Segment) -> bool:
    """Whether a segment says no more than that he pays then (回来就还)."""
    return segment.pays_by_verb and (segment.residue <= 4 or segment.has("at_once")) and not segment.has_kind("D", "C", "O")


def _bare_counts(segments: list[Segment], segment: Segment) -> bool:
    """Whether a day in a segment without a verb of paying is one of paying: not if another act stands there or right after."""
    follows = segments[segment.number + 1] if segment.number + 1 < len(segments) else None
    if segment.has("other") and follows and not segment.ends and _pays_on_it(follows):
        return True
    if segment.has("other") or segment.has("unable"):
        return False
    if follows and not segment.ends and follows.has("other") and not follows.pays and not follows.has_kind("D"):
        return False
    if segment.residue <= (6 if segment.chinese else 5):
        return True
    return bool(follows and not segment.ends and follows.has("own") and not follows.has_kind("D"))
