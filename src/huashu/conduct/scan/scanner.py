"""Find forbidden words in one remark: what frames suspect and no guard clears, and what the weights have learnt to hear.

The weights also doubt: a frame whose words they know from innocent remarks isn't believed. What turns on figures, on who listens or on
what was asked for is left to the frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from huashu.conduct.scan.learnt import BY_FRAMES, learnt, pieces_of
from huashu.conduct.scan.phrases import Phrases, Rule
from huashu.conduct.scan.remark import Breach, Remark
from huashu.conduct.scan.suspicion import Suspicion, holds, suspicions
from huashu.language.plain import Plain, is_traditional, plain

_PACK_OF_CURRENCY: Final = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "USD": "US", "GBP": "UK"}
_HAN: Final = re.compile(r"[㐀-鿿]")
SURE: Final = 0.38
"""From which strength on the weights are believed by themselves."""
GRAVE: Final = frozenset({"threat_violence", "impersonate_official", "third_party_pressure"})
SURE_GRAVE: Final = 0.45
"""The same for breaches that nobody is called guilty of lightly."""
SECOND: Final = 0.55
"""The same where a breach has been found already: one act has one label, unless two definitions plainly hold."""
DOUBTED: Final = 0.3
"""Below which strength a frame isn't believed either."""
RUN: Final = {"zh": 90, "en": 280}
LEARNT: Final = "learnt"
_RATE: Final = re.compile(r"%|百分之|\bper ?cent\b|[0-9一二三四五六七八九十半]厘|[零一二三四五六七八九十]点[零一二三四五六七八九]")
PART: Final = 300
OVERLAP: Final = 100
_UNMARKED: Final = re.compile(r"[^。！？!?；;，,.:：\n]{320,}")


def scan(remark: Remark, phrases: Phrases) -> tuple[Breach, ...]:
    """Find forbidden words.

    Args:
        remark: The words and what is known of the case.
        phrases: The rules, from :func:`huashu.conduct.scan.phrases_load`.

    Returns:
        Breaches in the order of the text, at most one of a label in each sentence; empty if the words are innocent.
    """
    found: dict[tuple[str, int], Breach] = {}
    for offset, part in _parts(remark.text):
        for breach in _scan_part(replace(remark, text=part), offset, phrases):
            found.setdefault((breach.id, breach.start), breach)
    return tuple(sorted(found.values(), key=lambda breach: (breach.start, breach.id)))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A text as it is read: one without marks for very long, as recognisers write, in overlapping pieces, which bounds the cost."""
    start = 0
    for match in [*_UNMARKED.finditer(text)]:
        yield start, text[start : match.start()]
        for at in range(match.start(), match.end(), PART - OVERLAP):
            yield at, text[at : at + PART]
        start = match.end()
    yield start, text[start:]


def _scan_part(remark: Remark, offset: int, phrases: Phrases) -> Iterator[Breach]:
    """Breaches of one piece, at most one of a label in each sentence, placed in the whole text."""
    words = plain(remark.text)
    if not words.text.strip():
        return
    pack = remark.pack or _pack(remark)
    seen: set[tuple[str, int]] = set()
    suspected = list(suspicions(remark, words, phrases))
    for run in _runs(words):
        here = [each for each in suspected if run[0] <= each.start < run[1]]
        strengths = _strengths(remark, words, run, here)
        found = [each for each in here if each.stands and not _doubted(each, strengths, remark, words, here)]
        found += _heard(strengths, found, here, remark, words, run, phrases)
        for each in found:
            key = (each.rule.label, words.sentence(each.start)[0])
            begin, quote = words.quote(each.start, each.end)
            if key not in seen and quote:
                seen.add(key)
                law, citation = each.rule.law[pack]
                name = each.group.name if each.group else LEARNT
                yield Breach(each.rule.label, quote, offset + begin, law, citation, f"{each.rule.label}/{name}")


def language_of(words: Plain) -> str:
    """Whose weights read a text: Chinese as soon as it has a Chinese character."""
    return "zh" if _HAN.search(words.text) else "en"


def _strengths(remark: Remark, words: Plain, span: tuple[int, int], suspected: Iterable[Suspicion]) -> dict[str, float]:
    """How strongly a piece of a text speaks for each breach, with what the frames suspect in it."""
    language = language_of(words)
    fired, cleared = marks_of(suspected)
    return learnt(language).strengths(pieces_of(words.text[slice(*span)], language, remark.call_kind, fired, cleared))


def marks_of(found: Iterable[Suspicion]) -> tuple[frozenset[str], frozenset[str]]:
    """Breaches whose frames find something in a text that no guard clears, and those whose frames find only what one clears."""
    labels = [(each.rule.label, each.stands) for each in found if each.rule.label not in BY_FRAMES]
    fired = frozenset(label for label, stands in labels if stands)
    return fired, frozenset(label for label, _ in labels) - fired


def _doubted(each: Suspicion, strengths: Mapping[str, float], remark: Remark, words: Plain, here: Iterable[Suspicion]) -> bool:
    """Whether the weights speak against what a frame found, in its run and in its sentence; figures and what they don't know stand."""
    label = each.rule.label
    if label not in strengths or strengths[label] >= DOUBTED or (each.group and each.group.figures):
        return False
    start, end = words.sentence(each.start)
    return _strengths(remark, words, (start, end), [other for other in here if start <= other.start < end])[label] < DOUBTED


def _heard(
    strengths: Mapping[str, float],
    found: Sequence[Suspicion],
    here: Iterable[Suspicion],
    remark: Remark,
    words: Plain,
    run: tuple[int, int],
    phrases: Phrases,
) -> Iterator[Suspicion]:
    """What the weights hear in a run beside what frames found, the strongest first."""
    _, cleared = marks_of(here)
    named = {each.rule.label for each in found}
    for rule in sorted(phrases.rules, key=lambda rule: -strengths.get(rule.label, 0)):
        limit = SECOND if named else SURE_GRAVE if rule.label in GRAVE else SURE
        if strengths.get(rule.label, 0) < limit or rule.label in named | cleared or not _may(rule, remark, words.text[slice(*run)]):
            continue
        named.add(rule.label)
        yield Suspicion(rule, None, *_sentence_of(rule.label, remark, words, run))


def _may(rule: Rule, remark: Remark, text: str) -> bool:
    """Whether a breach can be made in this kind of talk, to this person and in this case, as its frames have it.

    Rates that are named are reckoned with, not guessed at.
    """
    if rule.label == "misleading_cost" and _RATE.search(text):
        return False
    return any(holds(group.when, remark) for group in rule.groups if group.frames)


def _runs(words: Plain) -> Iterator[tuple[int, int]]:
    """A text in runs of whole sentences about as long as the remarks that the weights were learnt from."""
    most = RUN[language_of(words)]
    begin = 0
    for start, end in zip(words.sentences, [*words.sentences[1:], len(words.text)], strict=True):
        if start > begin and end - begin > most:
            yield begin, start
            begin = start
    yield begin, len(words.text)


def _sentence_of(label: str, remark: Remark, words: Plain, run: tuple[int, int]) -> tuple[int, int]:
    """The sentence of a run that speaks most for a breach."""
    starts = [start for start in words.sentences if run[0] <= start < run[1]]
    spans = list(zip(starts, [*starts[1:], run[1]], strict=True))
    if len(spans) == 1:
        return spans[0]
    return max(spans, key=lambda span: (_strengths(remark, words, span, ())[label], -span[0]))


def _pack(remark: Remark) -> str:
    """Whose law is cited when nobody says: by currency, else by language and script."""
    known = _PACK_OF_CURRENCY.get(remark.case.currency or "")
    if known:
        return known
    if remark.language == "en" or not _HAN.search(remark.text):
        return "UK" if re.search(r"£|quid|solicitor|county court", remark.text, re.IGNORECASE) else "US"
    if remark.language == "zh-Hant" or (remark.language == "zh" and is_traditional(remark.text)):
        return "HK" if re.search(r"[唔嘅哋佢冇嚟]|港幣|港元", remark.text) else "TW"
    return "CN"
