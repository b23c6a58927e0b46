"""Names of shapes, fields, counts and problems for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huashu.adapters.spreadsheet import mapping
from huashu.adapters.spreadsheet.rates import Per, Scale
from huashu.adapters.spreadsheet.table import Note
from huashu.adapters.spreadsheet.vocabulary import SHAPE_FIELDS, Shape, fields, is_ignored, of_third_party
from huashu.desk.imports.figures_day import NAME, TITLE, TODAY

TAPE: Final = "tape"

SHAPES: Final[dict[str, Promise]] = {
    Shape.SNAPSHOT: gettext_lazy("Snapshot: one row a customer, what is owed now"),
    Shape.COMBINED: gettext_lazy("Customers and their contracts together"),
    Shape.CUSTOMERS: gettext_lazy("Customers"),
    Shape.LOANS: gettext_lazy("Contracts"),
    Shape.PAYMENTS: gettext_lazy("Payments"),
    TAPE: gettext_lazy("Public auto-loan tape (SEC ABS-EE)"),
}

TEMPLATE_NOTES: Final[dict[str, Promise]] = {
    Shape.SNAPSHOT: gettext_lazy("The quickest way to begin: name, phone, instalment, due date, overdue amount, days."),
    Shape.COMBINED: gettext_lazy("Exact figures from the first day: one row per contract with its borrower."),
    Shape.PAYMENTS: gettext_lazy("Money that came in, one row per payment."),
    Shape.CUSTOMERS: gettext_lazy("Borrowers alone, if your system exports them apart."),
    Shape.LOANS: gettext_lazy("Contracts alone."),
}

COUNTS: Final[dict[str, Promise]] = {
    "customers_new": gettext_lazy("Customers to add"),
    "customers_changed": gettext_lazy("Customers with changed details"),
    "loans_new": gettext_lazy("Contracts to open"),
    "loans_renewed": gettext_lazy("Snapshots to bring up to date"),
    "loans_unchanged": gettext_lazy("Contracts already in the book"),
    "payments_new": gettext_lazy("Payments to enter"),
    "payments_unchanged": gettext_lazy("Payments already in the book"),
    "nothing_owed": gettext_lazy("Rows on which nothing is owed"),
    "closed": gettext_lazy("Loans the tape reports as ended"),
    "repeated": gettext_lazy("Loans that the tape has twice"),
    "rows_bad": gettext_lazy("Rows with problems"),
}

AMOUNT_UNITS: Final[dict[str, Promise]] = {
    "1": gettext_lazy("as written"),
    "1000": gettext_lazy("in thousands"),
    "10000": gettext_lazy("in ten thousands"),
}
"""What one unit of an amount column may be worth."""

RATE_PERIODS: Final[dict[str, Promise]] = {
    "": gettext_lazy("period as written"),
    Per.YEAR: gettext_lazy("a year"),
    Per.MONTH: gettext_lazy("a month"),
    Per.DAY: gettext_lazy("a day"),
}
RATE_SCALES: Final[dict[str, Promise]] = {
    "": gettext_lazy("unit as the numbers show"),
    Scale.PERCENT: gettext_lazy("percent (8.5 is 8.5%)"),
    Scale.FRACTION: gettext_lazy("fractions (0.085 is 8.5%)"),
    Scale.PERMILLE: gettext_lazy("per mille (8 is 0.8%)"),
    Scale.PERMYRIAD: gettext_lazy("per ten thousand (5 is 0.05%)"),
}

NOTES: Final[dict[str, Promise]] = {
    "total": gettext_lazy("Totals, left out: %(rows)s"),
    "example": gettext_lazy("Examples of the template, left out: %(rows)s"),
    "headings_again": gettext_lazy("Headings printed again, left out: %(rows)s"),
    "remark": gettext_lazy("Remarks, left out: %(rows)s"),
    "repeated": gettext_lazy("Rows that repeat an earlier one, left out: %(rows)s"),
    "ended": gettext_lazy("Contracts that have ended, left out: %(rows)s"),
    "phone_unassigned": gettext_lazy("Telephone numbers that no numbering plan has; kept, but probably wrong: %(rows)s"),
    "phone_left_over": gettext_lazy("Telephone numbers beyond the second, left out: %(rows)s"),
}
NOTES_NAMED: Final = 6
"""So many rows of each kind of note are named; the others are counted."""

DAY_FROM: Final[dict[str, Promise]] = {
    TITLE: gettext_lazy("Taken from the title of the sheet."),
    NAME: gettext_lazy("Taken from the file's name."),
    TODAY: gettext_lazy("Neither the sheet nor the file's name says a day, so this is today. Is it right?"),
}


def notes_kept(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes as they're kept with a batch: for each kind how many there are, and the first ones."""
    found: dict[str, list[Note]] = {code: [] for code in NOTES}
    for note in notes:
        found[note.code].append(note)
    return [
        {"code": code, "count": len(of_kind), "first": [[note.row, note.text[:40]] for note in of_kind[:NOTES_NAMED]]}
        for code, of_kind in found.items()
        if of_kind
    ]


def note_texts(kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was left out or looks odd, one sentence a kind."""
    return [str(NOTES[kind["code"]]) % {"rows": _rows_named(kind)} for kind in kept]


def _rows_named(kind: Mapping[str, Any]) -> str:
    rows = [_("row %(row)s (%(text)s)") % {"row": row, "text": text} for row, text in kind["first"]]
    more = kind["count"] - len(rows)
    return _(", ").join([*rows, *([_("%(count)s more") % {"count": f"{more:,}"}] if more else [])])


def shape_label(shape: str) -> str:
    """What a file of this shape holds; empty for a shape that isn't known yet."""
    return str(SHAPES.get(shape, ""))


def field_label(name: str) -> str:
    """A field as its heading in our templates, in the reader's language."""
    labels = fields()[name].labels
    return labels[{"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(get_language() or "", "en")]


def field_choices(shape: Shape) -> list[tuple[str, str]]:
    """Fields that a column of this shape may hold."""
    return [(name, field_label(name)) for name in SHAPE_FIELDS[shape]]


def reason_read(confidence: int) -> str:
    """Why a column was read as its field, from how sure the guess is."""
    if confidence > mapping.SURE:
        return _("chosen by a person, now or for an earlier file")
    if confidence > mapping.LIKELY:
        return _("the heading means it")
    if confidence > mapping.POSSIBLE:
        return _("the heading has words of it")
    return _("the values look like it")


def reason_open(heading: str, candidates: Iterable[str]) -> str:
    """Why a column was left to the person."""
    names = _(", ").join(field_label(name) for name in candidates)
    if names:
        return _("may be %(fields)s, but heading or values don't settle it") % {"fields": names}
    if of_third_party(heading):
        return _("speaks of somebody else than the borrower")
    return _("needn't be read") if is_ignored(heading) else _("the heading isn't known")


def missing_text(groups: Iterable[str]) -> str:
    """Missing columns in words: alternatives of one group joined by "or"."""
    return _(", ").join(_(" or ").join(field_label(name) for name in group.split(" or ")) for group in groups)


def count_rows(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Counts with their names, without those that are zero, in the order of :data:`COUNTS`."""
    return [(str(label), counts[name]) for name, label in COUNTS.items() if counts.get(name)]
