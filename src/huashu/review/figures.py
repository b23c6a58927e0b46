"""Figures that an officer states, held against the case: which sums are those of the file, and which can't be meant as a claim."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from typing import Final

from huashu.conduct.scan.numbers import numbers_in
from huashu.language.plain import plain
from huashu.money import decimals_spoken
from huashu.review.course import Course

NEAR: Final = Fraction(1, 100)
"""A figure this near to one of the file is that figure, said roughly."""
ROUND: Final = Fraction(1, 40)
"""The same for a figure in hundreds."""
_NO_CLAIM: Final = re.compile(
    r"每[一1]?[天日迟晚]|按天|按日|一天|天天|日计|每日|%|趴|百分|利率|年息|(?<!罚)息|订金|头款|首付|"
    r"a day|per day|by the day|(?:every|each) day|daily|let's say|(?:any|some|part|bit) of it|little something|for each|percent|"
    r"per cent|\brate|\bapr\b|interest|down payment|tier"
)
_ASKS_FOR: Final = re.compile(
    r"都(?:拿|凑|还|付)不|^\s*(?:like|say|maybe|even|just),? [^.?!]*\?$|\b(?:can't|cannot|couldn't) (?:find|rise to|manage|spare)|"
    r"\b(?:could|can|would|will) (?:any|some|you do|you manage)\b"
)
"""A part that is asked for, or a sum that is only held up to him."""
_REST: Final = re.compile(r"剩|余下|尾款|其余|\b(?:balance|rest|remain(?:s|ing|der)|what's left)\b")
"""What is left of it after a part that the customer has named."""
_TOTAL: Final = re.compile(r"[总一合共]共|合计|总计|加起来|\ball in\b|\btotal|altogether|in all\b|comes to|makes it")
ANY_FIGURE: Final = re.compile(
    r"[0-9]|[一二两三四五六七八九十百千万]{2,}|[一二两三四五六七八九][块元万千]|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|grand)\b"
)


def sums_of(course: Course) -> list[Fraction]:
    """Sums that the file knows, in major units: what is overdue, the penalty, both, or the amount applied for."""
    case = course.transcript.case
    applied = case.application.get("loan_amount")
    known = [amount for amount in (case.overdue_minor, case.penalty_minor) if amount]
    known += [applied] if isinstance(applied, int) else []
    major = 10 ** decimals_spoken(case.currency)
    return [Fraction(sum(part), major) for size in (1, 2) for part in combinations(known, size)]


def figures_in(text: str) -> list[Fraction]:
    """Every figure of a plain text, in each meaning that it may have."""
    return [Fraction(value) for number in numbers_in(text) for value in number.values]


def near(value: Fraction, sums: list[Fraction]) -> bool:
    """Whether a figure is one of some sums, or as good as."""
    return any(abs(value - known) <= known * (NEAR if value % 100 else ROUND) for known in sums)


def states_the_sum(course: Course, turn: int) -> bool:
    """Whether a turn names a sum of the file."""
    sums = [known for known in sums_of(course) if known >= 20]
    return bool(sums) and any(near(value, sums) for value in figures_in(course.turns[turn].words.text))


def can_be_false(course: Course, turn: int, quote: str) -> bool:
    """Whether a figure that the conduct scan finds false can stand: not so much a day, no rate, no sum that the customer named or promised.

    Args:
        course: The call.
        turn: The officer's turn.
        quote: The words that the scan points at.
    """
    sentence = _sentence_with(course, turn, quote)
    if _NO_CLAIM.search(sentence) or _ASKS_FOR.search(sentence):
        return False
    sums = sums_of(course)
    said = [value for value in figures_in(quote) if value >= 20]
    if not said or (any(near(value, sums) for value in said) and not _adds_up(quote, said, sums)):
        return False
    known = {figure for heard in course.turns[:turn] if not heard.by_officer for figure in figures_in(heard.words.text)}
    if known and _REST.search(sentence):
        return False
    major = 10 ** decimals_spoken(course.transcript.case.currency)
    known |= {Fraction(part.amount_minor, major) for part in course.promise.payments if part.amount_minor}
    parts = {*known, *(total - figure for total in sums for figure in known)}
    return not any(near(value, [part]) for value in said for part in parts if part > 0)


def _sentence_with(course: Course, turn: int, quote: str) -> str:
    """The whole sentence, made plain, in which a quote stands."""
    words = course.turns[turn].words
    start = words.text.find(plain(quote).text)
    if start < 0:
        return plain(quote).text
    first, last = words.sentence(start)
    return words.text[first:last]


def _adds_up(quote: str, said: list[Fraction], sums: list[Fraction]) -> bool:
    """Whether a total is named that the file doesn't know, beside a part that it does."""
    total = max(said)
    return bool(_TOTAL.search(quote.lower())) and not near(total, sums) and total > max(sums)


def rate_is_false(course: Course, turn: int) -> bool:
    """Whether a turn states a rate a year that is well below the file's and never the file's own."""
    given = course.transcript.case.application.get("annual_rate")
    if given is None:
        return False
    true = Fraction(str(given)) * 100
    text = course.turns[turn].words.text
    if _NOTHING.search(text):
        return true > 0
    if _OTHER_RATE.search(text):
        return False
    stated = []
    for match in _RATE.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        words = next(group for group in match.groups() if group)
        if not _OTHER_SHARE.search(before) and not _OTHER_SHARE.match(text[match.end() :]):
            stated += figures_in(words)
    return (
        bool(stated)
        and not any(abs(rate - true) <= true / 20 for rate in stated)
        and any(0 < rate < true * Fraction(4, 5) for rate in stated)
    )


_RATE: Final = re.compile(
    r"百分之([零一二两三四五六七八九十点0-9.]+)|([0-9.]+|[零一二两三四五六七八九十]+(?:点[零一二三四五六七八九]+)?)(?: ?%|趴|厘|个点)|"
    r"([0-9.]+|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)(?: point \w+)?) ?(?:percent|per cent)"
)
_NOTHING: Final = re.compile(r"零利息|零利率|免利息|(?:zero|no|0 ?%) interest|interest.free")
_OTHER_RATE: Final = re.compile(r"银行|农商|别家|本金|违约金|提前|罚息|逾期|\bbank|credit union|late|penalt|prepay|pay(?:ing)? (?:it )?off")
_OTHER_SHARE: Final = re.compile(
    r"首付|头款|头期|订金|折|成|保险|税|每月|月息|月利|一个?月|down|deposit|discount|off\b|tax|a month|per month|monthly|"
    r"\s*(?:down|off|deposit|of the)"
)
