"""What a customer promised, in their own words, as payments: the one place where call pages ask for it.

Read as said: a clause with a day and an amount is a payment, "the rest" is what the others leave of what is owed, "all" is all of it.
What is unsure is said to be unsure, for an officer reads it back at once; only an amount (or all) and a day make a promise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from huashu.conduct.scan.numbers import numbers_in
from huashu.desk.cases.drafts import PARTS_MAX, PartDraft, PromiseDraft, promise_check
from huashu.desk.cases.models import PromiseKind
from huashu.desk.cases.promise_form import FormSetting
from huashu.desk.cases.typed import WEEKDAYS, day_read
from huashu.desk.refusals import DeskRefusal
from huashu.errors import InvalidValue
from huashu.money import DECIMALS

_NUMERALS: Final = "一二三四五六七八九十"
_DAY: Final = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}[日号]?|(?:下个?月|下個月|这个?月|本月)?(?:初|底|末|\d{1,2}[日号]|[一二三四五六七八九十]{1,3}[日号])"
    r"|月[底末]|大?[后後]天|今[天日晚]|明[天日早晚]|(?:下下|下|本|这|這)?个?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]"
    r"|(?:过|過)?(?:\d{1,2}|[两一二三四五六七八九十]{1,3})天(?:之?[后後内內])?"
    r"|(?:(?:next|this) )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|today|tomorrow|month end|end of (?:the )?month"
    r"|(?:on )?the \d{1,2}(?:st|nd|rd|th)|in \d{1,2} days?",
)
_CLAUSES: Final = re.compile(r"[,，、;；。.!！?？](?!\d)|\bthen\b|\band\b|然后|然後|接着|再(?!说|說)")
_ALL: Final = re.compile(r"全部|全数|还清|結清|结清|付清|都还|一次性|\ball\b|in full|everything|the whole")
_REST: Final = re.compile(r"剩下|剩余|余下|其余|剩餘|餘下|the rest|remaining|the remainder")
_HEDGE: Final = re.compile(r"尽快|尽量|盡量|争取|可能|大概|应该能|也许|看看|有钱就|到时候|maybe|probably|try to|hopefully|might|as soon as")
_IF: Final = re.compile(
    r"如果|要是|假如|除非|等.{1,12}(?:给|到账|发|收回|结)|(?:他|她|人家|别人).{0,4}给我|\bif\b|\bonce\b|\bprovided\b|depends"
)
_MONTH_END: Final = re.compile(r"月[底末]|month end|end of (?:the )?month")
_NOT_MONEY: Final = re.compile(
    r"\d{1,2}[点點:]\d{0,2}|[一二三四五六七八九十]{1,2}[点點]半?|\d{1,2} ?(?:am|pm)|下班前?|上午|下午|中午|晚上|之?前|以前"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """How words are understood.

    Args:
        draft: The promise, or None where the words make none.
        problem: What is missing or unsure, in the reader's language; empty with a promise.
    """

    draft: PromiseDraft | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    day: date | None = None
    amount_minor: int | None = None
    rest: bool = False


def promise_understood(words: str, setting: FormSetting) -> Understood:
    """The promise that a customer's words make.

    Args:
        words: What the customer said.
        setting: The case, the moment, and what "all" means.
    """
    text = unicodedata.normalize("NFKC", words).strip().lower()
    if not text:
        return Understood(None)
    if _HEDGE.search(text):
        return Understood(None, _("That isn't firm yet: ask which day and how much."))
    try:
        clauses = _joined(_clauses(text, setting))
    except InvalidValue:
        return Understood(None, _("The day isn't clear: ask for the date."))
    if not clauses or any(clause.day is None for clause in clauses):
        return Understood(None, _("A day is missing: ask which day."))
    if any(clause.amount_minor is None and not clause.rest for clause in clauses):
        return Understood(None, _("An amount is missing: ask how much."))
    return _checked(clauses, words, text, setting)


def _checked(clauses: list[_Clause], words: str, text: str, setting: FormSetting) -> Understood:
    stated = sum(clause.amount_minor or 0 for clause in clauses)
    rests = sum(clause.rest for clause in clauses)
    if rests and (rests > 1 or setting.whole_minor <= stated):
        return Understood(None, _("It isn't clear what the rest is: ask for the amounts."))
    parts = tuple(
        PartDraft(clause.amount_minor if clause.amount_minor is not None else setting.whole_minor - stated, clause.day)
        for clause in sorted(clauses, key=lambda clause: clause.day or date.max)
        if clause.day is not None
    )
    draft = PromiseDraft(_kind(parts, text, setting), parts, words.strip()[:240])
    try:
        promise_check(draft, setting.today)
    except DeskRefusal as refusal:
        return Understood(None, refusal.text())
    if draft.total_minor > setting.limit_minor:
        amounts = {"total": setting.amount(draft.total_minor), "owed": setting.amount(setting.limit_minor)}
        return Understood(None, _("%(total)s is more than the %(owed)s that is owed: ask for the amount again.") % amounts)
    return Understood(draft)


def _kind(parts: tuple[PartDraft, ...], text: str, setting: FormSetting) -> PromiseKind:
    if _IF.search(text):
        return PromiseKind.CONDITIONAL
    if len(parts) > 1:
        return PromiseKind.INSTALMENTS
    return PromiseKind.FULL if parts[0].amount_minor >= setting.whole_minor else PromiseKind.PART


def _clauses(text: str, setting: FormSetting) -> Iterator[_Clause]:
    latest = setting.today
    for piece in _CLAUSES.split(text):
        days = list(_DAY.finditer(piece))
        day = _day(days[0].group(), setting.today) if days else None
        if day is not None and day < latest and _MONTH_END.search(piece):
            day = (latest.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(
                days=1
            )  # "Friday, the rest at the end of the month", said on the last day of a month
        latest = max(latest, day or latest)
        if len(days) > 1:
            raise InvalidValue("day", piece, "one day")
        amount_minor = _amount_minor(_NOT_MONEY.sub(" ", _DAY.sub(" ", piece)), setting)
        rest = bool(_REST.search(piece))
        if amount_minor is None and not rest and _ALL.search(piece):
            amount_minor = setting.whole_minor or None
        if day or amount_minor is not None or rest:
            yield _Clause(day, amount_minor, rest and amount_minor is None)


def _joined(clauses: Iterator[_Clause]) -> list[_Clause]:
    """Clauses that complete each other become one: "Friday", "three thousand"."""
    found: list[_Clause] = []
    for clause in clauses:
        last = found[-1] if found else None
        has_sum = clause.amount_minor is not None or clause.rest
        if last and last.day is None and clause.day and not has_sum:
            found[-1] = replace(last, day=clause.day)
        elif last and last.day and last.amount_minor is None and not last.rest and clause.day is None and has_sum:
            found[-1] = replace(clause, day=last.day)
        else:
            found.append(clause)
    return found[:PARTS_MAX]


def _amount_minor(piece: str, setting: FormSetting) -> int | None:
    numbers = [number for number in numbers_in(piece) if max(number.values) > 0]
    if len(numbers) != 1:
        return None
    amount = max(numbers[0].values) * 10 ** DECIMALS[setting.case.currency]
    return int(amount) if amount.denominator == 1 else None


def _day(words: str, today: date) -> date:
    if words in ("今晚", "today"):
        return today
    if words in ("明早", "明晚"):
        return today + timedelta(days=1)
    if found := re.search(r"(\d{1,2}|[两一二三四五六七八九十]{1,3})天", words):
        return today + timedelta(days=_count(found[1]))
    if found := re.search(r"下下个?(?:周|週|星期|礼拜|禮拜)(.)", words):
        return today - timedelta(days=today.weekday()) + timedelta(days=14 + WEEKDAYS[found[1]])
    if words.startswith("下") and "月" in words:
        return _next_month(words, today)
    words = re.sub(r"^(?:这个?月|本月)", "", words)
    words = re.sub(r"^[一二三四五六七八九十]{1,3}(?=[日号])", lambda found: str(_count(found.group())), words)
    words = re.sub(r"^(?:on )?the (\d{1,2})(?:st|nd|rd|th)$", r"\1", words).replace("end of the month", "month end").replace("个", "")
    words = re.sub("星期|礼拜|禮拜", "周", words)
    return day_read({"底": "月底", "末": "月底"}.get(words, words), today)


def _next_month(words: str, today: date) -> date:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if words.endswith(("底", "末")):
        return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    found = re.search(r"(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]", words)
    if found is None:
        raise InvalidValue("day", words, "a day of next month")
    try:
        return first.replace(day=_count(found[1]))
    except ValueError:
        raise InvalidValue("day", words, "a day of next month") from None


def _count(words: str) -> int:
    """Digits, or a Chinese numeral up to 99."""
    if words.isdecimal():
        return int(words)
    words = words.replace("两", "二")
    tens, has_ten, ones = words.rpartition("十")
    if not has_ten:
        return _NUMERALS.index(words[-1]) + 1
    return (_NUMERALS.index(tens[0]) + 1 if tens else 1) * 10 + (_NUMERALS.index(ones[0]) + 1 if ones else 0)
