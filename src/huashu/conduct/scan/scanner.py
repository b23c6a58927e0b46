"""Find forbidden words in one remark: what frames suspect and no guard clears, and what the weights have learnt to hear.

The weights also doubt: a frame whose words they know from innocent remarks isn't believed. What turns on figures, on who listens or on
what was asked for is left to the frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from huashu.conduct.scan.phrases import Phrases
from huashu.conduct.scan.remark import Breach, Remark
from huashu.conduct.scan.suspicion import suspicions
from huashu.conduct.scan.weighing import runs_of
from huashu.language.plain import is_traditional, plain

_PACK_OF_CURRENCY: Final = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "USD": "US", "GBP": "UK"}
_HAN: Final = re.compile(r"[㐀-鿿]")
LEARNT: Final = "learnt"
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
    for run in runs_of(remark, words, suspected):
        for each in run.breaches(phrases.rules):
            key = (each.rule.label, words.sentence(each.start)[0])
            begin, quote = words.quote(each.start, each.end)
            if key not in seen and quote:
                seen.add(key)
                law, citation = each.rule.law[pack]
                name = each.group.name if each.group else LEARNT
                yield Breach(each.rule.label, quote, offset + begin, law, citation, f"{each.rule.label}/{name}")


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
