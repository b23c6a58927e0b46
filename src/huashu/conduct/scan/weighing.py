"""Frames and weights together: which suspicions stand, and what the weights hear beside them.

The weights also doubt: a frame whose words they know from innocent remarks isn't believed. What a guard clears, or the kind of talk, the
listener or the case excuses, they don't name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huashu.conduct.scan.learnt import BY_FRAMES, learnt, pieces_of
from huashu.conduct.scan.phrases import Rule
from huashu.conduct.scan.remark import Remark
from huashu.conduct.scan.suspicion import Suspicion, holds
from huashu.language.plain import Plain

SURE: Final = 0.45
"""From which strength on the weights are believed by themselves."""
GRAVE: Final = frozenset({"threat_violence", "impersonate_official", "third_party_pressure"})
SURE_GRAVE: Final = 0.5
"""The same for breaches that nobody is called guilty of lightly."""
SECOND: Final = 0.55
"""The same where a breach has been found already: one act has one label, unless two definitions plainly hold."""
DOUBTED: Final = 0.27
"""Below which strength a frame isn't believed either."""
RUN: Final = {"zh": 90, "en": 280}
_RATE: Final = re.compile(r"%|百分之|\bper ?cent\b|[0-9一二三四五六七八九十半]厘|[零一二三四五六七八九十]点[零一二三四五六七八九]")
_HAN: Final = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of whole sentences, weighed together.

    Args:
        remark: What it belongs to.
        words: The remark made plain.
        start: Where it begins in the plain text.
        end: Where it ends.
        suspected: What the frames suspect in it.
    """

    remark: Remark
    words: Plain
    start: int
    end: int
    suspected: tuple[Suspicion, ...]

    def breaches(self, rules: Iterable[Rule]) -> list[Suspicion]:
        """Suspicions that stand, then what only the weights hear.

        Args:
            rules: All rules, in their order.
        """
        strengths = self.strengths()
        found = [each for each in self.suspected if each.stands and not self._doubted(each, strengths)]
        return [*found, *self._heard(strengths, {each.rule.label for each in found}, rules)]

    def strengths(self) -> dict[str, float]:
        """How strongly it speaks for each breach, with what the frames suspect."""
        language = language_of(self.words)
        fired, cleared = marks_of(self.suspected)
        return learnt(language).strengths(pieces_of(self._text, language, self.remark.call_kind, fired, cleared))

    @property
    def _text(self) -> str:
        return self.words.text[self.start : self.end]

    def _doubted(self, each: Suspicion, strengths: dict[str, float]) -> bool:
        """Whether the weights speak against what a frame found, here and in its sentence; figures and what they don't know stand."""
        label = each.rule.label
        if label not in strengths or strengths[label] >= DOUBTED or (each.group and each.group.figures):
            return False
        return self._part(*self.words.sentence(each.start)).strengths()[label] < DOUBTED

    def _part(self, start: int, end: int) -> Run:
        return Run(self.remark, self.words, start, end, tuple(each for each in self.suspected if start <= each.start < end))

    def _heard(self, strengths: dict[str, float], named: set[str], rules: Iterable[Rule]) -> Iterator[Suspicion]:
        """What only the weights hear, the strongest first."""
        _, cleared = marks_of(self.suspected)
        for rule in sorted(rules, key=lambda rule: -strengths.get(rule.label, 0)):
            limit = SECOND if named else SURE_GRAVE if rule.label in GRAVE else SURE
            if strengths.get(rule.label, 0) >= limit and rule.label not in named | cleared and self._may(rule):
                named.add(rule.label)
                yield Suspicion(rule, None, *self._sentence_of(rule.label))

    def _may(self, rule: Rule) -> bool:
        """Whether a breach can be made in this kind of talk, to this person and in this case, as its frames have it.

        Rates that are named are reckoned with, not guessed at.
        """
        if rule.label == "misleading_cost" and _RATE.search(self._text):
            return False
        return any(holds(group.when, self.remark) for group in rule.groups if group.frames)

    def _sentence_of(self, label: str) -> tuple[int, int]:
        """The sentence that speaks most for a breach."""
        starts = [start for start in self.words.sentences if self.start <= start < self.end]
        spans = list(zip(starts, [*starts[1:], self.end], strict=True))
        return spans[0] if len(spans) == 1 else max(spans, key=lambda span: (self._part(*span).strengths()[label], -span[0]))


def runs_of(remark: Remark, words: Plain, suspected: Sequence[Suspicion]) -> Iterator[Run]:
    """A text in runs of whole sentences about as long as the remarks that the weights were learnt from.

    Args:
        remark: What is read.
        words: The remark made plain.
        suspected: What the frames suspect in it.
    """
    most = RUN[language_of(words)]
    begin = 0
    for start, end in zip(words.sentences, [*words.sentences[1:], len(words.text)], strict=True):
        if start > begin and end - begin > most:
            yield Run(remark, words, begin, start, tuple(each for each in suspected if begin <= each.start < start))
            begin = start
    yield Run(remark, words, begin, len(words.text), tuple(each for each in suspected if each.start >= begin))


def marks_of(suspected: Iterable[Suspicion]) -> tuple[frozenset[str], frozenset[str]]:
    """Breaches whose frames find something that stands, and those whose frames find only what doesn't."""
    labels = [(each.rule.label, each.stands) for each in suspected if each.rule.label not in BY_FRAMES]
    fired = frozenset(label for label, stands in labels if stands)
    return fired, frozenset(label for label, _ in labels) - fired


def language_of(words: Plain) -> str:
    """Whose weights read a text: Chinese as soon as it has a Chinese character."""
    return "zh" if _HAN.search(words.text) else "en"
