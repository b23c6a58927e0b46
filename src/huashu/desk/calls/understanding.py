"""What a customer promised, in their own words, as payments: the one place where call pages ask for it.

The words are read by :func:`huashu.language.promise_parse`. What is unsure is said to be unsure, for an officer reads it back at once;
only an amount (or all) and a day make a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from huashu.desk.cases.drafts import PARTS_MAX, PartDraft, PromiseDraft, promise_check
from huashu.desk.cases.models import PromiseKind
from huashu.desk.cases.promise_form import FormSetting
from huashu.desk.refusals import DeskRefusal
from huashu.language import Payment, Promise, promise_parse
from huashu.money import DECIMALS

HUNDREDTHS: Final = 2
"""Decimals of the amounts that the language room speaks of."""


@dataclass(frozen=True, slots=True)
class Understood:
    """How words are understood.

    Args:
        draft: The promise, or None where the words make none.
        problem: What is missing or unsure, in the reader's language; empty with a promise.
        days: Without a promise, the day of each payment that was named all the same; None where it has none.
    """

    draft: PromiseDraft | None
    problem: str = ""
    days: tuple[date | None, ...] = ()


def promise_understood(words: str, setting: FormSetting) -> Understood:
    """The promise that a customer's words make.

    Args:
        words: What the customer said.
        setting: The case, the moment, and what "all" means.
    """
    if not words.strip():
        return Understood(None)
    places = DECIMALS[setting.case.currency]
    whole = setting.whole_minor * 10**HUNDREDTHS // 10**places
    found = promise_parse(words, timezone.localtime(setting.now), overdue_minor=whole or None)
    if problem := _problem(found):
        return Understood(None, problem, tuple(payment.by for payment in found.payments) if found.kind != "refusal" else ())
    parts = tuple(PartDraft(_minor(payment, setting, places), payment.by) for payment in found.payments[:PARTS_MAX] if payment.by)
    draft = PromiseDraft(_kind(found, parts, setting), parts, words.strip()[:240])
    try:
        promise_check(draft, setting.today)
    except DeskRefusal as refusal:
        return Understood(None, refusal.text())
    if draft.total_minor > setting.limit_minor:
        days = tuple(part.due_on for part in parts)
        amounts = {"total": setting.amount(draft.total_minor), "owed": setting.amount(setting.limit_minor)}
        return Understood(None, _("%(total)s is more than the %(owed)s that is owed: ask for the amount again.") % amounts, days)
    return Understood(draft)


def _problem(found: Promise) -> str:
    """Why a reading is no promise yet."""
    if found.kind == "refusal":
        return _("That is no: nothing was promised.")
    if not found.payments:
        return _("That is no promise yet: ask how much and which day.")
    if any(payment.by is None for payment in found.payments):
        return _("A day is missing: ask which day.")
    return "" if found.firm or found.kind == "conditional" else _("That isn't firm yet: ask which day and how much.")


def _minor(payment: Payment, setting: FormSetting, places: int) -> int:
    if payment.amount_minor is None:
        return setting.whole_minor
    minor: int = payment.amount_minor * 10**places // 10**HUNDREDTHS
    return minor


def _kind(found: Promise, parts: tuple[PartDraft, ...], setting: FormSetting) -> PromiseKind:
    if found.kind == "conditional":
        return PromiseKind.CONDITIONAL
    if len(parts) > 1:
        return PromiseKind.INSTALMENTS
    return PromiseKind.FULL if parts and parts[0].amount_minor >= setting.whole_minor else PromiseKind.PART
