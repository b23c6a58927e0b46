"""Asking for a person by name: how that sounds, given the name in the file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from huashu.language.plain import plain
from huashu.review.transcript import Transcript


def asked_by_name(transcript: Transcript) -> re.Pattern[str] | None:
    """What a question by the customer's name looks like in plain text; None if the file has no name."""
    return _pattern(plain(transcript.case.customer_name).text, transcript.language)


@lru_cache(maxsize=4096)
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    """A question by the customer's name."""
    if len(name) < 2:
        return None
    if language == "en":
        words = "|".join(re.escape(word) for word in name.split() if len(word) > 1)
        return re.compile(
            rf"(?:is (?:this|that)|speak(?:ing)? (?:to|with)|talk(?:ing)? (?:to|with)|looking for|trying to reach|do i have|is it)"
            rf"[^.?!]{{0,24}}\b(?:{words})\b|\b(?:{words})(?:,? (?:please|right|is it|speaking|correct|there|in|available|around|home))?\?"
        )
    surname = re.escape(name[:1])
    called = rf"(?:{re.escape(name)}|{re.escape(name[1:])}|{surname}(?:先生|女士|小姐|太太|老板|师傅|总|大哥|大姐))"
    return re.compile(
        rf"{called}(?:先生|女士|小姐|太太|本人|师傅|老板)?(?:本人)?(?:在吗|在不在|吗|吧|么|嘛|对吧|对吗|是吗|是吧|对不对|？|\?)|"
        rf"(?:请问|是不是|你是|找一下|我找|我想找|麻烦找|请叫|是叫|喂，?是|系){called}"
    )


ASKS: Final = re.compile(r"[?？]|吗|吧|么|嘛|呢|是不是|请问|找|是(?:谁|哪位)|is (?:this|that)|speak|talk|looking for|reach|\bconfirm")
