"""Saying it: shares, short amounts, changes and lists of the portfolio in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, npgettext, pgettext
from django.utils.translation import gettext as _

from huashu.desk.cases.models import Outcome, PromiseStatus
from huashu.desk.cases.words import bucket_words
from huashu.desk.portfolio.lists import Wanted
from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.selectors.buckets import CURRENT
from huashu.desk.portfolio.selectors.roll import NEW
from huashu.desk.portfolio.shares import Turn
from huashu.lending.arrears import CLOSED
from huashu.money import decimals, divide_half_up

MINUS: Final = "\N{MINUS SIGN}"

TURNS: Final = {
    Turn.BETTER: gettext_lazy("better"),
    Turn.WORSE: gettext_lazy("worse"),
    Turn.SAME: gettext_lazy("unchanged"),
    Turn.UNKNOWN: gettext_lazy("nothing to compare with"),
}

_STATES: Final = (
    {f"promise_{status}": status.label for status in PromiseStatus}
    | {f"outcome_{outcome}": outcome.label for outcome in Outcome}
    | {
        "contact_met": gettext_lazy("In time"),
        "contact_late": gettext_lazy("Too late"),
        "contact_never": gettext_lazy("Nobody tried"),
    }
)
_UNITS: Final = {
    "zh-hans": ((10**8, "亿"), (10**4, "万")),
    "zh-hant": ((10**8, "億"), (10**4, "萬")),
    "en": ((10**9, "bn"), (10**6, "m"), (10**3, "k")),
}
"""Units of short amounts: Chinese counts in ten thousands."""


def percent(permille: int | None) -> str:
    """A share in per cent with one decimal; a dash where there is none."""
    return "–" if permille is None else f"{Decimal(permille) / 10:.1f}%"


def change_words(change: int | None, *, is_share: bool) -> str:
    """A change with its sign: in points for a share, as a count else."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else MINUS if change < 0 else "±"
    if not is_share:
        return f"{sign}{abs(change):,}"
    points = f"{sign}{Decimal(abs(change)) / 10:.1f}"
    return npgettext("change of a percentage", "%(points)s point", "%(points)s points", abs(change)) % {"points": points}


def short_money(amount_minor: int, currency: str) -> str:
    """An amount in few characters, for axes and cells: 1.2m, or 120 ten-thousands in Chinese."""
    return short_number(divide_half_up(amount_minor, 10 ** decimals(currency)))


def short_number(value: int) -> str:
    """A number in few characters."""
    for worth, unit in _UNITS.get(get_language() or "", _UNITS["en"]):
        if value >= worth:
            tenths = divide_half_up(10 * value, worth)
            number = f"{tenths // 10:,}" if tenths >= 1000 or tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
            return f"{number}{unit}"
    return f"{value:,}"


def day_words(day: date) -> str:
    """A day with its year."""
    return date_format(day, pgettext("a day", "j M Y"))


def month_words(month: date) -> str:
    """A month with its year."""
    return date_format(month, pgettext("a month", "M Y"))


def month_short(month: date) -> str:
    """A month as a chart's axis names it."""
    return date_format(month, pgettext("a month on an axis", "M"))


def roll_words(code: str) -> str:
    """A bucket's name in the roll matrix, where loans may also be new."""
    return pgettext("loans", "New") if code == NEW else bucket_words(code)


def state_words(code: str) -> str:
    """What became of a row of a list."""
    return str(_STATES.get(code, ""))


def list_words(wanted: Wanted) -> str:
    """The title of a list."""
    if wanted.code == "bucket":
        return _("Loans in bucket %(bucket)s") % {"bucket": bucket_words(wanted.bucket)}
    if wanted.code == "roll":
        return _("Loans from %(start)s to %(end)s") % {"start": roll_words(wanted.start), "end": bucket_words(wanted.bucket)}
    return str(_TITLES[wanted.code, wanted.state])


def span_words(wanted: Wanted, portion: Portion) -> str:
    """Which days a list is about, and whose part of the book."""
    days = portion.days
    if wanted.code in ("bucket", "overdue"):
        when = _("As closed on %(day)s") % {"day": day_words(wanted.on or days.latest_on)}
    elif wanted.code == "roll":
        when = _("From %(since)s to %(day)s") % {"since": day_words(days.since_on), "day": day_words(days.latest_on)}
    else:
        values = {"since": day_words(wanted.after_on or days.since_on), "day": day_words(wanted.until_on or days.latest_on)}
        when = _("After %(since)s, up to %(day)s") % values
    names = [team.name for team in portion.teams if team.pk == portion.team_id]
    names += [officer.name for officer in portion.colleagues if officer.pk == portion.officer_id]
    return " · ".join([when, *names])


def amount_words(wanted: Wanted) -> str:
    """What a list's amounts are."""
    if wanted.code == "promises":
        return _("Promised")
    return _("Principal") if wanted.bucket in (CURRENT, CLOSED) else _("Overdue")


_TITLES: Final = {
    ("overdue", ""): gettext_lazy("Overdue loans"),
    ("promises", ""): gettext_lazy("Promises decided"),
    ("promises", "kept"): gettext_lazy("Promises kept"),
    ("promises", "part_kept"): gettext_lazy("Promises kept in part"),
    ("promises", "broken"): gettext_lazy("Promises broken"),
    ("promises", "withdrawn"): gettext_lazy("Promises withdrawn"),
    ("first_contacts", ""): gettext_lazy("First contacts due"),
    ("first_contacts", "met"): gettext_lazy("First contacts within 24 hours"),
    ("first_contacts", "missed"): gettext_lazy("First contacts missed"),
    ("cured", ""): gettext_lazy("Cured cases"),
    ("contacts", ""): gettext_lazy("Calls and visits"),
    ("contacts", "reached"): gettext_lazy("Talks with the customer"),
}
