"""Figures held against the case: amounts that no sum of what is due gives, rates that aren't the contract's.

Only what is stated as owed counts. A part payment that is asked for, wages, prices and telephone numbers are no claims about the debt,
and a figure marked as rounded may be off by its own coarseness or eight in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Final, NamedTuple

from huashu.conduct.scan.numbers import Number, numbers_in
from huashu.conduct.scan.remark import AMOUNTS, CaseFacts, Remark
from huashu.language.plain import Plain
from huashu.money import decimals_spoken

Spans = Iterator[tuple[int, int]]
APPROXIMATE: Final = Fraction(8, 100)
_MONEY_BEFORE: Final = re.compile(r"(?:nt\$|hk\$|us\$|[¥$£€]|人民币|新台币|台币|港币|美元|rmb|cny|twd|hkd|usd|gbp)\s*$")
_MONEY_AFTER: Final = re.compile(
    r"\s*(?:来|多|几)?(?:元|块|圆|蚊|人民币|台币|港币|(?:us |hong kong )?dollars?|pounds?|quid|bucks?|yuan|rmb|usd|gbp|cny|"
    r"ntd?)(?![a-z])|\s*(?<=grand)(?![a-z])"
)
_CENTS: Final = re.compile(
    r"[元块圆](?:钱)?零?(?:(?P<jiao>[0-9一二两三四五六七八九])(?:[毛角](?:钱)?|"
    r"(?![0-9一二两三四五六七八九十百千万天个期])))?(?:零?(?P<fen>[0-9一二两三四五六七八九])(?:分|(?![0-9一二两三四五六七八九十百千万天个期])))?"
)
_CENT_WORDS: Final = re.compile(r"\s*(?:dollars?|pounds?)(?:,)?(?: and)? ")
_STOPS: Final = re.compile(r"\s*(?:[.,;!?]|$)")
_NOT_MONEY_AFTER: Final = re.compile(
    r"\s*(?:分之|期|[几多来]?天|个(?!点)|次|号|月|日|年|点|位|岁|分钟|小时|秒|%|厘|成|人|台|辆|条|张|家|封|通|遍|种|年|:|：|-[0-9]|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b|st\b|nd\b|"
    r"rd\b|th\b|days?|months?|weeks?|years?|payments?"
    r"|installments?|instalments?|percent|per cent|times?|minutes?|hours?|digits?|o'clock|[ap]\.?m\b|numbers?|cents?\b|"
    r"of (?:you|us|them))"
)
_OWED: Final = re.compile(
    r"欠|逾期|应缴|应还|应付|要还|得还|需还|需要还|还款|缴|合计|总(?:共|计|额)|一共|共计|加起来|罚息|违约金|滞纳金|利息|费|金额|"
    r"未还|没还|结清|"
    r"(?<![a-z])(?:owe[sd]?|owing|due|overdue|arrears|balance|total(?:s|ling)?|comes to|came to|makes it|fees?|charges?|penalty|"
    r"penalties|interest|outstanding|"
    r"amount(?: is)?|late|behind|short|settle|clear)(?![a-z])"
)
_OTHER: Final = re.compile(
    r"先(?:还|付|存|转|缴|交|给|凑|处理|打|补|汇|来)|至少|最少|能(?:还|付|凑|缴|拿)|能不能|可以还|部分|工资|收入|薪|月供|每期|"
    r"贷(?:款)?(?:了|额|金额)?(?=[0-9一二两三四五六七八九十百千万的是为]*$)|借了|本金(?:还有|剩下|是|余额)?$|"
    r"首付|订金|定金|车价|价格|尾号|末[0-9一二三四五]码|身份证|手机|工号|电话|分机|转接|案号|编号|省|优惠|减免|退|"
    r"你(?:刚才)?(?:说|讲|提)|存了|收到|到账|(?:上次|之前|已经?|前天|昨天|刚)(?:你)?(?:还|缴|付|交|转|汇)(?:了|的|过|进来)?|付了|还了|交了|缴了|拨打|打|罚你|"
    r"(?<![a-z])(?:at least|towards?|part|any of|some of|a little|put down|could you|can you|would you|are you able|able to|manage|"
    r"afford|how about|"
    r"save[sd]?|saving|discount|waive[sd]?|instead of|income|"
    r"earn|salary|deposit|price|loan of|borrowed|you (?:said|mentioned|told|paid|sent)|received|we got|number|ending|extension|"
    r"ext|reference|suite|call|dial|badge|room|principal)(?![a-z])"
)
_PAID_AFTER: Final = re.compile(
    r"\s*(?:元|块|圆)?(?:钱)?(?:我们|我)?(?:已经|都|也)?(?:收到|到账|入账|查到)|"
    r"\s*(?:dollars |pounds )?(?:you (?:paid|sent)|(?:has|have) (?:come|arrived))"
)
_ABOUT_BEFORE: Final = re.compile(
    r"(?:大概|大约|约|差不多|近|接近|快|不到|超过|估计|(?<![a-z])(?:about|around|roughly|approximately|approx|just (?:over|"
    r"under|shy of)|nearly|almost|over|under|close to|more than|"
    r"less than|some|say|not quite|a (?:bit|little) (?:over|under|more than|less than)))(?:有|是|在|要|欠|共)?\s*$"
)
_ABOUT_AFTER: Final = re.compile(
    r"\s*(?:元|块|圆|dollars?|pounds?|quid|bucks?)?(?:钱)?\s*(?:左右|上下|出头|不到|的样子|来块|几块|or so|ish|-ish|"
    r"give or take|odd|and change)"
)
_MANY: Final = re.compile(r"[多几来]")


class Claim(NamedTuple):
    """A sum said to be owed, in major units: every meaning it may have, and how far off it may be."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    slack: Fraction
    up_to: Fraction


def false_amounts(remark: Remark, words: Plain) -> Spans:
    """Sums said to be owed that no sum of the case's figures gives; nothing if the case has no figures."""
    case = remark.case
    known = [amount for name in AMOUNTS if (amount := getattr(case, name)) is not None]
    if case.overdue_minor is None or remark.to != "customer":
        return
    major = 10 ** decimals_spoken(case.currency)
    sums = {Fraction(sum(part), major) for size in range(1, len(known) + 1) for part in combinations(known, size)}
    for claim in _claims(words):
        if not any(_fits(value, claim, true) for value in claim.values for true in sums):
            yield claim.start, claim.end


def _fits(value: Fraction, claim: Claim, true: Fraction) -> bool:
    return (
        value - max(claim.slack, claim.slack and value * APPROXIMATE)
        <= true
        <= value + max(claim.slack, claim.up_to, claim.slack and value * APPROXIMATE)
    )


def _claims(words: Plain) -> Iterator[Claim]:
    text = words.text
    taken = 0  # how far the sum before reaches: the fifty of six hundred dollars fifty is none by itself
    for number in sorted(numbers_in(text), key=lambda number: number.start):
        if number.start < taken:
            continue
        first, last = words.clause(number.start)
        before, after = text[first : number.start], text[number.end : last]
        claim = _claim(number, text, before, after)
        taken = claim.end
        marked = bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after))
        if before.endswith("分之"):
            continue  # a rate
        if _NOT_MONEY_AFTER.match(after) and not _MONEY_BEFORE.search(before):
            continue
        if (
            not _PAID_AFTER.match(after)
            and _says_owed(before, marked=marked)
            and (marked or (not number.bare and max(number.values) >= 20))
        ):
            yield claim


def _says_owed(before: str, *, marked: bool) -> bool:
    """Whether the nearest word before speaks of what is owed; a sum with a currency and no such word counts as owed."""
    owed = max((match.end() for match in _OWED.finditer(before)), default=-1)
    other = max((match.end() for match in _OTHER.finditer(before)), default=-1)
    return owed > other or (marked and owed == other == -1)


def _claim(number: Number, text: str, before: str, after: str) -> Claim:
    values, end = number.values, number.end
    cents = _CENTS.match(text, end)
    if cents:
        tenths, hundredths = (_digit(cents.group(name)) for name in ("jiao", "fen"))
        values = tuple(value + Fraction(tenths, 10) + Fraction(hundredths, 100) for value in values)
        end = cents.end()
    elif dollars := _CENT_WORDS.match(text, end):
        follow = next((next_one for next_one in numbers_in(text[dollars.end() : dollars.end() + 30]) if next_one.start == 0), None)
        if follow and re.match(r"\s*(?:cents?|pence|p\b)", text[dollars.end() + follow.end :]):
            values, end = tuple(value + follow.values[0] / 100 for value in values), dollars.end() + follow.end
        elif follow and max(follow.values) < 100 and _STOPS.match(text, dollars.end() + follow.end):  # three hundred pounds forty
            values, end = (*values, *(value + follow.values[0] / 100 for value in values)), dollars.end() + follow.end
    about = bool(_ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))
    many = number.unit * (1 if _MANY.match(after) else 0)
    return Claim(number.start, end, values, number.unit / 2 if about else Fraction(0), many)


def _digit(char: str | None) -> int:
    return 0 if not char else int(char) if char.isdigit() and char.isascii() else "零一二三四五六七八九".index(char.replace("两", "二"))


_RATE: Final = re.compile(
    r"(?:百|千)分之(?P<zh>[零一二两三四五六七八九十点0-9.]+)|(?P<digits>[0-9]+(?:\.[0-9]+)?)\s*(?:%|个点|percent|per cent|厘)|"
    r"(?P<spoken>[零一二两三四五六七八九十半]+(?:点[零一二三四五六七八九]+)?)(?P<kind>厘|个点)"
    r"|(?<![a-z])(?P<half>half) (?:an? |of an? |of one )?(?:percent|per cent)(?![a-z])"
    r"|(?P<en>(?<![a-z])(?:[a-z]+(?: point [a-z]+(?: [a-z]+){0,3}?| and a half)?)) (?:percent|per cent)(?![a-z])"
)
_YEAR: Final = re.compile(
    r"年化|年利率|年息|年费率|一年|全年|每年|年百分率|一整年|(?<![a-z])(?:apr|annual(?:ly)?|(?:a|per|the|each|whole|full) year|"
    r"yearly|per annum|p\.a)(?![a-z])"
)
_MONTH: Final = re.compile(r"月息|月利率|月费率|每月|一个月|月利|(?<![a-z])(?:(?:a|per|each|every) month|monthly|month)(?![a-z])")
_PENAL: Final = re.compile(r"罚息|违约|逾期|滞纳|penalty|default|late")


class Rate(NamedTuple):
    """A stated rate as a share, and whether it is a year's or a month's."""

    start: int
    end: int
    share: Fraction
    place: Fraction
    period: str


def rates_in(words: Plain) -> Iterator[Rate]:
    """Rates of a normalised text with the period that the words beside them name."""
    for match in _RATE.finditer(words.text):
        spoken = match.group("zh") or match.group("digits") or match.group("spoken") or match.group("en")
        value, unit = _spoken_rate(match.group("half"), spoken)
        if value is None:
            continue
        first, last = words.clause(match.start())
        before, after = words.text[first : match.start()], words.text[match.end() : last]
        period = _period(before, after)
        scale = 1000 if match.group()[0] == "千" or (match.group().endswith("厘") and period == "month") else 100
        place = unit if value != int(value) else Fraction(1)
        yield Rate(match.start(), match.end(), value / scale, place / scale, "" if _PENAL.search(before) else period)


def _spoken_rate(half: str | None, spoken: str | None) -> tuple[Fraction | None, Fraction]:
    """Value and worth of the last place of the number before "percent"."""
    if half:
        return Fraction(1, 2), Fraction(1, 10)
    number = next(iter(numbers_in(spoken or "")), None)
    return (number.values[0], number.unit) if number else (None, Fraction(1))


def _period(before: str, after: str) -> str:
    near = [(len(before) - match.end(), name) for name, cue in (("year", _YEAR), ("month", _MONTH)) for match in cue.finditer(before)]
    near += [(match.start(), name) for name, cue in (("year", _YEAR), ("month", _MONTH)) for match in cue.finditer(after)]
    return min(near)[1] if near else ""


def false_rates(remark: Remark, words: Plain) -> Spans:
    """Yearly rates that aren't the contract's, unless they are its monthly rate (which is :func:`month_as_year`)."""
    true = remark.case.annual_rate
    if true is None:
        return
    for rate in rates_in(words):
        if rate.period == "year" and not _near(rate, true) and not _near(rate, true / 12):
            yield rate.start, rate.end


def month_as_year(remark: Remark, words: Plain) -> Spans:
    """A yearly rate that is no more than a few months' worth of the rate a month beside it or in the case."""
    rates = list(rates_in(words))
    monthly = [rate.share for rate in rates if rate.period == "month"]
    if remark.case.annual_rate:
        monthly.append(remark.case.annual_rate / 12)
    for rate in rates:
        if rate.period == "year" and any(rate.share < month * 5 for month in monthly) and not _right(rate, remark.case):
            yield rate.start, rate.end


def far_too_low(remark: Remark, words: Plain) -> Spans:
    """Yearly rates of less than seven tenths of the contract's, as flat rates sold for yearly ones are."""
    true = remark.case.annual_rate
    for rate in rates_in(words) if true else ():
        if true and rate.period == "year" and true / 12 * 5 <= rate.share < true * Fraction(7, 10):
            yield rate.start, rate.end


def _right(rate: Rate, case: CaseFacts) -> bool:
    return case.annual_rate is not None and _near(rate, case.annual_rate)


def _near(rate: Rate, true: Fraction) -> bool:
    return abs(rate.share - true) <= max(rate.place / 2, true * Fraction(2, 100))


FIGURES: Final[dict[str, Callable[[Remark, Plain], Spans]]] = {
    "amounts": false_amounts,
    "rates": false_rates,
    "month_as_year": month_as_year,
    "far_too_low": far_too_low,
}
"""What a phrase file may name under ``figures``."""
