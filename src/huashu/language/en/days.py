"""Days as English speakers name them: this Friday, a week from Tuesday, before the 15th, month end, every two weeks.

Each rule knows a word or digit without which it can't match. What stands before a day (by, before, after, around) is read once, after all
rules,
by :func:`huashu.language.en.edges.edged`: "by Friday" includes it, "before Friday" doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from huashu.language.almanac import (
    FESTIVALS,
    MONTH_PARTS,
    day_in_month,
    day_next,
    month_day_next,
    nth_weekday,
    week_day,
    weekday_after,
    weekday_this,
)
from huashu.language.en.edges import WEEKDAY as _WD
from huashu.language.en.edges import edged
from huashu.language.en.festivals import FESTIVAL_WORDS
from huashu.language.en.numbers import ORDINAL, ORDINALS, SMALL, small_of
from huashu.language.en.spans import RULES as SPAN_RULES
from huashu.language.marks import WEEKDAY_LATER, DayKind, DayMark, apart, counted_on, joined

Found = re.Match[str]
_WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS: Final = {
    name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NTH: Final = rf"(?:[0-9]{{1,2}} ?(?:st|nd|rd|th)|{ORDINAL})"


def _day(found: Found, on: date | None, kind: DayKind = DayKind.DAY) -> DayMark | None:
    return DayMark(found.start(), found.end(), kind, on) if on else None


def _number(words: str) -> int:
    digits = re.match(r"[0-9]+", words)
    return int(digits.group()) if digits else ORDINALS.get(words, 0)


def _month(words: str) -> int:
    return _MONTHS[words[:3]]


def _valid(number: int) -> bool:
    return 1 <= number <= 31


def _iso(found: Found, on: date) -> DayMark | None:
    del on
    try:
        return _day(found, date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def _month_day(found: Found, on: date) -> DayMark | None:
    """December 3rd, the 3rd of December, 12/3, 3 December 2026; of a range the last."""
    month, number = (int(found["m"]) if found["m"].isdigit() else _month(found["m"])), _number(found["d2"] or found["d"])
    if not (_valid(number) and 1 <= month <= 12):
        return None
    year = found["y"]
    if year:
        return _day(found, day_in_month(int(year) if len(year) == 4 else 2000 + int(year), month, number))
    return _day(found, month_day_next(month, number, on))


def _nth(found: Found, on: date) -> DayMark | None:
    """The 15th, the 1st and the 15th, the 3rd of next month."""
    if found["w2"]:
        return _nth_of_next(found, on)
    number, second = _number(found["d"]), _number(found["d2"] or "")
    if not _valid(number):
        return None
    which = found["which"]
    if which and which != "the month":
        return _day(found, day_in_month(on.year, on.month + (which.startswith(("next", "the following"))), second or number))
    if second:
        split = (day_next(number, on), day_next(second, on)) if found["join"] in {" and ", ", ", " & "} else ()
        return DayMark(found.start(), found.end(), DayKind.DAY, day_next(second, on), split_on=split)
    return _day(found, day_next(number, on))


def _nth_of_next(found: Found, on: date) -> DayMark | None:
    """Next month on the 3rd."""
    number = _number(found["d"])
    return _day(found, day_in_month(on.year, on.month + 1, number)) if _valid(number) else None


def _weekday_later(found: Found, on: date) -> DayMark:
    """The Friday after: counted from the day named before it."""
    weekday = _WEEKDAYS[found["wd"][:3]]
    return DayMark(found.start(), found.end(), DayKind.DAY, week_day(on, weekday, 1), after_last=WEEKDAY_LATER + weekday)


def _weekday(found: Found, on: date) -> DayMark | None:
    """This Friday, next Friday, Friday week, a week from Friday, Friday after next, Saturday or Monday, Sunday next week."""
    weekday = _WEEKDAYS[(found["wd2"] or found["wd"])[:3]]
    which, after = found["which2"] or found["which"] or "", found["after"] or ""
    if which.startswith("the following"):
        return _weekday_later(found, on)
    week = re.sub(r"\s", " ", found["week"] or "").strip()
    if which.startswith("last"):
        return _day(found, on, DayKind.PAST)
    if week:
        return _day(
            found,
            week_day(
                on, weekday, {"next": 1, "of next": 1, "this": 0, "of this": 0, "the following": 1}.get(week.removesuffix(" week"), 2)
            ),
        )
    shift = {
        "a week": 7,
        "1 week": 7,
        "one week": 7,
        "two weeks": 14,
        "2 weeks": 14,
        "three weeks": 21,
        "a fortnight": 14,
        "fortnight": 14,
    }.get(found["shift"] or "", 0)
    if after.strip() == "after next":
        return _day(found, week_day(on, weekday, 2))
    if which.startswith("next"):
        day = week_day(on, weekday, 1)
    elif which.startswith("this") and "coming" not in which:
        day = weekday_this(on, weekday)
    else:
        day = weekday_after(on, weekday)
    if after.strip() in {"week", "week after", "the week after"}:
        shift += 7
    return _day(found, day + timedelta(days=shift))


def _later_week(found: Found, on: date) -> DayMark:
    """The week after, two weeks later: from the day named before, else from the day of speaking."""
    days = {"two": 14, "2": 14, "three": 21, "3": 21}.get(found["n"] or "", 14 if found["u"] == "fortnight" else 7)
    return DayMark(found.start(), found.end(), DayKind.DAY, on + timedelta(days=days), after_last=days)


def _from_today(found: Found, on: date) -> DayMark | None:
    """A fortnight today, a week tomorrow."""
    days = (14 if "fortnight" in found["shift"] else 7) + (found["d"] == "tomorrow")
    return _day(found, on + timedelta(days=days))


def _days_later(found: Found, on: date) -> DayMark | None:
    """Thirty days after that: from the day named before."""
    days = small_of(found["n"]) or 0
    if not 0 < days < WEEKDAY_LATER:
        return None
    return DayMark(found.start(), found.end(), DayKind.DAY, on + timedelta(days=days), after_last=days)


def _next_one(found: Found, on: date) -> DayMark:
    """Not this Friday, the next one: a week after the day named before."""
    return DayMark(found.start(), found.end(), DayKind.DAY, on + timedelta(days=7), after_last=7)


def _near(found: Found, on: date) -> DayMark | None:
    words = found.group()
    days = 2 if "after tomorrow" in words else 1 if words.startswith(("tomorrow", "tmrw", "tmr", "tomoz")) else 0
    return _day(found, on + timedelta(days=days))


def _week(found: Found, on: date) -> DayMark | None:
    """This week, the weekend, the end of next week: the Sunday; the end of the business week: the Friday."""
    words = found.group()
    if "last" in words:
        return _day(found, on, DayKind.PAST)
    weeks = 2 if "after next" in words else 1 if "next" in words or "following" in words else 0
    return DayMark(found.start(), found.end(), DayKind.DAY, week_day(on, 4 if found["work"] else 6, weeks), opens_on=week_day(on, 0, weeks))


_PART_WORDS: Final = {
    "end": "end",
    "close": "end",
    "last": "end",
    "late": "end",
    "beg": "start",
    "sta": "start",
    "ear": "start",
    "mid": "middle",
    "fir": "start",
    "top": "start",
}


def _month_part(found: Found, on: date) -> DayMark | None:
    """Month end, the end of December, mid-month, early next month."""
    words = found["part"]
    part = MONTH_PARTS[next(part for prefix, part in _PART_WORDS.items() if words.startswith(prefix))]
    which = found["which"] or ""
    if found["m"]:
        return _day(found, month_day_next(_month(found["m"]), part, on))
    if which.startswith(("next", "the following")):
        return _day(found, day_in_month(on.year, on.month + 1, part))
    if which.startswith("this"):
        return _day(found, day_in_month(on.year, on.month, part))
    return _day(found, day_next(part, on))


def _whole_month(found: Found, on: date) -> DayMark | None:
    """Next month, this month, sometime in May: the last day."""
    words = found.group()
    if found["m"]:
        end = month_day_next(_month(found["m"]), 31, on)
        return DayMark(found.start(), found.end(), DayKind.DAY, end, opens_on=end.replace(day=1))
    if "last month" in words:
        return _day(found, on, DayKind.PAST)
    last = day_in_month(on.year, on.month + (1 if "next" in words or "following" in words else 0), 31)
    return DayMark(found.start(), found.end(), DayKind.DAY, last, opens_on=last.replace(day=1))


def _year(found: Found, on: date) -> DayMark | None:
    return _day(found, date(on.year, 12, 31))


def _nth_weekday(found: Found, on: date) -> DayMark | None:
    """The first Friday of next month, the last Friday in December, the first of the month is a day, not this."""
    nth = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}[found["nth"]]
    weekday, which = _WEEKDAYS[found["wd"][:3]], found["which"]
    if found["m"]:
        month = _month(found["m"])
        day = nth_weekday(on.year, month, weekday, nth)
        return _day(found, day if day >= on else nth_weekday(on.year + 1, month, weekday, nth))
    first = day_in_month(on.year, on.month + (1 if which.startswith(("next", "the following")) else 0), 1)
    day = nth_weekday(first.year, first.month, weekday, nth)
    if day < on and not which.startswith("this"):
        first = day_in_month(on.year, on.month + 1, 1)
        day = nth_weekday(first.year, first.month, weekday, nth)
    return _day(found, day)


def _festival(found: Found, on: date) -> DayMark | None:
    """Christmas; the Monday after Thanksgiving."""
    name = FESTIVAL_WORDS[found["name"]]
    if found["wd"]:
        day = FESTIVALS[name](on)
        weekday = _WEEKDAYS[found["wd"][:3]]
        if day and found["side"] == "before":
            return _day(found, day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1))
        return _day(found, weekday_after(day, weekday) if day else None)
    return _day(found, FESTIVALS[name](on))


_FESTIVALS: Final = "|".join(sorted((re.escape(name) for name in FESTIVAL_WORDS), key=len, reverse=True))
_NTH_JOIN: Final = r"(?P<join> (?:and|or|to|through|-|&) |, |-| ?- ?)"
_NTH_SAID: Final = (
    rf"\b[0-9]{{1,2}} ?(?:st|nd|rd|th)|(?<=the )(?:{ORDINAL})(?=$|[,.?!;:]| (?:of|and|or|to|through|i|i'll|i'm|you|you'll|we|at|in|"
    rf"by|it|is|it's|then|for sure|with|for|if|that|because|when|so|latest|as|without|no|without|from|on|instead|rather|will|"
    rf"should|would|could|might|okay|ok|please|thanks|since|"
    rf"just|maybe|but|not|unless|morning|afternoon|evening|sir|ma'am|mate|before|from|"
    rf"can|lah|plus|or|each|every)\b|-)"
    rf"|(?:(?<=\bby )|(?<=\bon ))(?:fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|"
    rf"twenty[- ][a-z]+(?:st|nd|rd|th)|thirtieth|thirty[- ]first)"
    rf"|(?<=the )(?:eleventh|twelfth|[a-z]+teenth|twentieth|twenty[- ][a-z]+(?:st|nd|rd|th)|thirtieth|thirty[- ]first)|"
    rf"\b(?:{ORDINAL})(?= of (?:next|this|the|every|each|{_MONTH}))"
)
_NTH_SIGNS: Final = (
    *(f"{n}th" for n in range(10)),
    "1st",
    "2nd",
    "3rd",
    "0 th",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "teenth",
    "tieth",
)
Reader = Callable[[Found, date], DayMark | None]
_RULES: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...]] = (
    (("20",), re.compile(r"(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})"), _iso),
    (("/",), re.compile(
        r"(?<![0-9/])(?P<m>1[0-2]|0?[1-9])/(?P<d>[12][0-9]|3[01]|0?[1-9])(?P<d2>)(?:/(?P<y>20[0-9]{2}|[0-9]{2}))?(?![0-9/])"
    ), _month_day),
    (tuple(_MONTHS), re.compile(
        rf"\b(?P<m>{_MONTH})\.?,? (?:the )?(?P<d>{_NTH}|[0-9]{{1,2}})(?:(?: or | to |-| and | through )(?:the )?(?P<d2>{_NTH}|"
        rf"[0-9]{{1,2}}))?(?:,? (?P<y>20[0-9]{{2}}))?(?![0-9:%]| ?(?:dollars|bucks|hundred|a\.?m|p\.?m))"
    ), _month_day),
    (tuple(_MONTHS), re.compile(
        rf"\b(?:the )?(?P<d>{_NTH}|[0-9]{{1,2}})(?P<d2>)(?: of|,)? (?P<m>{_MONTH})\b\.?(?:,? (?P<y>20[0-9]{{2}}))?"
    ), _month_day),
    (_NTH_SIGNS, re.compile(
        rf"(?:\bthe )?(?P<d>{_NTH_SAID})(?![a-z])(?! (?:time|payment|party|notice|call|instal?lment|of (?:my|your|it|what)|thing|letter|"
        rf"person|week|month|one|job|hand|place|step|reminder|street|floor|floo|"
        rf"{_WD}))(?:{_NTH_JOIN}(?:the )?(?P<d2>{_NTH})(?![a-z]))?(?: of (?P<which>next month|next(?=$|[,.?!;])|this month|"
        rf"the following month|the month)|"
        rf" (?P<w2>next month))?"
    ), _nth),
    (("next month",), re.compile(rf"\bnext month,? (?:on )?the (?P<d>{_NTH})"), _nth_of_next),
    (("the next one", "the following one"), re.compile(r"\bthe (?:next|following) one\b"), _next_one),
    (("this time",), re.compile(r"\bthis time next week\b"), lambda found, on: _day(found, on + timedelta(days=7))),
    (("week",), re.compile(
        rf"\b(?P<n>next|this|the following) week,? (?:on )?(?P<wd>{_WD})(?![a-z])"
    ), lambda found, on: _day(found, week_day(on, _WEEKDAYS[found["wd"][:3]], 0 if found["n"] == "this" else 1))),
    (tuple(_WEEKDAYS), re.compile(
        rf"\b(?:(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<wd>{_WD}) (?:of|in) (?:(?P<which>next month|this month|"
        rf"the following month|the month)|(?P<m>{_MONTH})))\b"
    ), _nth_weekday),
    (tuple(_WEEKDAYS), re.compile(
        rf"\bthe (?P<wd>{_WD}) after(?: that)?(?=$|[,.?!;]| (?:i|then|and)\b)"
    ), _weekday_later),
    (("today", "tomorrow"), re.compile(r"\b(?P<shift>(?:a )?(?:week|fortnight)) (?:from )?(?P<d>today|tomorrow)\b"), _from_today),
    (("days after",), re.compile(rf"\b(?P<n>{SMALL}) days after that\b"), _days_later),
    (("week", "fortnight"), re.compile(
        r"\b(?P<n>a|one|two|1|2|the|three|3)? ?(?P<u>weeks?|fortnight) (?:after that|later|after(?=$|[,.?!;]))"
    ), _later_week),
    (tuple(_WEEKDAYS), re.compile(
        rf"\b(?:(?P<shift>a week|one week|1 week|two weeks|2 weeks|three weeks|a fortnight|fortnight)(?:(?<=fortnight)| (?:from|on|after|"
        rf"this|come))(?: (?:from|on))? )?(?:(?P<which>this coming|this|the coming|coming|next|last|past|"
        rf"the following) )?(?<!black )(?<!good )(?<!easter )(?P<wd>{_WD})(?![a-z])(?:(?P<join>,? (?:or|to|-|maybe|or maybe|or possibly|"
        rf"and maybe) )(?:the )?(?P<which2>this |next )?(?P<wd2>{_WD})(?![a-z]))?(?P<week>,? (?:of )?(?:next|this|"
        rf"the following) week(?!end)|,? the week after next| week after next)?(?P<after> after next| week(?! of| after)| week after|"
        rf" the week after)?"
    ), _weekday),
    (("tomorrow", "today", "tonight", "tmr"), re.compile(
        r"\b(?:the )?(?:day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night))?|tmrw?|today|tonight)\b(?:'s)?"
    ), _near),
    (("week",), re.compile(
        r"\b(?:(?:the |this |that )?(?:end|close|tail end|back end|latter part|middle|beginning|start|first part) of )?(?P<work>(?:the |"
        r"this )?(?:business|work|working)[ -]?)?(?:(?:the |this coming |this |next |the coming |last |"
        r"the following )?weekend(?: after next)?|(?:this|next|last|the following) week(?: after next)?|the week after next|"
        r"week after next|(?<=of )(?:the )?week(?: after next)?|(?<=work)week|(?<=work )week|(?<=business )week)\b(?! (?:on|come))"
    ), _week),
    (("week",), re.compile(r"\b(?P<work>)(?:end of week|week's end|eow|the end of the week|later this week)\b"), _week),
    (("month", "eom", *_MONTHS), re.compile(
        rf"\b(?:the |at |around )?(?:very )?(?P<part>end|close|last (?:day|week)|beginning|start|early|late|middle|mid|first (?:part|"
        rf"week|few days)|top)(?: part| day)?[ -]?(?: ?(?:of|in) )?(?:(?P<which>this month|next month|the following month|the month|"
        rf"month|the coming month|the current month)|(?P<m>{_MONTH}))\b(?:'s)?(?: end)?"
    ), _month_part),
    (("month", "eom"), re.compile(
        r"\b(?:(?:(?P<which>this|next) )?(?P<part>)(?P<m>)(?:month[' ]?s? ?-?end|month-end|eom)|before the month(?:'s| is| ends|"
        r" runs)?(?: out| over| up| done)?)\b"
    ), lambda found, on: _day(found, day_in_month(on.year, on.month + ("next" in found.group()), 31))),
    (("month",), re.compile(
        r"\b(?P<m>)(?:(?:sometime |some time |later |within |during |in )?(?:this|next|last|the following) month)(?! the \d)\b"
    ), _whole_month),
    (tuple(_MONTHS), re.compile(
        rf"\b(?:sometime in|some time in|in|during|by|for|come|before) (?P<m>{_MONTH})\b(?! (?:{_NTH}|[0-9]|be|not|have))"
    ), _whole_month),
    (("year",), re.compile(r"\b(?:the )?(?:end of (?:the |this )?year|year[- ]end|year's end|this year)\b"), _year),
    (("'s", "new year", "christmas", "xmas", "thanks", "day", "easter", "hallow", "july", "juneteenth", "diwali", "deepavali"), re.compile(
        rf"\b(?:the (?P<wd>{_WD}) (?P<side>after|before) )?(?<!merry )(?<!happy )(?P<name>{_FESTIVALS})(?![a-z])"
    ), _festival),
)  # fmt: skip
_WEEKDAY_WORDS: Final = re.compile(rf"\b(?:{_WD})\b")
_SAME_DAY: Final = re.compile(r",? (?:the )?|,? which is (?:the )?|, that'?s (?:the )?")


def days_find(text: str, on: date) -> list[DayMark]:
    """All words that say when, from left to right.

    Args:
        text: A normalised text (see :func:`huashu.language.plain.plain`).
        on: The day of speaking.
    """
    marks = [
        mark
        for needles, pattern, reader in (*_RULES, *SPAN_RULES)
        if any(word in text for word in needles)
        for mark in _read(text, on, pattern, reader)
    ]
    days = [mark for mark in apart(marks) if isinstance(mark, DayMark)]
    return joined(
        text,
        counted_on([mark for mark in apart(edged(text, mark) for mark in days) if isinstance(mark, DayMark)]),
        _SAME_DAY,
        _WEEKDAY_WORDS,
    )


def _read(text: str, on: date, pattern: re.Pattern[str], reader: Reader) -> list[DayMark]:
    return [mark for found in pattern.finditer(text) if (mark := reader(found, on))]
