"""The fields that a sheet can hold, the shapes that sheets come in, and what people call the columns.

The words are data (``headings.toml``). A heading is compared folded: half-width, lower case, simplified, without spaces,
marks and bracketed units.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Final

from huashu.adapters.spreadsheet.cells import Cell, plain


class Shape(StrEnum):
    """What one row of a sheet is."""

    CUSTOMERS = "customers"
    LOANS = "loans"
    PAYMENTS = "payments"
    SNAPSHOT = "snapshot"
    COMBINED = "combined"


class FieldKind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    NAME = "name"
    PHONES = "phones"
    DOCUMENT = "document"
    AMOUNT = "amount"
    DATE = "date"
    DUE = "due"
    COUNT = "count"
    RATE = "rate"
    METHOD = "method"
    FREQUENCY = "frequency"
    DAY_COUNT = "day_count"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Args:
        name: Its name in mappings and records.
        kind: How its cells are read.
        max_length: Longest text that the book keeps, 0 for no limit.
        labels: Heading per language, for templates.
        examples: Example per language, for templates.
        same: Whole headings, folded, best first.
        parts: Groups of folded words that must all occur in a heading,
        barred: unless one of these does.
        maybe: Whole headings, folded, that may mean it; left to the person.
    """

    name: str
    kind: FieldKind
    max_length: int
    labels: Mapping[str, str]
    examples: Mapping[str, str]
    same: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    barred: tuple[str, ...]
    maybe: tuple[str, ...]


GROUP_MARK: Final = " · "
"""Between a common heading and the heading below it, where headings stand in two rows."""

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")

_PERSON: Final = ("name", "phones", "other_phones", "id_number", "address", "employer", "officer", "customer_no", "note")
_CONTRACT: Final = (
    "contract_no", "principal", "rate", "periods", "method", "frequency", "day_count", "disbursed_on", "first_due_on",
    "instalment", "balloon", "fee", "vehicle", "plate", "vin", "officer", "status", "note",
)  # fmt: skip

SHAPE_FIELDS: Final[dict[Shape, tuple[str, ...]]] = {
    Shape.CUSTOMERS: ("customer_no", *(name for name in _PERSON if name != "customer_no")),
    Shape.LOANS: (_CONTRACT[0], "customer_no", "name", "id_number", *_CONTRACT[1:]),
    Shape.PAYMENTS: ("contract_no", "paid_on", "amount", "reference", "channel", "name", "note"),
    Shape.SNAPSHOT: (
        "name", "phones", "contract_no", "instalment", "due_on", "overdue_amount", "days_overdue", "outstanding",
        "other_phones", "id_number", "address", "employer", "vehicle", "plate", "vin", "officer", "customer_no", "status", "note",
    ),
    Shape.COMBINED: tuple(dict.fromkeys((*_PERSON, *_CONTRACT))),
}  # fmt: skip
"""Fields that each shape can hold, in the order of its template."""

SHAPE_NEEDS: Final[dict[Shape, tuple[tuple[str, ...], ...]]] = {
    Shape.CUSTOMERS: (("name",), ("phones", "id_number", "customer_no")),
    Shape.LOANS: (
        ("contract_no",),
        ("principal",),
        ("periods",),
        ("rate",),
        ("disbursed_on",),
        ("name", "customer_no", "id_number"),
    ),
    Shape.PAYMENTS: (("contract_no",), ("paid_on",), ("amount",)),
    Shape.SNAPSHOT: (("name",), ("overdue_amount",), ("due_on", "days_overdue")),
    Shape.COMBINED: (("name",), ("phones",), ("contract_no",), ("principal",), ("periods",), ("rate",), ("disbursed_on",)),
}
"""Columns that each shape can't do without; of each group one is enough."""


@cache
def fields() -> Mapping[str, Field]:
    """All fields by name."""
    return {name: _field(name, entry) for name, entry in _data()["fields"].items()}


def fold(heading: Cell) -> str:
    """A heading as it is compared: without brackets and their content, spaces and marks; half-width, lower case, simplified."""
    return squeeze(re.sub(r"[(\[【][^)\]】]*[)\]】]", "", plain(heading)))


def squeeze(heading: Cell) -> str:
    """Like :func:`fold`, keeping what stands in brackets; abbreviated English words are written out."""
    words = _SHORT.sub(lambda found: _abbreviations()[found[0]], plain(heading).lower())
    text = re.sub(r"[\s\W_]+", "", words)
    return re.sub(r"^\d+(?=\D)", "", text).translate(_simplified())


def own_part(heading: str) -> str:
    """The lower of two headings; the heading itself where there is one."""
    return heading.rsplit(GROUP_MARK, 1)[-1]


def of_third_party(heading: Cell) -> bool:
    """Whether a heading speaks of somebody other than the borrower."""
    text = squeeze(heading)
    return any(word in text for word in _words("third_party"))


def is_ignored(heading: Cell) -> bool:
    """Whether a column never holds data (running numbers, our own note of what is wrong)."""
    return squeeze(heading) in _words("ignored") or plain(heading).startswith(PROBLEM_HEADING)


def is_total(cell: Cell) -> bool:
    """Whether the first cell of a row says that the row adds up others."""
    return fold(cell) in _words("totals")


def is_example(cell: Cell) -> bool:
    """Whether the first cell of a row marks a template's example."""
    return squeeze(cell).startswith(_words("examples"))


def known_headings(cells: tuple[Cell, ...]) -> int:
    """How many cells are a heading that some field knows."""
    return sum(1 for cell in cells if isinstance(cell, str) and fold(own_part(cell)) in _known())


PROBLEM_HEADING: Final = "问题 (Huashu)"
"""Heading of the column that says what is wrong with a row; ignored when the file comes back."""


_SHORT: Final = re.compile(r"(?<![a-z])[a-z]+(?:/[a-z])?(?![a-z])")
"""An English word of a heading, also such as "a/c"."""


@cache
def _abbreviations() -> _Words:
    return _Words(_data()["abbreviations"])


class _Words(dict[str, str]):
    """Words by their abbreviations; any other word is itself."""

    def __missing__(self, key: str) -> str:
        return key


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _simplified() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in _data()["traditional"].split()}


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in _data()[key])


@cache
def _known() -> frozenset[str]:
    return frozenset(word for field in fields().values() for word in field.same)


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    example = entry["example"]
    return Field(
        name=name,
        kind=FieldKind(entry["kind"]),
        max_length=entry.get("max", 0),
        labels=entry["labels"],
        examples=example if isinstance(example, dict) else dict.fromkeys(LANGUAGES, example),
        same=tuple(dict.fromkeys(fold(word) for word in entry["same"])),
        parts=tuple(tuple(fold(word) for word in group) for group in entry.get("with", ())),
        barred=tuple(fold(word) for word in entry.get("without", ())),
        maybe=tuple(fold(word) for word in entry.get("maybe", ())),
    )
