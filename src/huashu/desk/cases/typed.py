"""Days, times and amounts as an officer types them into a form, in Chinese and English.

This reads what a person types on purpose into a field for it. What a customer says in a sentence is another matter and isn't
read here.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Final

from huashu.errors import InvalidValue
from huashu.money import from_text

WEEKDAYS: Final = {
    **dict.fromkeys(("monday", "mon", "一"), 0),
    **dict.fromkeys(("tuesday", "tue", "tues", "二"), 1),
    **dict.fromkeys(("wednesday", "wed", "三"), 2),
    **dict.fromkeys(("thursday", "thu", "thur", "thurs", "四"), 3),
    **dict.fromkeys(("friday", "fri", "五"), 4),
    **dict.fromkeys(("saturday", "sat", "六"), 5),
    **dict.fromkeys(("sunday", "sun", "日", "天"), 6),
}
NAMED: Final = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("后天", "後天"), 2),
    **dict.fromkeys(("大后天", "大後天"), 3),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
}
THIS_WEEK: Final = ("this", "本周", "这周", "本週", "這週")
AFTERNOON: Final = ("下午", "晚上")
MONTH_ENDS: Final = ("end of month", "month end", "月底", "月末")
WANTED_DAY: Final = "a day such as 2026-11-27, 11-27, 27, Friday, tomorrow or +3"
WANTED_TIME: Final = "a time such as 10:30, 1030 or 3pm"


def day_read(text: str, today: date, *, past: bool = False) -> date:
    """The day that was typed.

    A day without its year or month is the next one to come (the last one gone by, with ``past``); a bare weekday is the first
    one after today; ``this Friday`` and ``next Friday`` count weeks from Monday.

    Args:
        text: What was typed.
        today: The business day.
        past: Whether days gone by are meant.

    Raises:
        InvalidValue: It's no day.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).strip().lower().split())
    if tidy in NAMED:
        return today + timedelta(days=NAMED[tidy])
    if tidy in MONTH_ENDS:
        return today.replace(day=monthrange(today.year, today.month)[1])
    for pattern, reader in _DAY_FORMS:
        if found := pattern.fullmatch(tidy):
            try:
                return reader(found, today, -1 if past else 1)
            except (ValueError, KeyError, OverflowError, StopIteration):
                break
    raise InvalidValue("day", text, WANTED_DAY)


def time_read(text: str) -> time:
    """The time of day that was typed.

    Raises:
        InvalidValue: It's no time.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().lower().replace(" ", "")
    found = _TIME.fullmatch(tidy)
    if found is None:
        raise InvalidValue("time", text, WANTED_TIME)
    hour, minute = int(found["hour"]), int(found["minute"] or (30 if found["half"] else 0))
    if (found["half_of_day"] == "pm" or found["part"] in AFTERNOON) and hour < 12:
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        raise InvalidValue("time", text, WANTED_TIME) from None


def amount_read(text: str, currency: str) -> int:
    """The amount that was typed, in minor units: thousands separators, full-width digits and currency signs are fine.

    Raises:
        InvalidValue: It's no amount, or finer than the currency.
    """
    tidy = re.sub(r"[\s,，_¥￥$€£元圆块]|[a-z]{3}(?=\s*[\d.])", "", unicodedata.normalize("NFKC", text).strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"-?\d+(\.\d+)?", tidy):
        raise InvalidValue("amount", text, "a number such as 1234.50")
    return from_text(tidy, currency)


def seconds_read(text: str) -> int:
    """A duration typed as ``2:14`` (minutes and seconds) or ``3`` (minutes), in seconds.

    Raises:
        InvalidValue: It's neither, or longer than eight hours.
    """
    tidy = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(\d{1,3})(?::([0-5]?\d))?", tidy)
    if found is None or int(found[1]) > 480:
        raise InvalidValue("duration", text, "minutes and seconds such as 2:14")
    return int(found[1]) * 60 + int(found[2] or 0)


def _full(found: re.Match[str], _today: date, _step: int) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _month_day(found: re.Match[str], today: date, step: int) -> date:
    day = date(today.year, int(found[1]), int(found[2]))
    return day if (day - today).days * step >= 0 else day.replace(year=day.year + step)


def _day_of_month(found: re.Match[str], today: date, step: int) -> date:
    """The nearest day with this number, from today on in the direction of ``step``."""
    near = (today + timedelta(days=n * step) for n in range(63))
    return next(day for day in near if day.day == int(found[1]))


def _in_days(found: re.Match[str], today: date, step: int) -> date:
    return today + timedelta(days=int(found[1]) * step)


def _weekday(found: re.Match[str], today: date, step: int) -> date:
    wanted, monday = WEEKDAYS[found["weekday"]], today - timedelta(days=today.weekday())
    which = found["which"]
    if which in THIS_WEEK:
        return monday + timedelta(days=wanted)
    if which:
        return monday + timedelta(days=7 + wanted)
    return today + timedelta(days=((wanted - today.weekday()) * step - 1) % 7 + 1) * step


_Reader = Callable[[re.Match[str], date, int], date]
_DAY_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"), _full),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _full),
    (re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号號]?"), _month_day),
    (re.compile(r"(\d{1,2})[日号號]?"), _day_of_month),
    (re.compile(r"\+(\d{1,3})"), _in_days),
    (re.compile(r"(?:in )?(\d{1,3}) ?(?:days?|天[后後]?)"), _in_days),
    (re.compile(r"(?:(?P<which>next|this) )?(?P<weekday>[a-z]+)"), _weekday),
    (re.compile(r"(?P<which>下周|下週|本周|这周|本週|這週)?(?:(?<=[周週])|周|週|星期|礼拜|禮拜)(?P<weekday>[一二三四五六日天])"), _weekday),
)
_TIME: Final = re.compile(
    r"(?P<part>上午|早上|下午|晚上)?(?P<hour>\d{1,2}?)[:.点點时時]?(?:(?P<minute>\d{2})分?|(?P<half>半))?(?P<half_of_day>am|pm)?"
)
