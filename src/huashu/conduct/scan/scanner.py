"""Apply the phrase rules to one remark.

A frame that matches is a suspicion; a guard clears it: the act is denied, forbidden, reported of somebody else, asked about or
warned of. Guards look only where they reach: a negation governs its clause and what hangs on it, so "不是吓你，明天就去你家砸门"
stays a threat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from huashu.conduct.scan.figures import FIGURES
from huashu.conduct.scan.patterns import Frame
from huashu.conduct.scan.phrases import Group, Guard, Phrases, Rule, When
from huashu.conduct.scan.remark import Breach, CaseFacts, Remark
from huashu.language.plain import Plain, is_traditional, plain

_PACK_OF_CURRENCY: Final = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "USD": "US", "GBP": "UK"}
_HAN: Final = re.compile(r"[㐀-鿿]")
_CARRIES_ON: Final = re.compile(r"\s*(?:或者?是?|以及|还有|也不|or|nor|and(?! (?:i|we|you|he|she|they|it|that)\b))(?![a-z])")
_SUBJECT: Final = re.compile(r"[我你他谁它]|公司|(?<![a-z])(?:i|we|you|he|she|they|it|i'll|we'll|you'll)(?![a-z])")
TRIES_MAX: Final = 40
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
    for rule, group, start, end in _suspicions(remark, words, phrases):
        key = (rule.label, words.sentence(start)[0])
        begin, quote = words.quote(start, end)
        if key not in seen and quote:
            seen.add(key)
            law, citation = rule.law[pack]
            yield Breach(rule.label, quote, offset + begin, law, citation, f"{rule.label}/{group.name}")


def _suspicions(remark: Remark, words: Plain, phrases: Phrases) -> Iterator[tuple[Rule, Group, int, int]]:
    """Matches that no guard clears, rule by rule and group by group."""
    for number in phrases.sieve.passing(words.text):
        trial = phrases.trials[number]
        if _holds(trial.group.when, remark):
            found = (
                _figures(trial.group, remark, words) if trial.frame is None else _matches(trial.frame, trial.group, words, phrases.guards)
            )
            for start, end in found:
                yield trial.rule, trial.group, start, end


def _figures(group: Group, remark: Remark, words: Plain) -> Iterator[tuple[int, int]]:
    for start, end in FIGURES[group.figures or ""](remark, words):
        if not any(_clears(guard, words, start, start, end) for guard in group.guards):
            yield start, end


def _matches(frame: Frame, group: Group, words: Plain, shared: tuple[Guard, ...]) -> Iterator[tuple[int, int]]:
    guards = (*shared, *group.guards) if frame.guarded else group.guards
    position = 0
    for _ in range(TRIES_MAX):
        match = frame.pattern.search(words.text, position)
        if match is None or match.end() == match.start():
            return
        act = match.start("act") if "act" in frame.pattern.groupindex and match.start("act") >= 0 else match.start()
        if any(_clears(guard, words, match.start(), act, match.end()) for guard in guards):
            position = match.start() + 1
        else:
            yield match.start(), match.end()
            position = match.end()


def _clears(guard: Guard, words: Plain, start: int, act: int, end: int) -> bool:
    begin, stop = _reach(guard.scope, words, start, act, end)
    part = words.text[begin:stop]
    for frame in guard.mask:
        part = frame.pattern.sub(lambda match: "#" * len(match.group()), part)
    for frame in guard.ends:
        cuts = [match.end() for match in frame.pattern.finditer(part)]
        part = part[max(cuts) :] if cuts else part
    return any(frame.pattern.search(part) for frame in guard.frames)


def _reach(scope: str, words: Plain, start: int, act: int, end: int) -> tuple[int, int]:
    """The part of the text in which a guard is looked for."""
    text, last = len(words.text), max(start, end - 1)
    sentence_end, clause_end = words.sentence(last)[1], words.clause(last)[1]
    reaches: dict[str, Callable[[], tuple[int, int]]] = {
        "text": lambda: (0, text),
        "sentence": lambda: (words.sentence(start)[0], sentence_end),
        "sentence_before": lambda: (words.sentence(start)[0], act),
        "next_sentence": lambda: (sentence_end, words.sentence(sentence_end)[1] if sentence_end < text else text),
        "before": lambda: (_governed_from(words, act), act),
        "clause": lambda: (words.clause(start)[0], clause_end),
        "after": lambda: (act, words.clause(clause_end)[1] if clause_end < sentence_end else clause_end),
    }
    return reaches[scope]()


def _governed_from(words: Plain, act: int) -> int:
    """Where the reach of a negation begins that may govern the act: its clause, and clauses before that it carries on."""
    begin = words.clause(act)[0]
    floor = words.sentence(act)[0]
    carries = _CARRIES_ON.match(words.text, begin)
    while begin > floor and carries:
        begin = words.clause(begin - 1)[0]
        own = words.text[begin : words.clause(begin)[1]]
        carries = _CARRIES_ON.match(own) or (None if _SUBJECT.search(own) else re.match("", own))
    return begin


def _holds(when: When, remark: Remark) -> bool:
    if when.to and remark.to not in when.to:
        return False
    if when.call_kinds and remark.call_kind not in when.call_kinds:
        return False
    return all(_fact(remark.case, *pair) for pair in when.case) and not any(_fact(remark.case, *pair) for pair in when.unless_case)


def _fact(case: CaseFacts, name: str, wanted: object) -> bool:
    value = getattr(case, name)
    if wanted == "positive":
        return value is not None and value > 0
    if wanted == "zero":
        return value == 0 and value is not None
    return value is wanted


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
