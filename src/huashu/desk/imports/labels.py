"""Names of shapes, fields, counts and problems for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huashu.adapters.spreadsheet import mapping
from huashu.adapters.spreadsheet.table import Note
from huashu.adapters.spreadsheet.vocabulary import SHAPE_FIELDS, Shape, fields, is_ignored, of_third_party

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
    "rows_bad": gettext_lazy("Rows with problems"),
}


NOTES: Final[dict[str, Promise]] = {
    "total": gettext_lazy("Row %(row)s adds up others and is left out: %(text)s"),
    "example": gettext_lazy("Row %(row)s is an example and is left out: %(text)s"),
    "headings_again": gettext_lazy("Row %(row)s repeats the headings and is left out: %(text)s"),
    "remark": gettext_lazy("Row %(row)s is a remark and is left out: %(text)s"),
}


def note_text(note: Note) -> str:
    """Why a row of the file is no record."""
    return str(NOTES[note.code]) % {"row": note.row, "text": note.text}


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
    return "" if is_ignored(heading) else _("the heading isn't known")


def missing_text(groups: Iterable[str]) -> str:
    """Missing columns in words: alternatives of one group joined by "or"."""
    return _(", ").join(_(" or ").join(field_label(name) for name in group.split(" or ")) for group in groups)


def count_rows(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Counts with their names, without those that are zero, in the order of :data:`COUNTS`."""
    return [(str(label), counts[name]) for name, label in COUNTS.items() if counts.get(name)]
