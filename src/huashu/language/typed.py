"""Days, times, durations and amounts as somebody types them into a field made for one of them.

What stands there is the whole field or nothing. Written forms (``2026-11-27``, ``11-27``, ``27``, ``+3``, ``1,234.50``) are read here;
words (本周五, 三千, 1.2万, "next Friday", "3k") as in speech, but only where they cover the field and leave one reading. A week, a span of
days, a rough amount or another currency isn't guessed at: it is refused, and the person types it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Final

from huashu.errors import InvalidValue
from huashu.language.en.past import days_gone_find as english_gone
from huashu.language.find import amounts_find, days_find
from huashu.language.marks import AmountKind, DayKind
from huashu.language.past import Grain
from huashu.language.plain import plain_letters
from huashu.language.spoken import language_of, spoken
from huashu.language.zh.numbers import small_of
from huashu.language.zh.past import days_gone_find as chinese_gone
from huashu.money import decimals, from_text

MOST_MINOR: Final = 10**15
"""No field takes more."""
WANTED_DAY: Final = "a day such as 2026-11-27, 11-27, 27, Friday, tomorrow or +3"
WANTED_TIME: Final = "a time such as 10:30, 1030 or 3pm"
WANTED_AMOUNT: Final = "an amount such as 1234.50"
WANTED_DURATION: Final = "minutes and seconds such as 2:14"

_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:day|nesday|sday|urday)?")
_STOPS: Final = " .,。"
_NO_ONE_DAY: Final = re.compile(
    r"(?:周|星期|礼拜|月|weeks?|months?)(?:内|里|之内)?$|周末|weekend|[月年][初中]|年底|旬|mid|early|late(?!st)|或|、|\b(?:or|and)\b|[和到至~]|"
    r"[一二两三四五六七八九]{2}(?=[天日号])|[0-9] ?- ?[0-9]|(?:周|星期|礼拜)[一二三四五六日天]+?(?:周|星期|礼拜|[一二三四五六日天])|"
    r"早|上午|中午|下午|傍晚|(?<!最)晚(?!于)|夜|凌晨|点|[0-9]:|morning|noon|evening|night"
)
"""Words of a week, of part of a month, of two days at once, or of a time of day."""
_TWO_AMOUNTS: Final = re.compile(r"[一二两三四五六七八九]{2}(?=[十百千万])|[0-9] ?[-~] ?[0-9]|[到至或~]|\b(?:or|to)\b")
_SIZED: Final = re.compile(r"hundred|thousand|grand|[0-9]")
"""English words that say how large an amount is; "twelve fifty" may be 1,250 or 12.50."""
_NUMBER: Final = re.compile(r"-?(?:\d+|\d{1,3}(?:[,_ ]\d{3})+)(?:\.\d+)?")
_CODE: Final = re.compile(r"([a-z]{3})\s*(?=[-\d.])|(?<=[\d.])\s*([a-z]{3})$")
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "¥": ("CNY", "JPY"),
    "$": ("USD", "HKD", "TWD", "SGD"),
    "€": ("EUR",),
    "£": ("GBP",),
    "元": ("CNY", "HKD", "TWD", "JPY", "SGD"),
    "块": ("CNY", "HKD", "TWD"),
}


def day_read(text: str, today: date, *, past: bool = False) -> date:
    """The day that was typed.

    A day without its year or month is the next one to come (the last one gone by, with ``past``); a bare weekday is the first
    one after today; ``this Friday`` and ``next Friday`` count weeks from Monday.

    Args:
        text: What was typed.
        today: The business day.
        past: Whether days gone by are meant.

    Raises:
        InvalidValue: It's no day, or no single one.
    """
    tidy = " ".join(plain_letters(text)[0].split())
    for pattern, reader in _DAY_FORMS:
        if found := pattern.fullmatch(tidy):
            try:
                return reader(found, today, -1 if past else 1)
            except (ValueError, OverflowError, StopIteration):
                raise InvalidValue("day", text, WANTED_DAY) from None
    day = None if _is_mended(text) or _NO_ONE_DAY.search(tidy) else _gone(tidy, today) if past else _coming(tidy, today)
    if day is None:
        raise InvalidValue("day", text, WANTED_DAY)
    return day


def time_read(text: str) -> time:
    """The time of day that was typed.

    Raises:
        InvalidValue: It's no time, or it may be noon as well as midnight.
    """
    tidy = _NUMERALS.sub(_digits, plain_letters(text)[0].replace(" ", ""))
    found = _TIME.fullmatch(tidy)
    if found is None:
        raise InvalidValue("time", text, WANTED_TIME)
    hour, part = int(found["hour"]), _PARTS.get(found["half_of_day"] or found["part"] or "", "")
    minute = int(found["minute"] or found["few"] or 0) + (30 if found["half"] else 0) + 15 * int(found["quarters"] or 0)
    if (part in ("am", "pm") and not 1 <= hour <= 12 and not (part == "pm" and hour < 24)) or (part == "night" and hour in (0, 12)):
        raise InvalidValue("time", text, WANTED_TIME)
    if part == "am" and hour == 12:
        hour = 0
    elif (part in ("pm", "night") and hour < 12) or (part == "noon" and hour < 3):
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        raise InvalidValue("time", text, WANTED_TIME) from None


def amount_read(text: str, currency: str) -> int:
    """The amount that was typed, in minor units: thousands separators, full-width digits, the currency's own sign and words are fine.

    Args:
        text: What was typed.
        currency: ISO code of the field's currency; another one isn't taken.

    Raises:
        InvalidValue: It's no amount, no single one, or finer than the currency.
    """
    wrong = InvalidValue("amount", text, WANTED_AMOUNT)
    bare = _without_currency(" ".join(unicodedata.normalize("NFKC", text).lower().split()), currency)
    if bare is None:
        raise wrong
    amount_minor = from_text(re.sub("[,_ ]", "", bare), currency) if _NUMBER.fullmatch(bare) else _in_words(bare, currency)
    if amount_minor is None or abs(amount_minor) > MOST_MINOR:
        raise wrong
    return amount_minor


def seconds_read(text: str) -> int:
    """A duration typed as ``2:14`` (minutes and seconds) or ``3`` (minutes), in seconds.

    Raises:
        InvalidValue: It's neither, or longer than eight hours.
    """
    tidy = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(\d{1,3})(?::([0-5]?\d))?", tidy)
    if found is None or int(found[1]) > 480:
        raise InvalidValue("duration", text, WANTED_DURATION)
    return int(found[1]) * 60 + int(found[2] or 0)


# --- days ---


def _coming(tidy: str, today: date) -> date | None:
    """The one day that words name from today on; a day gone by is read too, so that whoever asks can say that it has passed."""
    found = days_find(tidy, today)
    if len(found) != 1 or not _covers(tidy, found[0].start, found[0].end) or found[0].unsure:
        return None
    if found[0].kind is DayKind.PAST:
        return _gone(tidy, today)
    return found[0].on if found[0].kind in (DayKind.DAY, DayKind.SPAN) else None


def _gone(tidy: str, today: date) -> date | None:
    """The one day that words name up to today; a bare weekday is one before today."""
    found = chinese_gone(tidy, today) if language_of(tidy) == "zh" else english_gone(tidy, today)
    if len(found) != 1 or not _covers(tidy, found[0].start, found[0].end):
        return None
    gone = found[0]
    if gone.grain is not Grain.DAY or gone.others or gone.approximate or gone.either:
        return None
    return gone.on - timedelta(days=7) if gone.on == today and _WEEKDAY.fullmatch(tidy) else gone.on


def _covers(tidy: str, start: int, end: int) -> bool:
    return not (tidy[:start] + tidy[end:]).strip(_STOPS)


def _is_mended(text: str) -> bool:
    """Whether speech would be mended here: what a recogniser mishears nobody types, so it is asked for again."""
    return spoken(text).text != plain_letters(text)[0]


def _full(found: re.Match[str], _today: date, _step: int) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _month_day(found: re.Match[str], today: date, step: int) -> date:
    """The nearest such day, from today on in the direction of ``step``; 29 February waits for its year."""
    for year in range(today.year, today.year + 9 * step, step):
        try:
            day = date(year, int(found[1]), int(found[2]))
        except ValueError:
            continue
        if (day - today).days * step >= 0:
            return day
    raise ValueError(found[0])


def _day_of_month(found: re.Match[str], today: date, step: int) -> date:
    """The nearest day with this number, from today on in the direction of ``step``."""
    near = (today + timedelta(days=n * step) for n in range(63))
    return next(day for day in near if day.day == int(found[1]))


def _in_days(found: re.Match[str], today: date, step: int) -> date:
    return today + timedelta(days=int(found[1]) * step)


_Reader = Callable[[re.Match[str], date, int], date]
_DAY_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?"), _full),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _full),
    (re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?"), _month_day),
    (re.compile(r"(\d{1,2})[日号]?"), _day_of_month),
    (re.compile(r"\+(\d{1,3})"), _in_days),
    (re.compile(r"(?:in )?(\d{1,3}) ?(?:days?|天)后?"), _in_days),
)

# --- times ---

_NUMERALS: Final = re.compile("[零〇一二两三四五六七八九十]+")
_PARTS: Final = {
    **dict.fromkeys(("am", "上午", "早上", "早晨", "凌晨"), "am"),
    **dict.fromkeys(("pm", "下午", "傍晚"), "pm"),
    **dict.fromkeys(("晚上", "晚", "夜里"), "night"),
    "中午": "noon",
}
_TIME: Final = re.compile(
    r"(?P<part>上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|夜里|晚)?(?P<hour>\d{1,2}?)"
    r"(?:(?:[:.]|[点时]钟?)?(?:(?P<minute>\d{2})分?|(?P<few>\d)分|(?P<half>半)|(?P<quarters>[13])刻)?)(?P<half_of_day>am|pm)?"
)


def _digits(found: re.Match[str]) -> str:
    """Chinese numerals as digits, 零五 as 05; what is no number stays."""
    words = found[0].lstrip("零〇")
    value = small_of(words) if words else 0
    return found[0] if value is None else str(value).zfill(2 if words != found[0] else 1)


# --- amounts ---


def _without_currency(tidy: str, currency: str) -> str | None:
    """The text without the signs and the code of its currency; None where it names another one."""
    for sign, known in _SIGNS.items():
        if sign in tidy and currency not in known:
            return None
    for found in _CODE.finditer(tidy):
        if (found[1] or found[2]).upper() not in (currency, "RMB" if currency == "CNY" else currency):
            return None
    return re.sub("人民币|[¥$€£]|[元块圆]钱?整?$", "", _CODE.sub("", tidy)).strip()


def _in_words(bare: str, currency: str) -> int | None:
    """The one amount that words name."""
    is_english = language_of(bare) != "zh" and bool(re.search(r"[a-z]{3}", bare))
    if "," in bare:
        return None  # not in groups of three: 1,23 may be 1.23 as well as 123
    words = re.sub(r"(?<=\d) ?w$", "万", bare)
    words = words if is_english or re.search(r"[元块毛角分k]", words) else f"{words}元"
    if _is_mended(words) or _TWO_AMOUNTS.search(plain_letters(words)[0]) or (is_english and not _SIZED.search(words)):
        return None
    found = amounts_find(words)
    if len(found) != 1 or not _covers(words, found[0].start, found[0].end):
        return None
    amount = found[0]
    if amount.kind is not AmountKind.FIGURE or amount.minor is None or amount.approximate:
        return None
    minor, rest = divmod(amount.minor * 10 ** decimals(currency), 100)
    return None if rest else minor
