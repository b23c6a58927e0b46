"""Sentences that come in Chinese and English from the rules, in the reader's language; traditional characters are converted."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils import translation

from huashu.conduct.verdict import Text

_CORRECTIONS: Final = Path(__file__).resolve().parents[1] / "locale" / "zh_Hant.corrections.txt"


def said(text: Text) -> str:
    """A text of the rules for the reader of the page."""
    language = translation.get_language() or "zh-hans"
    if language == "en":
        return text.en
    return traditional(text.zh) if language == "zh-hant" else text.zh


def chinese(text: str) -> str:
    """A Chinese text (a citation, a quote of the law) for the reader of the page."""
    return traditional(text) if translation.get_language() == "zh-hant" else text


@lru_cache(maxsize=4096)
def traditional(text: str) -> str:
    """Simplified Chinese in traditional characters, with the desk's own corrections."""
    converted: str = _converter()(text)
    for found, wanted in _corrections():
        converted = converted.replace(found, wanted)
    return converted


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - its tables load when a reader of traditional Chinese asks

    convert: Callable[[str], str] = OpenCC("s2twp").convert
    return convert


@lru_cache(maxsize=1)
def _corrections() -> tuple[tuple[str, str], ...]:
    lines = (line.strip() for line in _CORRECTIONS.read_text(encoding="utf-8").splitlines())
    pairs = (tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
    return tuple(sorted(((found, wanted) for found, wanted in pairs), key=lambda pair: -len(pair[0])))
