"""The words for how a loan is repaid, in sheets in Chinese and English."""

from __future__ import annotations

import re
from typing import Final, Literal

from huashu.adapters.spreadsheet.cells import Cell, plain
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.adapters.spreadsheet.vocabulary import squeeze
from huashu.calendars import DayCount, Frequency
from huashu.lending.terms import Method

METHODS: Final[dict[str, Method]] = {
    "等额本息": Method.EQUAL_INSTALMENT,
    "等本息": Method.EQUAL_INSTALMENT,
    "本息平均摊还": Method.EQUAL_INSTALMENT,
    "equalinstalment": Method.EQUAL_INSTALMENT,
    "equalinstallment": Method.EQUAL_INSTALMENT,
    "equalinstalments": Method.EQUAL_INSTALMENT,
    "equalinstallments": Method.EQUAL_INSTALMENT,
    "annuity": Method.EQUAL_INSTALMENT,
    "levelpayment": Method.EQUAL_INSTALMENT,
    "amortising": Method.EQUAL_INSTALMENT,
    "amortizing": Method.EQUAL_INSTALMENT,
    "等额本金": Method.EQUAL_PRINCIPAL,
    "本金平均摊还": Method.EQUAL_PRINCIPAL,
    "equalprincipal": Method.EQUAL_PRINCIPAL,
    "decliningbalance": Method.EQUAL_PRINCIPAL,
    "先息后本": Method.INTEREST_ONLY,
    "按月付息到期还本": Method.INTEREST_ONLY,
    "按期付息到期还本": Method.INTEREST_ONLY,
    "每月付息到期还本": Method.INTEREST_ONLY,
    "按月结息到期还本": Method.INTEREST_ONLY,
    "付息还本": Method.INTEREST_ONLY,
    "interestonly": Method.INTEREST_ONLY,
    "bullet": Method.INTEREST_ONLY,
    "等额本息带尾款": Method.EQUAL_INSTALMENT_BALLOON,
    "等额本息有尾款": Method.EQUAL_INSTALMENT_BALLOON,
    "带尾款": Method.EQUAL_INSTALMENT_BALLOON,
    "气球贷": Method.EQUAL_INSTALMENT_BALLOON,
    "气球贷款": Method.EQUAL_INSTALMENT_BALLOON,
    "弹性尾款": Method.EQUAL_INSTALMENT_BALLOON,
    "balloon": Method.EQUAL_INSTALMENT_BALLOON,
    "equalinstalmentballoon": Method.EQUAL_INSTALMENT_BALLOON,
    "equalinstallmentballoon": Method.EQUAL_INSTALMENT_BALLOON,
    "equalinstalmentwithballoon": Method.EQUAL_INSTALMENT_BALLOON,
    "equalinstallmentwithballoon": Method.EQUAL_INSTALMENT_BALLOON,
}

FREQUENCIES: Final[dict[str, Frequency]] = {
    "每月": Frequency.MONTHLY,
    "按月": Frequency.MONTHLY,
    "月": Frequency.MONTHLY,
    "月付": Frequency.MONTHLY,
    "1个月": Frequency.MONTHLY,
    "一个月": Frequency.MONTHLY,
    "monthly": Frequency.MONTHLY,
    "month": Frequency.MONTHLY,
    "每两周": Frequency.BIWEEKLY,
    "双周": Frequency.BIWEEKLY,
    "按双周": Frequency.BIWEEKLY,
    "两周": Frequency.BIWEEKLY,
    "biweekly": Frequency.BIWEEKLY,
    "fortnightly": Frequency.BIWEEKLY,
    "every2weeks": Frequency.BIWEEKLY,
    "每周": Frequency.WEEKLY,
    "按周": Frequency.WEEKLY,
    "周": Frequency.WEEKLY,
    "weekly": Frequency.WEEKLY,
    "week": Frequency.WEEKLY,
}

_DAY_COUNTS: Final[dict[str, DayCount]] = {
    "30/360": DayCount.THIRTY_360,
    "30e/360": DayCount.THIRTY_360,
    "360/360": DayCount.THIRTY_360,
    "actual/360": DayCount.ACTUAL_360,
    "act/360": DayCount.ACTUAL_360,
    "实际/360": DayCount.ACTUAL_360,
    "實際/360": DayCount.ACTUAL_360,
    "360": DayCount.ACTUAL_360,
    "actual/365": DayCount.ACTUAL_365,
    "act/365": DayCount.ACTUAL_365,
    "实际/365": DayCount.ACTUAL_365,
    "實際/365": DayCount.ACTUAL_365,
    "365": DayCount.ACTUAL_365,
}

ENDED: Final = frozenset(
    squeeze(word)
    for word in (
        *(
            "结清",
            "已结清",
            "正常结清",
            "提前结清",
            "逾期结清",
            "全部结清",
            "还清",
            "已还清",
            "提前还清",
            "结束",
            "已结束",
            "完结",
            "已完结",
            "注销",
            "已注销",
        ),
        *(
            "closed",
            "loan closed",
            "settled",
            "completed",
            "matured",
            "terminated",
            "prepaid",
            "paid off",
            "paid in full",
            "fully paid",
            "fully repaid",
        ),
    )
)
"""What a status column says of a contract on which nothing is owed any more."""

_COUNTS: Final = {
    "days": re.compile(r"^(\d{1,6})\s*(天|日|days?)?$", re.IGNORECASE),
    "periods": re.compile(r"^(\d{1,6})\s*(期|个月|個月|月|months?|periods?|instal?lments?)?$", re.IGNORECASE),
}
"""Whole numbers by what is counted: "2 months" under days past due isn't 2."""
_YEARS = re.compile(r"^(\d{1,2})\s*(年|years?|yrs?)$", re.IGNORECASE)


def parse_method(cell: Cell) -> Method:
    """How principal is spread.

    Raises:
        UnreadableValue: None of the four methods.
    """
    try:
        return METHODS[squeeze(cell)]
    except KeyError:
        raise UnreadableValue(Kind.METHOD_UNKNOWN, plain(cell)) from None


def parse_frequency(cell: Cell) -> Frequency:
    """How often an instalment falls due.

    Raises:
        UnreadableValue: Not monthly, biweekly or weekly.
    """
    text = re.sub(r"[\s\-_]", "", plain(cell).lower())
    folded = squeeze(cell)
    found = FREQUENCIES.get(text) or FREQUENCIES.get(folded)
    if found is None:
        raise UnreadableValue(Kind.FREQUENCY_UNKNOWN, plain(cell))
    return found


def parse_day_count(cell: Cell) -> DayCount:
    """How days become a fraction of a year.

    Raises:
        UnreadableValue: None of the three forms.
    """
    try:
        return _DAY_COUNTS[plain(cell).lower().replace(" ", "")]
    except KeyError:
        raise UnreadableValue(Kind.DAY_COUNT_UNKNOWN, plain(cell)) from None


def is_ended(cell: Cell) -> bool:
    """Whether a status says that nothing is owed any more."""
    return squeeze(cell) in ENDED


def parse_count(cell: Cell, of: Literal["days", "periods"], *, years_are: int | None = None) -> int:
    """A whole number of days ("12", "12天") or instalments ("36", "36期"; "3年" where a year has ``years_are`` of them).

    Raises:
        UnreadableValue: No whole number from 0 on.
    """
    text = plain(cell)
    if match := _COUNTS[of].match(text):
        return int(match[1])
    years = _YEARS.match(text)
    if years and years_are:
        return int(years[1]) * years_are
    raise UnreadableValue(Kind.COUNT_UNREADABLE, text)
