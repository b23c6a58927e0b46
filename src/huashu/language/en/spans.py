"""Lengths of time, series, and words about time that name no day, in English: within ten days, 500 a week, soon, yesterday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from huashu.language.almanac import business_days_after, day_next, months_on, weekday_after
from huashu.language.en.numbers import ORDINAL, ORDINALS, SMALL, small_of
from huashu.language.marks import DayKind, DayMark, Every

_WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_WD: Final = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_DURATION: Final = re.compile(
    rf"\b(?:(?P<before>within(?: the next)?|in(?: the next| about| around)?|inside(?: of)?|give me(?: another| about| like| just)?|"
    rf"gimme|need(?: another)?|over the next|for(?: another)?|another|next|the next|allow me|no more than|not more than|under|"
    rf"less than|wait)(?: |$))?(?P<like>like |about |around |maybe |approximately |roughly |at most |probably )?"
    rf"(?P<n>{SMALL}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?:(?: ?- ?| to | or |"
    rf" or maybe )(?P<n2>{SMALL}))?[ -]?(?:more |full |short |whole |solid |calendar )?(?P<unit>(?:business|working|work) days?|"
    rf"days?|weeks?|wks?|months?|hours?|hrs?|fortnights?|minutes?|mins?)(?P<ormore> or (?:two|three|so|"
    rf"less))?\b(?P<half> and a half)?"
    rf"(?:'s?|s')?(?: time)?(?P<after> from (?:now|today|tomorrow|this call)| out| max| tops| at (?:the )?most)?(?P<ago> ago| late|"
    rf" overdue| behind| past due| old)?"
)
_SERIES: Final = re.compile(
    rf"\b(?:(?:every|each) (?P<other>other |second |single )?(?P<n>two|three|2|3|four|4|15|fifteen)? ?(?:(?P<unit>weeks?|months?|"
    rf"fortnight|days?|paydays?|paychecks?|pay period)|(?P<wd>{_WD}))(?P<times> for (?:the next )?(?:two|three|four|five|six|2|3|4|5|"
    rf"6) (?:weeks|months))?(?:,? on the (?P<dm>[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL}))?"
    rf"|(?:the |on the )?(?P<d>[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL}) of (?:every|each) month|(?:on )?(?P<plural>mondays|tuesdays|"
    rf"wednesdays|thursdays|fridays|saturdays|sundays)"
    rf"|(?<=[0-9a-z] )(?:a|per|every|each|/) ?(?P<per>week|month|fortnight|day|paycheck)(?: on the (?P<pd>[0-9]{{1,2}}(?:st|nd|rd|"
    rf"th)|{ORDINAL}))?(?! from| or two| late| ago| after| later| behind| on the| today)|(?P<word>weekly|monthly|biweekly|bi-weekly|"
    rf"fortnightly|daily))(?![a-z])"
)
_VAGUE: Final = re.compile(
    r"\b(?:(?:as soon as|soon as|whenever|when(?:ever)?|as and when) (?:i (?:can|possibly can|am able|get (?:the|some|a little|"
    r"any) (?:money|cash)|have (?:the|some|it)|'?ve got)|possible|i'?m able|things [a-z ]{3,20}|humanly possible|funds allow)|asap|"
    r"(?:real |pretty |very )?soon(?:er or later)?(?! as)|shortly|(?:in |within |over |give me )?(?:the next |next |"
    r"another )?(?:a )?(?:few|couple|coupla)(?: of)?(?: more| business| working)? (?:days|weeks|months)|"
    r"in a (?:bit|while)|some ?day|one of these days|eventually|at some point|sooner or later|any day now|one day|when (?:things|"
    r"money) (?:pick|ease|loosen)[a-z ]*|sometime(?! in| next| this| on| around| before| after| by)|when i get (?:paid|my (?:check|"
    r"paycheck|money|wages))|after (?:the )?holidays|down the (?:road|line)|in due course|by and by|at my earliest convenience|"
    r"the (?:first|minute|moment) (?:chance|i can))\b"
)
_NOW: Final = re.compile(
    r"\b(?:right now|right away|straight away|straightaway|right this (?:second|minute)|immediately|now(?!adays| that)|at once|"
    r"this (?:morning|afternoon|evening|very minute|minute|second)|in a (?:minute|moment|sec(?:ond)?|jiffy)|later today|"
    r"as soon as (?:i|we) (?:hang up|get off (?:the phone|this call|work)|get home)|when i (?:get home|get off work|hang up)|"
    r"(?:right )?after (?:work|this call|we hang up|i hang up|lunch|my shift)|while (?:you'?re|i'?m|i have you|"
    r"we'?re) on the (?:phone|line)|over the phone|right after(?=$|[,.!?])|this instant|as we speak)\b"
)
_TODAY: Final = re.compile(
    r"\b(?:(?:by|before) )?(?:(?:the )?close of (?:business|play)|cob|eod|(?:the )?end of (?:the |my )?(?:business |"
    r"work(?:ing)? )?(?:day|play|shift)|(?<=by )close|(?<=before )close)(?: today)?\b(?! (?:on|this|next|friday|monday|tuesday|"
    r"wednesday|thursday|saturday|sunday|tomorrow))"
    r"|\b(?:before|by) (?:midnight|noon|lunch(?:time)?|dinner|(?:[0-9]{1,2}(?::[0-9]{2})?|five|six|four|three) ?(?:a\.?m|p\.?m|"
    r"o'?clock)\b)(?: tonight| today)?(?! (?:on|this|next|friday|monday|tuesday|wednesday|thursday|saturday|sunday|tomorrow))|"
    r"\bbefore (?:the day is (?:out|over|done)|you (?:close|shut))\b"
)
_PAST: Final = re.compile(
    r"\b(?:yesterday|last (?:week|month|night|year|time|friday|monday|tuesday|wednesday|thursday|saturday|sunday)|the other day|"
    r"earlier(?: today| this week)?|already|(?:a )?(?:few|couple)(?: of)? (?:days|weeks) ago|back in (?:the day|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|spring|summer|winter|fall|20[0-9]{2})|recently|just now)\b"
)


def _duration(found: re.Match[str], on: date) -> DayMark | None:
    """Within ten days names a day; a bare "ten days" is a length."""
    count, unit = small_of(found["n2"] or found["n"]), found["unit"]
    if not count or (unit.startswith(("month", "min")) and found["n"].isdigit() and len(found["n"]) == 3):
        return None
    if found["ago"]:
        return DayMark(found.start(), found.end(), DayKind.PAST)
    if found["ormore"]:
        count = {"two": 2, "three": 3}.get(found["ormore"].split()[-1], count)
    before, after = found["before"] or "", found["after"] or ""
    marked = before.startswith(("within", "in", "over", "inside", "no more", "not more", "under", "less")) or bool(after)
    if before in {"next", "the next"} and not marked:
        marked = False
    start = on + timedelta(days=1) if "tomorrow" in after else on
    day = _later(start, count, unit, half=bool(found["half"]))
    unsure = (
        (bool(found["like"]) and not (found["like"] or "").startswith("at most"))
        or (found["ormore"] or "").endswith(" so")
        or before.endswith(("about", "around"))
    )
    if unit.startswith("min") and not marked:
        return None
    return DayMark(found.start(), found.end(), DayKind.DAY if marked else DayKind.SPAN, day, unsure=unsure)


def _later(on: date, count: int, unit: str, *, half: bool) -> date:
    if unit.startswith(("business", "work")):
        return business_days_after(on, count)
    if unit.startswith("month"):
        return months_on(on, count, 15 if half else 0)
    if unit.startswith(("hour", "hr")):
        return (datetime.combine(on, time(0)) + timedelta(hours=count)).date() if count >= 24 else on
    if unit.startswith("min"):
        return on
    days = 7 if unit.startswith(("week", "wk")) else 14 if unit.startswith("fortnight") else 1
    return on + timedelta(days=days * count + (days // 2 + 1 if half and days > 1 else 0))


def _series(found: re.Match[str], on: date) -> DayMark | None:
    """Every Friday, every two weeks, 500 a month, the 5th of each month."""
    nth = found["d"] or found["dm"] or found["pd"]
    if nth:
        digits = re.match(r"[0-9]+", nth)
        number = int(digits.group()) if digits else ORDINALS[nth]
        return DayMark(found.start(), found.end(), DayKind.SERIES, every=Every(months=1, first_on=day_next(number, on), number=number))
    weekday = found["wd"] or found["plural"]
    if weekday:
        step = 14 if (found["other"] or "").strip() in {"other", "second"} else 7
        first_on = weekday_after(on, _WEEKDAYS[weekday[:3]])
        return DayMark(
            found.start(), found.end(), DayKind.SERIES, every=Every(days=step, first_on=first_on, times=_times(found["times"], step))
        )
    if found["per"] and not _SUM_BEFORE.search(found.string, max(0, found.start() - 16), found.start()):
        return None
    every = _step(found)
    return DayMark(found.start(), found.end(), DayKind.SERIES, every=every) if every else None


def _times(words: str | None, days: int) -> int:
    """How many payments "for four weeks" is, one every so many days; 0 if nothing is said, or months."""
    *_, count, unit = words.split() if words else ("0", "weeks")
    return (small_of(count) or 0) * 7 // days if unit == "weeks" else 0


def _step(found: re.Match[str]) -> Every | None:
    unit = found["unit"] or found["per"] or found["word"]
    if unit.startswith("pay"):
        return None
    if unit.startswith(("biweekly", "bi-weekly", "fortnight")):
        return Every(days=14)
    count = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "15": 15, "fifteen": 15}.get(found["n"] or "", 1)
    if (found["other"] or "").strip() in {"other", "second"}:
        count *= 2
    if unit.startswith("month"):
        return Every(months=count)
    return Every(days=count * (7 if unit.startswith("week") else 1))


_SUM_BEFORE: Final = re.compile(
    r"(?:[0-9k%]|dollars?|bucks?|quid|pounds?|euros?|hundred|thousand|grand|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|payment|once|"
    r"each|apiece|one|two|three|four|five|six|seven|eight|nine|half|third|quarter|of it) $"
)


def _plain(kind: DayKind) -> Callable[[re.Match[str], date], DayMark | None]:
    return lambda found, on: DayMark(found.start(), found.end(), kind, on if kind is DayKind.NOW else None)


_VAGUE_SIGNS: Final = (
    "soon", "asap", "when", "few", "couple", "coupla", "while", "bit", "day", "time", "eventually", "point", "shortly", "later", "holidays",
    "road", "line", "course", "earliest", "moment", "minute", "first",
)  # fmt: skip
_NOW_SIGNS: Final = (
    "now", "away", "immediately", "once", "this", "later", "after", "soon", "when", "phone", "line", "speak",
    "minute", "moment", "sec", "jiffy",
)  # fmt: skip
_WITHIN_WEEK: Final = re.compile(r"\b(?:within|inside) (?:the|a) (?:week|month)\b")


def _within(found: re.Match[str], on: date) -> DayMark:
    """Within the week, the month: that long from now."""
    return DayMark(found.start(), found.end(), DayKind.DAY, months_on(on, 1) if "month" in found.group() else on + timedelta(days=7))


RULES: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], date], DayMark | None]], ...]] = (
    (("every", "each", " a ", "per", "/", "ly", "days"), _SERIES, _series),
    (("within", "inside"), _WITHIN_WEEK, _within),
    (("day", "week", "wk", "month", "hour", "hr", "fortnight", "min"), _DURATION, _duration),
    (_VAGUE_SIGNS, _VAGUE, _plain(DayKind.VAGUE)),
    (("close", "end", "cob", "eod", "before", "by "), _TODAY, lambda found, on: DayMark(found.start(), found.end(), DayKind.DAY, on)),
    (_NOW_SIGNS, _NOW, _plain(DayKind.NOW)),
    (("yesterday", "last", "other", "earlier", "already", "ago", "back", "recently", "just now"), _PAST, _plain(DayKind.PAST)),
)  # fmt: skip
"""Words of which a text must hold one, the pattern, and what makes a mark of a match."""
