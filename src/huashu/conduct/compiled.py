"""What bears on one kind of contact: the provisions of all packs that can speak of it, picked out once.

Everything that actor, purpose, lender, loan, channel and addressee settle is settled here, so that a single contact asks only for
what can differ: its facts, the clock and the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from huashu.conduct.contact import PlannedContact
from huashu.conduct.kinds.conditions import Condition, Conditions
from huashu.conduct.kinds.measure import Measure
from huashu.conduct.situation import Pack, Situation
from huashu.conduct.verdict import FiredRule, Ruling, Text
from huashu.conduct.words import CHANNEL_WORDS, PERSON_WORDS, PLACE_WORDS, early_words, zone_words

if TYPE_CHECKING:
    from huashu.conduct.lawbook.rule import Provision, Rule, RuleValue

ZONE_FACT = "contact.timezone"
LENDER_FACT = "lender_type"
MOMENT_FACT = "contact.at"
"""What held at a moment before a rule's first day: the lawbook doesn't say, so the answer is unknown, never allowed."""
REMEMBERED: Final = 4096
"""Sentences that one provision remembers."""


class Speaker:
    """One provision of one rule, ready to speak of one kind of contact.

    Args:
        rule: Its rule.
        citation: Where it stands.
        provision: The provision.
        pack: Its pack.
        is_open: True if it binds only some kinds of lender and nobody has named this one.
        before: Its rule's first day, if the contact lies before it; None if the rule is in force.
        unless: Excuses that can still hold for this kind of contact.
    """

    __slots__ = (
        "_asks", "_said", "_sentences", "answer", "before", "citation", "is_open", "measure", "pack", "provision", "questions",
        "rule", "unless",
    )  # fmt: skip

    def __init__(
        self,
        rule: Rule,
        citation: str,
        provision: Provision,
        pack: Pack,
        unless: tuple[tuple[Condition, ...], ...],
        *,
        is_open: bool,
        before: date | None = None,
    ) -> None:
        self.rule = rule
        self.citation = citation
        self.provision = provision
        self.pack = pack
        self.is_open = is_open
        self.before = before
        self.answer = provision.answer
        self.measure: Measure | None = provision.measure
        self.questions = provision.when.questions
        self.unless = unless
        self._asks = provision.asks
        self._sentences: dict[tuple[object, ...], Text] = {}
        # A sentence without words in braces is the same each time.
        self._said = None if "{" in provision.why.zh + provision.why.en else self._fired(provision.answer, provision.why, ())

    def speaks(self, situation: Situation) -> FiredRule | None:
        """What it says of a contact; None if it stays silent."""
        missing: tuple[str, ...] = ()
        for question in self.questions:
            answer = question.holds(situation)
            if answer:
                continue
            if answer is None and question.path in self._asks:
                missing += (question.path,)
            else:
                return None
        if self.unless and self._excused(situation):
            return None
        if self.measure is None:
            if self._said is not None and not missing and not self.is_open and self.before is None:
                return self._said
            return self._ruled(situation, {}, missing)
        return self._measured(situation, self.measure, missing)

    def _measured(self, situation: Situation, measure: Measure, missing: tuple[str, ...]) -> FiredRule | None:
        zones, is_known = situation.zones(self.pack)
        minute = situation.minute
        refusing = [zone for zone in zones if measure.refuses(situation, zone, minute)]
        if not refusing:
            return None
        if not is_known and len(refusing) < len(zones) and self.answer is not Ruling.WARN:
            missing += (ZONE_FACT,)
        return self._ruled(situation, measure.words(situation, refusing[0], minute), missing)

    def _ruled(self, situation: Situation, words: dict[str, object], missing: tuple[str, ...]) -> FiredRule:
        if self.is_open and (missing or self.answer is not Ruling.WARN):
            missing = (LENDER_FACT, *missing)
        said = self._sentence(situation, words)
        if self.before is not None:
            missing = (MOMENT_FACT, *missing)
            said = Text(*(sentence + early for sentence, early in zip(said, early_words(self.before), strict=True)))
        ruling = Ruling.UNKNOWN if missing else self.answer
        return self._fired(ruling, said, missing)

    def holds_back(self, situation: Situation) -> bool:
        """True if its conditions hold, so that only the clock or the calendar keeps it silent."""
        for question in self.questions:
            if not question.holds(situation):
                return False
        return not (self.unless and self._excused(situation))

    def opens(self, situation: Situation, minute: int) -> int | None:
        """The first minute from ``minute`` on at which it is silent in every zone in play; None if none comes."""
        assert self.measure is not None
        for zone in situation.zones(self.pack)[0]:
            moved = self.measure.opens(situation, zone, minute)
            if moved is None:
                return None
            minute = moved
        return minute

    def _excused(self, situation: Situation) -> bool:
        for group in self.unless:
            for question in group:
                if not question.holds(situation):
                    break
            else:
                return True
        return False

    def _sentence(self, situation: Situation, words: dict[str, object]) -> Text:
        """The sentence in both languages; one with the same words in braces as before is remembered."""
        key = (situation.place, *words.values())
        said = self._sentences.get(key)
        if said is None:
            if len(self._sentences) >= REMEMBERED:
                self._sentences.clear()
            said = self._sentences[key] = self._filled(situation, words)
        return said

    def _filled(self, situation: Situation, words: dict[str, object]) -> Text:
        why = self.provision.why
        said = []
        for language, sentence in enumerate(why):
            if "{" not in sentence:
                said.append(sentence)
                continue
            usual: dict[str, object] = {
                "channel": CHANNEL_WORDS[situation.channel][language],
                "person": PERSON_WORDS[situation.to][language],
                "place": PLACE_WORDS[situation.place or "other"][language],
            }
            if "zone" in words:
                usual["zone"] = zone_words(str(words["zone"]))[language]
            filled = sentence.format_map(words | usual)
            said.append(filled[:1].upper() + filled[1:])
        return Text(*said)

    def _fired(self, ruling: Ruling, why: Text, missing: tuple[str, ...]) -> FiredRule:
        return FiredRule(self.rule.id, ruling, self.citation, why, self.rule.severity, missing)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The speakers of one kind of contact.

    Args:
        packs: Packs in the order of the contact.
        binding: Packs of which at least one rule binds, or may bind.
        speakers: Who may speak.
        waiting: Those of them that only time can silence.
        early: What is said for packs of which no rule is in force yet.
        scope: What is said if no pack binds.
    """

    packs: tuple[Pack, ...]
    binding: tuple[Pack, ...]
    speakers: tuple[Speaker, ...]
    waiting: tuple[Speaker, ...]
    early: tuple[FiredRule, ...]
    scope: tuple[FiredRule, ...]


def compiled(planned: PlannedContact, packs: Sequence[Pack], rules: Sequence[Sequence[Rule]], on: date) -> Compiled:
    """Pick out what can speak of a kind of contact.

    Args:
        planned: Any contact of that kind.
        packs: The packs that apply.
        rules: The rules of each.
        on: The date whose values hold.
    """
    binding: list[Pack] = []
    speakers: list[Speaker] = []
    early: list[FiredRule] = []
    scope: list[FiredRule] = []
    for pack, own in zip(packs, rules, strict=True):
        held = [one for rule in own if (one := _held(rule, planned, pack, on)) is not None]
        for each in held:
            scope += _scope(each)
            speakers += _speakers(each, planned, pack)
        deciding = [each for each in held if each.rule.carries_pack and any(one.kind != "scope" for one in each.value.provisions)]
        if deciding:
            binding.append(pack)
            if all(each.before is not None for each in deciding):
                early.append(_not_yet(min(deciding, key=lambda each: each.value.valid_from)))
    waiting = tuple(
        each
        for each in speakers
        if each.measure is not None and each.answer is Ruling.DENY_UNTIL and not each.is_open and each.before is None
    )
    return Compiled(tuple(packs), tuple(dict.fromkeys(binding)), tuple(speakers), waiting, tuple(early), tuple(scope))


@dataclass(frozen=True, slots=True)
class _Held:
    """A rule that binds or may bind, with the value that speaks: the one in force, or the first, where that comes later."""

    rule: Rule
    value: RuleValue
    bound: bool | None
    before: date | None


def _held(rule: Rule, planned: PlannedContact, pack: Pack, on: date) -> _Held | None:
    value, before = rule.value_on(on), None
    if value is None and not pack.follows and on < rule.values[0].valid_from:
        # The lender's own rules simply weren't there before they were made; of the law nobody knows what it said.
        value, before = rule.values[0], rule.values[0].valid_from
    if value is None or not value.provisions:
        return None
    bound = rule.bound(planned.actor, planned.purpose, planned.lender_type, planned.product)
    return None if bound is False else _Held(rule, value, bound, before)


def _scope(held: _Held) -> Iterator[FiredRule]:
    for provision in held.value.provisions:
        if provision.kind == "scope" and held.bound:
            yield FiredRule(held.rule.id, Ruling.NOT_APPLICABLE, held.value.citation, provision.why, held.rule.severity)


def _speakers(held: _Held, planned: PlannedContact, pack: Pack) -> Iterator[Speaker]:
    for provision in held.value.provisions:
        if provision.kind == "scope" or not _fits(provision.when, planned) or (held.before and provision.answer is Ruling.WARN):
            continue
        unless = tuple(group.questions for group in provision.unless if _fits(group, planned))
        yield Speaker(held.rule, held.value.citation, provision, pack, unless, is_open=held.bound is None, before=held.before)


def _not_yet(held: _Held) -> FiredRule:
    """That no rule of a pack is in force yet."""
    why = Text(*(sentence.strip() for sentence in early_words(held.value.valid_from)))
    return FiredRule(held.rule.id, Ruling.UNKNOWN, held.value.citation, why, held.rule.severity, (MOMENT_FACT,))


def _fits(conditions: Conditions, planned: PlannedContact) -> bool:
    contact = planned.contact
    return conditions.fixed.hold(contact.channel, contact.to, planned.purpose)
