"""The yearly rate: 厘 and 分 by the month, 个点 and percent by the year."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from huashu.language.figures import figures_find
from huashu.verification.answer import Answer, Judgement
from huashu.verification.compare import Amount, number_verdict
from huashu.verification.cues import is_hedged

_ZERO: Final = re.compile(
    r"免息|零利率|零利息|0利率|0利息|无息|贴息(?!后|完)|(?:没|不(?:用|要|收|算))有?(?:什么)?利息|利息(?:是|为)?(?:零|"
    r"0)(?![.点0-9])|零(?:息|%)|(?<![0-9.])0(?:%|趴)|^零$|"
    r"(?:zero|no|0|0\.0|nought|nil)(?: ?(?:percent|per cent|%|interest|apr|rate|finance))|interest[- ]free|^(?:zero|nothing|0)(?![a-z0-9.])"
)
_ZH_YEAR: Final = re.compile("年息|年利|年化|一年|每年|年(?=[0-9一二三四五六七八九])")
_ZH_MONTH: Final = re.compile(r"月息|月利|每个?月|一个?月|月(?=[0-9一二三四五六七八九])|月费率")
_ZH_DAY: Final = re.compile("日息|日利|每天|一天|每日")
_ZH_SHORT: Final = re.compile(r"(?P<unit>厘|分)(?P<rest>[一二三四五六七八九0-9]|半)?(?![之期])")
_EN_MONTH: Final = re.compile(r"(?:a|per|each|every) month|monthly")
_EN_FRACTION: Final = re.compile(r"(?P<half>,? and a half)|(?P<quarter>,? and (?:a|one) quarter)|(?P<three>,? and three[- ]quarters)")
_HALF_PERCENT: Final = re.compile(r"half (?:a )?(?:percent|per cent|point)")
_TENTHS: Final = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "半": 5, **{str(n): n for n in range(10)}}


def rate_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge the rate; the value is a yearly share as a decimal string."""
    form = Fraction(answer.form)
    amount = _chinese(text) if answer.chinese else _english(text)
    if amount is None and _ZERO.search(text):
        amount = Amount.exactly(0)
    if amount is None:
        return None
    verdict, value = number_verdict(amount, form, hedged=is_hedged(text, answer.language))
    return Judgement(verdict, None if value is None else decimal_words(value))


def decimal_words(value: Fraction) -> str:
    """A share as a plain decimal, to eight places: 0.096, 0.

    >>> decimal_words(Fraction(96, 1000))
    '0.096'
    """
    digits = f"{round(value * 10**8):09d}"
    return f"{digits[:-8]}.{digits[-8:]}".rstrip("0").rstrip(".")


def _chinese(text: str) -> Amount | None:
    made: list[Amount] = []
    taken = 0
    for figure in figures_find(text, chinese=True):
        if (
            figure.start < taken
            or text[figure.start : figure.end + 2].startswith(("一点点", "一点儿"))
            or re.fullmatch(r"一点[^零一二三四五六七八九0-9]?", text[figure.start : figure.end + 2])
        ):
            continue
        before, after = text[max(0, figure.start - 6) : figure.start], text[figure.end :]
        amount = Amount.of(figure)
        if re.match("个?半(?:个)?(?:百分)?点", after) or (
            text[figure.start : figure.end].endswith("个") and re.match("半(?:百分)?点", after)
        ):
            made.append(
                _percent(
                    Amount(
                        (amount.values[0] + Fraction(1, 2),), amount.low + Fraction(1, 2), amount.high + Fraction(1, 2), amount.approximate
                    ),
                    text,
                )
            )
            continue
        short = _ZH_SHORT.match(after)
        if short:
            made.append(_short(amount, short, text))
            taken = figure.end + short.end()
        elif (
            re.search("百分之$", before)
            or re.match(r"[%％]|趴|个(?:多)?(?:百分)?点|点多|个多点|点(?![0-9])|p(?![a-z])|(?:个)?百分点", after)
            or (text[figure.start : figure.end].endswith("个") and after.startswith("点"))
        ):
            made.append(_percent(_more(amount, after), text))
        elif re.search("千分之$", before):
            made.append(_percent(amount.times(Fraction(1, 10)), text))
        elif re.search("万分之$", before):
            made.append(_percent(amount.times(Fraction(1, 100)), text))
        elif not re.match(r"[年月期万千块元天号日岁]|个(?:月|人)", after) and figure.value < 40:
            made.append(_percent(amount, text))
    return made[-1] if made else None


def _more(amount: Amount, after: str) -> Amount:
    """六个多点: from six to seven."""
    return Amount(amount.values, amount.low, amount.high + 1, approximate=True) if re.match(r"个?多|个点多", after) else amount


def _short(amount: Amount, short: re.Match[str], text: str) -> Amount:
    """厘 and 分; a digit after them counts tenths (八厘五)."""
    tenths = Fraction(_TENTHS.get(short["rest"] or "", 0), 10)
    full = Amount(
        tuple(value + tenths for value in amount.values), amount.low + tenths, amount.high + tenths, amount.approximate, amount.either
    )
    by_year = bool(_ZH_YEAR.search(text)) and not _ZH_MONTH.search(text)
    share = Fraction(1, 1000) if short["unit"] == "厘" else Fraction(1, 100)
    return full.times(share * 10 if by_year else share * 12)


def _percent(amount: Amount, text: str) -> Amount:
    if _ZH_DAY.search(text):
        return amount.times(Fraction(365, 100))
    return amount.times(Fraction(12, 100) if _ZH_MONTH.search(text) and not _ZH_YEAR.search(text) else Fraction(1, 100))


def _english(text: str) -> Amount | None:
    if _HALF_PERCENT.search(text) and not re.search(r"and (?:a )?half", text):
        return Amount.exactly(Fraction(12, 200) if _EN_MONTH.search(text) else Fraction(1, 200))
    made: list[Amount] = []
    for figure in figures_find(text, chinese=False):
        after = text[figure.end :]
        if re.match(r" ?(?:months?|years?|grand|thousand|k(?![a-z])|dollars|pounds|days?)", after) or re.search(
            r"[$£]$", text[: figure.start]
        ):
            continue
        amount = Amount.of(figure)
        small = tuple(value for value in amount.values if value < 40)
        if not small:
            continue
        if small != amount.values and len(small) < len(amount.values):
            amount = Amount(small, small[0], small[0], amount.approximate, amount.either)
        extra = _EN_FRACTION.match(after)
        add = Fraction(0) if not extra else Fraction(1, 2) if extra["half"] else Fraction(1, 4) if extra["quarter"] else Fraction(3, 4)
        full = Amount(tuple(value + add for value in amount.values), amount.low + add, amount.high + add, amount.approximate, amount.either)
        made.append(full.times(Fraction(12, 100) if _EN_MONTH.search(text) else Fraction(1, 100)))
    return made[-1] if made else None
