"""The page's four charts: what each shows, from the numbers that the selectors read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from huashu.desk.cases.words import bucket_words
from huashu.desk.portfolio.charts import ShareLine, StackedBars, share_line, stacked_bars
from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.selectors.buckets import Amounts, Buckets
from huashu.desk.portfolio.selectors.months import MonthRow
from huashu.desk.portfolio.words import month_short, month_words, percent, short_money, short_number
from huashu.money import decimals


@dataclass(frozen=True, slots=True)
class Legend:
    """One series of a chart.

    Args:
        tone: Class that decides its colour.
        label: Its name.
        short: What stands inside its parts where there's room, or empty.
        pattern: Pattern over the colour, or empty; so that it's told from its neighbours without colour.
    """

    tone: str
    label: str
    short: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its words.

    Args:
        code: Unique on the page.
        title: What it shows.
        words: The same in a sentence or two, for readers that don't see it.
        legend: Its series, the lowest first.
        bars: Its bars, or None.
        line: Its line, or None.
        say: Turns an axis's value into text.
    """

    code: str
    title: str
    words: str
    legend: Sequence[Legend]
    bars: StackedBars | None = None
    line: ShareLine | None = None
    say: Callable[[int], str] = short_number

    @property
    def axis(self) -> list[tuple[float, str]]:
        """Grid lines with their text."""
        drawn = self.bars or self.line
        return [(tick.y, self.say(tick.value)) for tick in drawn.ticks] if drawn else []

    @property
    def tones(self) -> list[str]:
        """Classes of the series, by place."""
        return [series.tone for series in self.legend]


def loans_picture(portion: Portion, buckets: Buckets) -> Picture:
    """Overdue loans by bucket at each month's end, counted."""
    title = _("Overdue loans at the end of each month")
    return _overdue_picture("loans", title, portion, buckets, lambda amounts: amounts.loans, short_number)


def money_picture(portion: Portion, buckets: Buckets) -> Picture:
    """What is overdue by bucket at each month's end, in whole units of the currency."""
    title = _("Overdue amounts at the end of each month, %(currency)s") % {"currency": portion.currency}
    unit = 10 ** decimals(portion.currency)
    return _overdue_picture(
        "money", title, portion, buckets, lambda amounts: amounts.overdue_minor, lambda value: short_money(value, portion.currency), unit
    )


def promises_picture(months: Sequence[MonthRow]) -> Picture:
    """What became of the promises decided in each month."""
    legend = (Legend("kept", _("Kept")), Legend("part", _("Part kept"), pattern="dots"), Legend("broken", _("Broken"), pattern="stripes"))
    bars = stacked_bars([(month_short(row.starts_on), (row.kept, row.part_kept, row.broken)) for row in months])
    shares = [f"{month_words(row.starts_on)} {percent(row.promises.permille)}" for row in months if row.promises.whole]
    words = _("Promises kept in full, by month: %(list)s.") % {"list": ", ".join(shares) or "–"}
    return Picture("promises", _("What became of promises"), words, legend, bars=bars)


def contacts_picture(months: Sequence[MonthRow]) -> Picture:
    """First contacts within 24 hours, as a share, month by month."""
    line = share_line([(month_short(row.starts_on), row.first_contacts.permille) for row in months])
    shares = [f"{month_words(row.starts_on)} {percent(row.first_contacts.permille)}" for row in months if row.first_contacts.whole]
    words = _("First contacts within 24 hours, by month: %(list)s.") % {"list": ", ".join(shares) or "–"}
    return Picture("contacts", _("First contacts within 24 hours"), words, (), line=line, say=lambda permille: f"{permille // 10}%")


def _overdue_picture(
    code: str,
    title: str,
    portion: Portion,
    buckets: Buckets,
    measure: Callable[[Amounts], int],
    say: Callable[[int], str],
    unit: int = 1,
) -> Picture:
    days: tuple[date, ...] = portion.days.month_ends
    legend = tuple(_bucket_legend(place, bucket) for place, bucket in enumerate(buckets.overdue_codes, 1))
    columns = [(month_short(day), [measure(buckets.amounts(day, bucket)) for bucket in buckets.overdue_codes]) for day in days]
    ends = [f"{month_words(day)} {say(sum(values))}" for day, (_label, values) in zip(days, columns, strict=True)]
    words = _("In all, by month: %(list)s.") % {"list": ", ".join(ends)}
    return Picture(code, title, words, legend, bars=stacked_bars(columns, unit=unit), say=say)


def _bucket_legend(place: int, bucket: str) -> Legend:
    """Buckets by turns plain with their name inside, striped and dotted."""
    pattern = ("", "stripes", "dots")[(place - 1) % 3]
    name = bucket_words(bucket)
    return Legend(f"b{min(place, 7)}", name, "" if pattern else name, pattern)
