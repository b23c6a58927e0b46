"""Interest rates as lenders write them, turned into parts per billion a year.

``8.5%``, ``0.085``, ``月息8厘`` (0.8% a month, 9.6% a year), ``月息一分二`` (1.2% a month), ``万分之五`` a day. A month is a
twelfth and a day a 360th of a year, as banks in China convert (年利率 = 月利率 x 12 = 日利率 x 360). A bare number takes its
unit from the heading or from its whole column; where neither settles it, the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from huashu.adapters.spreadsheet.cells import Cell, is_blank, plain
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.lending.terms import PPB


class Per(StrEnum):
    """The period that a rate is for."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"

    @property
    def per_year(self) -> int:
        """Such periods in a year, as banks in China convert."""
        return {Per.YEAR: 1, Per.MONTH: 12, Per.DAY: 360}[self]


class Scale(StrEnum):
    """What a bare number in a rate column counts."""

    FRACTION = "fraction"
    PERCENT = "percent"
    PERMILLE = "permille"
    PERMYRIAD = "permyriad"

    @property
    def one_is(self) -> Decimal:
        """The fraction that the number 1 stands for."""
        return {
            Scale.FRACTION: Decimal(1),
            Scale.PERCENT: Decimal("0.01"),
            Scale.PERMILLE: Decimal("0.001"),
            Scale.PERMYRIAD: Decimal("0.0001"),
        }[self]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate read from a cell.

    Args:
        rate_ppb_year: Yearly rate in parts per billion.
        reading: How the cell was understood, for the preview ("月息8厘: 0.8% a month = 9.6% a year").
    """

    rate_ppb_year: int
    reading: str


_LI: Final = {Per.YEAR: Scale.PERCENT, Per.MONTH: Scale.PERMILLE, Per.DAY: Scale.PERMYRIAD}
"""What one 厘 is: a hundredth a year, a thousandth a month, a ten-thousandth a day; a 分 is ten 厘."""

_SETTLES: Final = {Per.YEAR: ("0.3", "1", "100"), Per.MONTH: ("0.03", "0.1", "3"), Per.DAY: ("0.001", "0.01", "0.1")}
"""Below the first a number must be a fraction, from above the second up to the third a percentage; between them it settles nothing."""

_PERIOD = re.compile(r"年|月|日|天|per annum|p\.?a\.?$|(?:per|a|/) ?(?:year|month|day)|annual|monthly|daily|yearly")
_WORDS = re.compile(
    r"[年月日天]?(利率|利息|息|费率|化)|[:=约]|/?[年月日天]$|^[年月日天]|"
    r"(?:per|a|/) ?(?:annum|year|month|day)|p\.?a\.?$|annual|monthly|daily|yearly"
)
_FEN_LI = re.compile(r"^(?:(\d+(?:\.\d+)?)分)?(?:(\d+(?:\.\d+)?)厘?)?$")
_OF: Final = {"百分之": Scale.PERCENT, "千分之": Scale.PERMILLE, "万分之": Scale.PERMYRIAD}
_MARKS: Final = {"%": Scale.PERCENT, "‰": Scale.PERMILLE, "‱": Scale.PERMYRIAD}
_CHINESE_DIGITS: Final = str.maketrans("一二两三四五六七八九半", "12234567895")
_NUMBER = re.compile(r"^\d+(\.\d+)?$")


def parse_rate(cell: Cell, *, per: Per | None = None, scale: Scale | None = None) -> Rate:
    """A yearly rate.

    Args:
        cell: Text or number, not blank.
        per: Period that the heading names; None if it names none. What the cell itself says goes first.
        scale: What a bare number counts; None if that is open.

    Raises:
        UnreadableValue: No rate, an uncertain unit, or a rate outside 0% to 1000% a year.
    """
    text = plain(cell).lower().replace("萬", "万").replace(" percent", "%")
    period = _period(text) or per
    body = _WORDS.sub("", text).replace(" ", "").translate(_CHINESE_DIGITS)
    fraction = _fraction(body, text, period, scale)
    period = period or Per.YEAR
    exact = fraction * period.per_year * PPB
    if not 0 <= exact <= 10 * PPB:
        raise UnreadableValue(Kind.RATE_OUT_OF_RANGE, plain(cell))
    ppb = int(exact.to_integral_value(rounding="ROUND_HALF_UP"))
    return Rate(ppb, _reading(plain(cell), fraction, period, ppb))


def column_scale(cells: Iterable[Cell], per: Per | None) -> Scale | None:
    """What bare numbers of a column count, if its numbers agree; None if they don't tell or contradict each other."""
    fraction_below, percent_above, percent_up_to = (Decimal(limit) for limit in _SETTLES[per or Per.YEAR])
    scales = set()
    for number in filter(None, (_bare(cell) for cell in cells)):
        if number < fraction_below:
            scales.add(Scale.FRACTION)
        elif percent_above < number <= percent_up_to:
            scales.add(Scale.PERCENT)
        elif number > percent_up_to:
            return None
    return scales.pop() if len(scales) == 1 else None


def _bare(cell: Cell) -> Decimal | None:
    text = "" if is_blank(cell) else plain(cell)
    return Decimal(text) if _NUMBER.match(text) else None


def _period(text: str) -> Per | None:
    match = _PERIOD.search(text)
    if not match:
        return None
    if "月" in match[0] or "month" in match[0]:
        return Per.MONTH
    return Per.DAY if re.search("日|天|day|daily", match[0]) else Per.YEAR


def _fraction(body: str, text: str, per: Per | None, scale: Scale | None) -> Decimal:
    for word, of in _OF.items():
        if body.startswith(word):
            return _decimal(body.removeprefix(word), text) * of.one_is
    if body and body[-1] in _MARKS:
        return _decimal(body[:-1], text) * _MARKS[body[-1]].one_is
    if "分" in body or "厘" in body:
        return _fen_li(body, text, per)
    number = _decimal(body, text)
    if number and scale is None:
        raise UnreadableValue(Kind.RATE_SCALE, text)
    return number * (scale or Scale.FRACTION).one_is


def _fen_li(body: str, text: str, per: Per | None) -> Decimal:
    match = _FEN_LI.match(body)
    if not match:
        raise UnreadableValue(Kind.RATE_UNREADABLE, text)
    if per is None:
        raise UnreadableValue(Kind.RATE_PERIOD, text)
    return (Decimal(match[1] or 0) * 10 + Decimal(match[2] or 0)) * _LI[per].one_is


def _decimal(body: str, text: str) -> Decimal:
    try:
        number = Decimal(body)
    except ArithmeticError:
        raise UnreadableValue(Kind.RATE_UNREADABLE, text) from None
    if not number.is_finite():
        raise UnreadableValue(Kind.RATE_UNREADABLE, text)
    return number


def _reading(found: str, fraction: Decimal, per: Per, ppb: int) -> str:
    yearly = f"{_percent(Decimal(ppb) / PPB)} a year"
    return f"{found}: {yearly}" if per is Per.YEAR else f"{found}: {_percent(fraction)} a {per} = {yearly}"


def _percent(fraction: Decimal) -> str:
    return f"{(fraction * 100).normalize():f}%"
