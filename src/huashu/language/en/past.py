"""Days, weeks, months and years gone by in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from huashu.language.en.numbers import ORDINAL, ORDINALS, WORDS, small_of
from huashu.language.past import (
    Gone,
    Grain,
    apart,
    chosen,
    month_day_gone,
    month_first,
    month_gone,
    number_gone,
    week_first,
    weekday_gone,
    year_of,
)

Found = re.Match[str]
_MONTHS: Final = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_WD: Final = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])"
_DAY: Final = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})(?![a-z0-9])"
_TEENS: Final = "|".join(sorted((word for word, value in WORDS.items() if value >= 1), key=len, reverse=True))
_TWO_DIGITS: Final = "|".join(sorted((word for word, value in WORDS.items() if value >= 10), key=len, reverse=True))
_YEAR: Final = (
    rf"(?:(?P<y4>(?:19|20)[0-9]{{2}})(?![0-9])|'(?P<y2>[0-9]{{2}})(?![0-9])|(?P<tt>twenty|"
    rf"nineteen)[ -](?:oh[ -](?P<oh>{_TEENS})|(?P<yw>{_TWO_DIGITS})(?:[ -](?P<yu>one|two|three|four|five|six|seven|"
    rf"eight|nine))?)(?![a-z])"
    rf"|two thousand(?: and)?(?: (?P<tw>{_TEENS})(?:[ -](?P<tu>one|two|three|four|five|six|seven|eight|"
    rf"nine))?)?(?![a-z])|(?P<rel>last year|this year|the year before last|year before last))"
)
_SHORT_YEAR: Final = (
    rf"(?:'?(?P<s2>[0-9]{{2}})(?![0-9a-z])|(?:oh[ -](?P<soh>one|two|three|four|five|six|seven|eight|nine)|"
    rf"(?P<sw>{_TEENS})(?:[ -](?P<su>one|two|three|four|five|six|seven|eight|nine))?)(?![a-z]))"
)
_N: Final = r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple(?: of)?|couple(?: of)?)"
_ABOUT: Final = re.compile(
    r"(?:about|around|roughly|maybe|probably|i think|i believe|i guess|somewhere around|some ?time around|like|"
    r"possibly|must have been|might have been|perhaps|circa|think it was)(?: it was| on| the| in)?,? (?:the |on |"
    r"in )?$"
)
_ABOUT_AFTER: Final = re.compile(
    r",? (?:or so|or thereabouts|ish|i think|i believe|i guess|maybe|probably|give or take[a-z ]*|thereabouts|"
    r"if i remember[a-z ]*)(?![a-z])|-?ish(?![a-z])"
)
_EITHER: Final = re.compile(r",? (?:or|or maybe|or was it|or perhaps|maybe)(?: it was| on| the| last)? ?(?:the |on )?")


def days_gone_find(text: str, on: date) -> list[Gone]:
    """All words that name a day, week, month or year gone by, from left to right; two without a choice between them are one.

    Args:
        text: A normalised text.
        on: The day of speaking.
    """
    found: list[Gone] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(text):
            gone = reader(match, on)
            if gone:
                found.append(_with_doubt(text, gone))
    kept: list[Gone] = []
    for gone in apart(found):
        if kept and _EITHER.fullmatch(text[kept[-1].end : gone.start]):
            kept[-1] = chosen(kept[-1], gone)
        else:
            kept.append(gone)
    return kept


def _with_doubt(text: str, gone: Gone) -> Gone:
    before, after = _ABOUT.search(text, max(0, gone.start - 30), gone.start), _ABOUT_AFTER.match(text, gone.end)
    if not before and not after:
        return gone
    return Gone(gone.start, after.end() if after else gone.end, gone.grain, gone.on, gone.others, approximate=True, either=gone.either)


def _made(found: Found, grain: Grain, on: date | None, *, others: tuple[date, ...] = (), about: bool = False) -> Gone | None:
    return Gone(found.start(), found.end(), grain, on, others, about) if on else None


def _number(words: str) -> int:
    digits = re.match("[0-9]+", words)
    return int(digits.group()) if digits else ORDINALS.get(words.replace("-", " "), ORDINALS.get(words, 0))


def _count(words: str) -> int:
    return 2 if "couple" in words else small_of(words) or 0


def _near(found: Found, on: date) -> Gone | None:
    words = found.group()
    back = 2 if "before" in words else 1 if "yesterday" in words or "last night" in words else 0
    return _made(found, Grain.DAY, on - timedelta(days=back))


def _ago(found: Found, on: date) -> Gone | None:
    count, unit = _count(found["n"]), found["u"]
    about = "couple" in found["n"]
    if unit.startswith("d"):
        return _made(found, Grain.DAY, on - timedelta(days=count), about=about)
    if unit.startswith("w"):
        if found["today"]:
            return _made(found, Grain.DAY, on - timedelta(weeks=count))
        return _made(found, Grain.WEEK, week_first(on, -count), about=about)
    return _made(found, Grain.MONTH, month_first(on.year, on.month - count), about=True)


def _weekday(found: Found, on: date) -> Gone | None:
    weekday = _WEEKDAYS[found["wd"][:3]]
    recent = weekday_gone(on, weekday)
    which = (found["which"] or "").strip()
    if found["of"]:
        weeks = -2 if "before last" in found["of"] else -1
        return _made(found, Grain.DAY, week_first(on, weeks) + timedelta(days=weekday))
    if found["bl"]:
        return _made(found, Grain.DAY, week_first(on, -2) + timedelta(days=weekday), others=(recent - timedelta(weeks=1),))
    if found["ago"]:
        return _made(found, Grain.DAY, recent - timedelta(weeks=1))
    if which == "last week":
        return _made(found, Grain.DAY, week_first(on, -1) + timedelta(days=weekday))
    if which == "last":
        before = week_first(on, -1) + timedelta(days=weekday)
        if recent == on:
            recent = on - timedelta(weeks=1)
        return _made(found, Grain.DAY, before, others=(recent,) if recent != before else ())
    return _made(found, Grain.DAY, recent)


def _weekday_before(found: Found, on: date) -> Gone | None:
    """A week ago Monday."""
    return _made(found, Grain.DAY, weekday_gone(on, _WEEKDAYS[found["wd"][:3]]) - timedelta(weeks=1))


def _week(found: Found, on: date) -> Gone | None:
    weeks = -2 if "before" in found.group() else 0 if found.group().startswith(("this", "earlier")) else -1
    return _made(found, Grain.WEEK, week_first(on, weeks))


def year_from(found: Found, on: date) -> int | None:
    """The year of a match of the year pattern, or ``None`` if it has none."""
    groups = {name: words for name, words in found.groupdict().items() if words}
    if "y4" in groups:
        return int(groups["y4"])
    if "rel" in groups:
        return on.year - (0 if "this" in groups["rel"] else 2 if "before" in groups["rel"] else 1)
    if "tt" in groups:
        return (2000 if groups["tt"] == "twenty" else 1900) + _two_digits(groups, "oh", "yw", "yu")
    if groups.keys() & {"y2", "s2", "soh", "sw"}:
        digits = groups.get("y2") or groups.get("s2")
        return year_of(int(digits) if digits else _two_digits(groups, "soh", "sw", "su"), on)
    return 2000 + _two_digits(groups, "", "tw", "tu") if "two thousand" in found.group() else None


def _two_digits(groups: dict[str, str], low: str, tens: str, unit: str) -> int:
    """A number below a hundred from its words."""
    return WORDS.get(groups.get(low, ""), 0) or WORDS.get(groups.get(tens, ""), 0) + WORDS.get(groups.get(unit, ""), 0)


def _month_year(found: Found, on: date) -> Gone | None:
    year, month = year_from(found, on), _MONTHS[found["m"][:3]]
    if not year or not 1950 <= year <= on.year:
        return None
    number = _number(found["d"]) if found["d"] else 0
    return _made(found, Grain.DAY, month_day_gone(on, month, number, year)) if number else _made(found, Grain.MONTH, date(year, month, 1))


def _month_day(found: Found, on: date) -> Gone | None:
    number = _number(found["d"])
    return _made(found, Grain.DAY, month_day_gone(on, _MONTHS[found["m"][:3]], number)) if 1 <= number <= 31 else None


def _slash(found: Found, on: date) -> Gone | None:
    """10/23 or 23/10: months first unless that can't be."""
    one, two = int(found["a"]), int(found["b"])
    month, number = (one, two) if one <= 12 else (two, one)
    year = year_of(int(found["yy"]), on) if found["yy"] else None
    return _made(found, Grain.DAY, month_day_gone(on, month, number, year)) if 1 <= month <= 12 and 1 <= number <= 31 else None


def _iso(found: Found, on: date) -> Gone | None:
    del on
    try:
        return _made(found, Grain.DAY, date.fromisoformat(found.group()))
    except ValueError:
        return None


def _number_day(found: Found, on: date) -> Gone | None:
    number = _number(found["d"])
    if found["lm"]:
        first = month_first(on.year, on.month - (0 if "this" in found["lm"] else 1))
        return _made(found, Grain.DAY, month_day_gone(on, first.month, number, first.year))
    return _made(found, Grain.DAY, number_gone(on, number)) if 1 <= number <= 31 else None


def _month(found: Found, on: date) -> Gone | None:
    words = found.group()
    if found["m"]:
        recent = month_gone(on, _MONTHS[found["m"][:3]])
        if found["last"]:
            earlier = date(on.year - 1, recent.month, 1)
            return _made(found, Grain.MONTH, recent, others=(earlier,) if earlier != recent else ())
        return _made(found, Grain.MONTH, recent)
    back = 2 if "before" in words else 0 if "this" in words else 1
    return _made(found, Grain.MONTH, month_first(on.year, on.month - back))


def _year(found: Found, on: date) -> Gone | None:
    year = year_from(found, on)
    return _made(found, Grain.YEAR, date(year, 1, 1)) if year and 1950 <= year <= on.year else None


_PART: Final = (
    r"(?:(?:early|late|mid|the (?:start|end|beginning|middle) of|end of|start of|beginning of|back in|in|since|"
    r"the summer of|the spring of|the fall of|the autumn of|the winter of)[ -])?"
)
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Found, date], Gone | None]], ...]] = (
    (re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"), _iso),
    (re.compile(rf"\b(?P<m>{_MONTH})(?: (?:the )?(?P<d>{_DAY}))?,?(?: of)? {_YEAR}"), _month_year),
    (re.compile(rf"\b(?:the )?(?P<d>{_DAY}) (?:of )?(?P<m>{_MONTH}),? {_YEAR}"), _month_year),
    (re.compile(rf"\b(?P<d>)(?P<m>{_MONTH}),?(?: of)? {_SHORT_YEAR}(?! (?:st|nd|rd|th|years|months))"), _month_year),
    (re.compile(rf"\b(?P<m>{_MONTH}) (?:the )?(?P<d>[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL}|[0-9]{{1,2}}(?![0-9,]))(?![a-z])"), _month_day),
    (re.compile(rf"\b(?:the )?(?P<d>{_DAY}) (?:of )?(?P<m>{_MONTH})"), _month_day),
    (re.compile(r"(?<![0-9/.])(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?:/(?:20)?(?P<yy>[0-9]{2}))?(?![0-9/])"), _slash),
    (re.compile(
        r"\b(?:the )?day before yesterday|\byesterday(?! week)|\blast night|\bthis (?:morning|afternoon)|"
        r"\b(?:earlier )?today"), _near),
    (re.compile(rf"\b(?P<n>{_N}) (?P<u>days?|weeks?|months?|fortnight) (?:ago|back|before|earlier)(?P<today> today)?"), _ago),
    (re.compile(
        rf"\b(?P<which>last week|last|this past|this|past|on)?,? ?(?:on )?(?P<wd>{_WD})(?P<of>,? (?:of )?(?:last week|"
        rf"the week before last|week before last))?(?P<bl> before last)?(?P<ago> a week ago)?"), _weekday),
    (re.compile(
        rf"\b(?P<of>a week ago|week ago) (?:on )?(?P<which>)(?P<wd>{_WD})(?P<bl>)(?P<ago>)"), _weekday_before),
    (re.compile(r"\b(?:the )?week before last|\blast week(?:end)?|\bthis week|\bearlier this week|\bthe other week"), _week),
    (re.compile(
        r"\b(?:on )?the (?P<d>[0-9]{1,2}(?:st|nd|rd|th)|" + ORDINAL + r")(?![a-z])"
        r"(?P<lm> (?:of )?(?:last|this) month)?"), _number_day),
    (re.compile(rf"\b(?:(?P<last>last) |this past |this |back in |in |early |late |mid-?)?(?P<m>{_MONTH})"), _month),
    (re.compile(r"\b(?P<m>)(?P<last>)(?:the month before last|month before last|last month|this month|earlier this month)"), _month),
    (re.compile(rf"\b{_PART}{_YEAR}"), _year),
)  # fmt: skip
