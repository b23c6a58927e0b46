"""Amounts as English speakers name them: around three grand, fifteen hundred, half, the rest, the whole thing.

Amounts are in hundredths of the unit that was spoken, whatever it is called. A bare small number counts only where money is the talk.
Whether an
amount is promised or only told is for the reader of the sentence.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from huashu.language.en.numbers import NUMBER, SCALES, small_of, values_of
from huashu.language.marks import MOST_MINOR, AmountKind, AmountMark, apart

_CURRENCY: Final = r"rupees?|ringgit|dollars?|bucks?|quid|pounds?|sterling|euros?|usd|gbp|smackers|cash"
_FIGURE: Final = re.compile(
    rf"(?P<about>(?:around|about|approximately|roughly|like|maybe|nearly|almost|close to|something like|at least|at most|up to|"
    rf"no more than|minimum of|say|some|in the (?:neighborhood|region) of) )?"
    rf"(?:(?P<sign>(?:[$£€₹]|\b(?:rm|rs\.?|inr|s\$|a\$)) ?)|(?<![a-z0-9.,:/-]))(?P<n>{NUMBER})(?P<more>(?: |-)?(?:ish|odd|plus|"
    rf"\+))?(?P<unit>[- ](?:{_CURRENCY})(?![a-z]))?"
    rf"(?: and (?P<cents>[0-9]{{1,2}}|[a-z]+(?:[- ][a-z]+)?) cents)?(?P<tail> or so| or thereabouts| give or take| at least| minimum|"
    rf" tops| max)?"
)
_SLANG: Final = {"monkey": 500, "pony": 25, "ton": 100}
_SLANG_SUM: Final = re.compile(r"\ba (?P<a>monkey|pony|ton)\b(?! of)|\b(?P<n>two|three|four|five) bills\b(?! (?:to|for|and))")
_ALL_BUT: Final = re.compile(
    rf"\b(?:all|everything|the (?:lot|whole thing)) (?:but|except(?: for)?|bar|minus|less) (?:that |the )?(?P<sign>[$£€] ?)?(?P<n>{NUMBER})"
    rf"(?:[- ](?:{_CURRENCY})(?![a-z]))?(?: of (?:it|what'?s (?:owed|overdue|due)|that))?"
)
_RANGE: Final = re.compile(
    r"(?:between )?(?<![a-z0-9])(?P<low>one|two|three|four|five|six|seven|eight|nine|[1-9])(?: to | or |-| and |,? ?(?:or )?(?:maybe|"
    r"possibly|perhaps) )(?:maybe )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9])[ -]?(?P<scale>hundred|thousand|grand|k)(?![a-z])(?:[- ](?:dollars?|"
    r"bucks?|quid|pounds?))?"
)
_ANOTHER: Final = re.compile(
    r"\b(?:another|the other|then) (one|two|three|four|five|six|seven|eight|nine)(?= (?:on|by|in|at|then|after|for|next)\b|"
    r"[ ,.?!;]*(?:\||$|and\b))"
)
_ONE_MORE: Final = re.compile(r"\banother (grand|hundred|thousand)\b(?! and)")
_NOT_MONEY: Final = re.compile(
    r"(?:st|nd|rd|th)(?![a-z])|[ -]?(?:more |business |working |full |whole |calendar |straight |consecutive |equal |separate |"
    r"different |monthly |weekly |easy )?(?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|seconds?|o'?clock|a\.?m\b|p\.?m\b|"
    r"\(k\)|payments?|instal?lments?|times?|installments?|percent|per ?cent|kids?|children|people|calls?|other|of (?:you|us|them)|"
    r"more (?:times?|calls?)|jobs?|miles?|ways|parts?|halves|chunks|cars?|cards?|banks?|texts?|letters?|emails?|voicemails?|thirds?|"
    r"quarters?|fifths?)(?![a-z])|[ -]?%|:[0-9]|/[0-9]|[0-9]|-[0-9]|\.[0-9]"
)
_TIME_BEFORE: Final = re.compile(r"(?:\bat|\bby|\buntil|\btill|\bpast|\bbefore|\bafter|\baround) $")
PENSIONS: Final = frozenset({"401k", "401 k", "403b", "457b"})
"""Savings plans named after a paragraph, no sums."""
_MONTH_BEFORE: Final = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|"
    r"december)\.? $"
)
_JOIN: Final = re.compile(r"(?: |,)*(?:to|or|or maybe|maybe|-|–|and|,)?(?: maybe| possibly| even| perhaps)? ?")
_TENS: Final = "ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred"
_SHARE: Final = re.compile(
    r"(?<![a-z])(?:(?P<half>(?:about |around |roughly )?(?:a |one )?half(?: (?:the )?amount)?(?! (?:a |an )?(?:hour|hours|day|past|"
    r"grand|hundred|thousand|"
    r"a|an|month|week|the time|way))(?: of it| of that| of what i owe| the (?:amount|balance|payment|money))?)|"
    r"(?P<num>two|three|one|another|a|2|3|1)[- ](?P<den>thirds?|quarters?|fourths?|fifths?|tenths?|eighths?)(?! of (?:next|the month|"
    r"january|"
    r"february|march|april|may|june|july|august|september|october|november|december))|"
    rf"(?P<per>[0-9]{{1,3}}|(?:{_TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?:%| ?percent| per ?cent))(?![a-z])"
)
_DENOMINATORS: Final = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10, "eighth": 8}
_IT: Final = (
    r"(?:it|this|that|things|the (?:account|loan|balance|car|payment|arrears|bill|debt|whole thing)|my (?:account|loan|balance|"
    r"payments?)|everything|all of it|you guys|you)"
)
_WORDS: Final[tuple[tuple[AmountKind, re.Pattern[str]], ...]] = (
    (AmountKind.REST, re.compile(
        r"\b(?:the |all the )?(?:rest|remainder|last of (?:it|that|what i owe)|remaining(?: (?:balance|amount|half|part|money))?|"
        r"other half|second half|left ?over|difference|balance after that|balance(?= *(?:\||(?:on|by|end|next|at) ))|what'?s left|"
        r"whatever'?s left|what is left|what remains)(?! of (?:the )?(?:week|month|day|year|today))(?: of (?:it|the (?:money|balance|"
        r"payment)))?\b"
    )),
    (AmountKind.CLEAR, re.compile(
        rf"\b(?:(?:bring|brings|bringing|get|getting|make|have) {_IT} (?:all |fully |totally |completely )?(?:current|up to date|"
        rf"caught up|squared away|cleared|paid off|paid up|all paid|settled|paid in full)|(?:clear|clearing|settle|settling|pay|"
        rf"paying) (?:{_IT} )?(?:off|up)(?: {_IT})?|(?:get|be|getting|catch|catching|catches) (?:all |fully |"
        rf"myself )?(?:caught )?up(?! to \w)|caught up|(?:be|get|getting) (?:all |fully )?(?:current|square|squared up)|(?:clear|"
        rf"clearing|settle|settling) (?:{_IT}|the lot|my debt)|wipe (?:it|the slate) (?:out|clean)|zero (?:it|this) out|square (?:it|"
        rf"this|things|up))\b"
    )),
    (AmountKind.ALL, re.compile(
        r"\b(?:(?:the )?(?:whole|entire|full|total)(?: (?:thing|lot|amount|balance|payment|sum|bill|debt|overdue amount|"
        r"past[- ]due amount|nine yards|shebang|kit and caboodle|whack|arrears|account))?|in full|all of it|all of that|every (?:penny|"
        r"cent|dime|last (?:penny|cent|dime))|everything(?: i owe| that'?s (?:owed|overdue|past due|due))?|the lot|in one (?:go|shot|"
        r"lump|payment)|lump sum|all at once|it all|all i owe|the past[- ]due(?: amount| balance)?|the (?:overdue|outstanding) (?:amount|"
        r"balance)|what i owe(?: you)?|the balance)\b"
    )),
    (AmountKind.SOME, re.compile(
        r"\b(?:(?:some|part|most|a (?:bit|little|portion|chunk|piece|fraction)|a little (?:bit|something)|a small (?:amount|part)|"
        r"portions?)(?: of (?:it|that|what i owe|the (?:money|balance|payment|amount|debt)))|(?:some|a little) (?:money|cash|something|"
        r"bit)|a (?:few|couple) (?:bucks|dollars|quid|pounds)|(?:a )?(?:few|couple) hundred or so|a few hundred|a few grand|few hundred|"
        r"something(?= *\|| (?:on|by|friday|tomorrow|next|this|to you|down|in|off|toward|towards))|a (?:partial|part)(?: payment)?|"
        r"partial(?: payment)?|a (?:small|token|little) payment|as much as i can|whatever i (?:can|have|get|scrape)|what i can(?! do)|"
        r"at least (?:some|part)(?:thing)?|a (?:bit|little)(?= *\|| (?:on|by|towards?|off|down)))\b"
    )),
)  # fmt: skip


def amounts_find(text: str, overdue_minor: int | None = None) -> list[AmountMark]:
    """All words that say how much, from left to right.

    Args:
        text: A normalised text.
        overdue_minor: What is overdue, if known: it tells 1,250 from 12.50.
    """
    marks = [mark for found in _FIGURE.finditer(text) if (mark := _figure(text, found, overdue_minor))]
    marks += [mark for found in _ANOTHER.finditer(text) if (mark := _another(text, found))]
    marks += [_one_more(found) for found in _ONE_MORE.finditer(text)]
    marks += [_slang(found) for found in _SLANG_SUM.finditer(text)]
    marks += [mark for found in _ALL_BUT.finditer(text) if (mark := _all_but(found, overdue_minor))]
    marks += [_range(found) for found in _RANGE.finditer(text)]
    marks += [mark for found in _SHARE.finditer(text) if (mark := _share(found))]
    for kind, pattern in _WORDS:
        marks += [AmountMark(found.start(), found.end(), kind) for found in pattern.finditer(text)]
    return [mark for mark in apart(_merged(text, marks)) if isinstance(mark, AmountMark)]


def _figure(text: str, found: re.Match[str], overdue_minor: int | None) -> AmountMark | None:
    words = found["n"]
    values = values_of(words)
    sign = bool(found["sign"]) or bool(found["unit"])
    if not values or words in PENSIONS or (not sign and _NOT_MONEY.match(text, found.end())):
        return None
    before = text[max(0, found.start() - 12) : found.start()]
    value = values[0]
    if len(values) > 1:
        limit = Fraction(overdue_minor, 100) if overdue_minor is not None else None
        if limit is not None and values[0] > 2 * limit >= values[1]:
            value = values[1]
        if not sign and _TIME_BEFORE.search(before):
            return None
    elif not sign and not _is_sum(words, value, before):
        return None
    minor = value * 100 + (next(iter(values_of(found["cents"])), 0) if found["cents"] else 0)
    if not 0 < minor <= MOST_MINOR or minor.denominator != 1:
        return None
    about = bool(found["about"] or found["more"] or found["tail"] or "couple" in words)
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, int(minor), approximate=about, money=sign or value >= 100)


def _another(text: str, found: re.Match[str]) -> AmountMark | None:
    """Five hundred now, another five on Friday: the small number has the scale of the figure before it."""
    scales = re.findall(r"hundred|grand|thousand", text[: found.start()])
    if not scales:
        return None
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, (small_of(found[1]) or 0) * SCALES[scales[-1]] * 100, money=True)


def _one_more(found: re.Match[str]) -> AmountMark:
    """Another grand."""
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, SCALES[found[1]] * 100, money=True)


def _slang(found: re.Match[str]) -> AmountMark:
    """A monkey, a pony, two bills."""
    value = _SLANG[found["a"]] if found["a"] else (small_of(found["n"]) or 0) * 100
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, value * 100, money=True)


def _all_but(found: re.Match[str], overdue_minor: int | None) -> AmountMark | None:
    """Everything except that one-ninety."""
    left = overdue_minor - values_of(found["n"])[0] * 100 if overdue_minor is not None and values_of(found["n"]) else Fraction(0)
    if left <= 0 or left.denominator != 1:
        return None
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, int(left), money=True)


def _range(found: re.Match[str]) -> AmountMark:
    """Two, maybe three hundred: the lower end shares the scale."""
    minor = (small_of(found["low"]) or 0) * SCALES[found["scale"]] * 100
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, minor, approximate=True, money=True)


def _is_sum(words: str, value: Fraction, before: str) -> bool:
    """Whether a number without a sign or unit can be money."""
    if _MONTH_BEFORE.search(before) or re.search(
        r"(?:ending in|number|account|card|extension|ext|apartment|apt|unit|route|highway|#|ref|chapter|section|model) ?$", before
    ):
        return False
    if value < 20 or (value < 100 and re.search(r"(?:\bat|\buntil|\btill|\bpast|\bage|\bby|\bbefore|\bafter) $", before)):
        return False
    if words.isdigit():
        return len(words) < 7 and not (len(words) == 4 and words.startswith("20") and re.search(r"(?:in|of|by|, ) ?$", before))
    return True


def _share(found: re.Match[str]) -> AmountMark | None:
    if found["half"]:
        share = Fraction(1, 2)
    elif found["den"]:
        share = Fraction(small_of(found["num"]) or 1, _DENOMINATORS[found["den"].rstrip("s")])
    else:
        per = small_of(found["per"]) if found["per"].isdigit() else next(iter(values_of(found["per"])), None)
        share = Fraction(per or 0, 100)
    if not 0 < share <= 1:
        return None
    return AmountMark(found.start(), found.end(), AmountKind.SHARE, share=(share.numerator, share.denominator))


def _merged(text: str, marks: list[AmountMark]) -> list[AmountMark]:
    """200 to 300, two maybe three hundred: two figures side by side are one, the lower; the first takes the second's scale."""
    merged: list[AmountMark] = []
    for mark in apart(marks):
        assert isinstance(mark, AmountMark)
        last = merged[-1] if merged else None
        gap = text[last.end : mark.start] if last else ""
        if last and last.kind is mark.kind is AmountKind.FIGURE and gap.strip() not in {"", "and", ","} and _JOIN.fullmatch(gap):
            merged[-1] = AmountMark(
                last.start, mark.end, AmountKind.FIGURE, min(last.minor or 0, mark.minor or 0), approximate=True, money=True
            )
        else:
            merged.append(mark)
    return merged
