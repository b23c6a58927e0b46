"""Which column is which field: guessed from headings and cells, shown to a person, saved for the next file.

A guess carries its confidence and its reason. A field takes one column at most; where two columns fit equally well, or a column
contradicts its heading, it is left to the person.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from huashu.adapters.spreadsheet.cells import Cell, plain
from huashu.adapters.spreadsheet.evidence import agrees, telling_field
from huashu.adapters.spreadsheet.rates import Per, Scale
from huashu.adapters.spreadsheet.table import Row, Table
from huashu.adapters.spreadsheet.vocabulary import (
    PROBLEM_HEADING,
    SHAPE_FIELDS,
    SHAPE_NEEDS,
    Field,
    FieldKind,
    Shape,
    fields,
    fold,
    is_ignored,
    of_third_party,
    own_part,
    squeeze,
)
from huashu.errors import InvalidValue

CHOSEN: Final = 100
SURE: Final = 95
LIKELY: Final = 75
POSSIBLE: Final = 60
DOUBTFUL: Final = 40
"""Confidence in percent: chosen by a person, a whole heading, words within it, its cells alone, a heading that the cells contradict."""

_TEN_THOUSANDS = re.compile(
    r"[(\[【:/]\s*(?:人民币|人民幣|rmb)?\s*[万萬]元?\s*[)\]】]?|单位[::]?\s*万元?|單位[::]?\s*萬元?|[万萬]元[)\]】]?$"
)
_THOUSANDS = re.compile(r"[(\[【:/]\s*千元\s*[)\]】]?|单位[::]?\s*千元|單位[::]?\s*千元|千元$")
_SCALES: Final = (
    (re.compile(r"%|百分"), Scale.PERCENT),
    (re.compile(r"‰|千分|厘"), Scale.PERMILLE),
    (re.compile(r"‱|万分|萬分"), Scale.PERMYRIAD),
)
_PERIODS: Final = (
    (re.compile(r"月利|月息|月费率|月費率|/月|month"), Per.MONTH),
    (re.compile(r"日利|日息|/日|/天|daily|per day"), Per.DAY),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A field and the column that holds it.

    Args:
        field: Name of the field.
        index: Place of the column, from 0.
        heading: The heading as it stands in the file.
        confidence: How sure the guess is, in percent; 100 if a person chose it.
        reason: Why, as a phrase.
        unit: What one unit of an amount column is worth (1, 1,000 or 10,000).
        per: Period of a rate column, or None if its heading names none.
        scale: What bare numbers of a rate column count, or None if its cells must tell.
        fixed: Whether a person set ``unit``, ``per`` and ``scale``, so that cells can't overrule them.
    """

    field: str
    index: int
    heading: str
    confidence: int
    reason: str
    unit: int = 1
    per: Per | None = None
    scale: Scale | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """A column that is left to the person.

    Args:
        index: Place of the column, from 0.
        heading: The heading as it stands in the file.
        fields: Fields that it might be, likeliest first; empty if nothing suggests itself.
        reason: Why it wasn't decided, as a phrase.
    """

    index: int
    heading: str
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Mapping:
    """Columns of a file and the fields that they hold.

    Args:
        shape: What a row is.
        columns: Decided columns in order of the file.
        left_open: The other columns.
    """

    shape: Shape
    columns: tuple[Column, ...]
    left_open: tuple[Open, ...] = ()

    def column(self, field: str) -> Column | None:
        """The column of a field, if there is one."""
        return next((column for column in self.columns if column.field == field), None)

    def missing(self) -> tuple[str, ...]:
        """Fields that the shape can't do without and that have no column; alternatives joined with " or "."""
        mapped = {column.field for column in self.columns}
        return tuple(" or ".join(group) for group in SHAPE_NEEDS[self.shape] if not mapped & set(group))

    def with_column(self, field: str, index: int, heading: str, titles: Sequence[str] = ()) -> Mapping:
        """The mapping after a person chose a column for a field.

        Args:
            field: Name of the field.
            index: Place of the column, from 0.
            heading: Its heading.
            titles: Texts above the headings; "单位：万元" there counts for amounts.

        Raises:
            InvalidValue: The shape has no such field.
        """
        if field not in SHAPE_FIELDS[self.shape]:
            raise InvalidValue("field", field, "one of " + ", ".join(SHAPE_FIELDS[self.shape]))
        chosen = _column(fields()[field], index, heading, CHOSEN, "chosen by a person", titles)
        kept = [column for column in self.columns if column.field != field and column.index != index]
        left_open = tuple(column for column in self.left_open if column.index != index)
        return replace(self, columns=tuple(sorted([*kept, chosen], key=lambda column: column.index)), left_open=left_open)

    def without(self, field: str) -> Mapping:
        """The mapping after a person took a field's column away."""
        return replace(self, columns=tuple(column for column in self.columns if column.field != field))

    def read_as(self, field: str, *, unit: int = 1, per: Per | None = None, scale: Scale | None = None) -> Mapping:
        """The mapping after a person said how an amount or rate column counts."""
        columns = [
            replace(column, unit=unit, per=per, scale=scale, fixed=True) if column.field == field else column for column in self.columns
        ]
        return replace(self, columns=tuple(columns))

    def confirmed(self) -> Mapping:
        """The mapping after a person has agreed to all of its columns."""
        return replace(self, columns=tuple(replace(column, confidence=CHOSEN) for column in self.columns))

    def to_json(self) -> str:
        """The decided columns as JSON text, to be saved under :func:`heading_signature`."""
        columns = {
            column.field: {name: getattr(column, name) for name in ("index", "heading", "confidence", "unit", "per", "scale", "fixed")}
            for column in self.columns
        }
        return json.dumps({"shape": self.shape, "columns": columns}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """The mapping that :meth:`to_json` wrote.

        Raises:
            InvalidValue: The text isn't such a mapping.
        """
        try:
            data = json.loads(text)
            shape = Shape(data["shape"])
            columns = [_restored(shape, field, entry) for field, entry in data["columns"].items()]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InvalidValue("mapping", text, "a mapping that was saved here") from None
        return cls(shape, tuple(sorted(columns, key=lambda column: column.index)))


def heading_signature(headings: Sequence[str]) -> str:
    """A short text that is the same for files with the same headings in the same order; our note of what is wrong is none of them."""
    own = (squeeze(heading) for heading in headings if not heading.startswith(PROBLEM_HEADING))
    return hashlib.sha256("\n".join(own).encode()).hexdigest()[:24]


def guess_mapping(headings: Sequence[str], rows: Sequence[Row], shape: Shape, *, titles: Sequence[str] = ()) -> Mapping:
    """The likeliest mapping of a file.

    Args:
        headings: One text per column.
        rows: The first rows of data.
        shape: What a row is.
        titles: Texts above the headings; "单位：万元" there counts for every amount.
    """
    cells = [[row.cells[index] for row in rows] for index in range(len(headings))]
    candidates = sorted(_candidates(headings, cells, shape), key=lambda candidate: candidate.order)
    chosen, left_open = _settled(candidates)
    _add_second_phone(candidates, chosen, left_open, shape)
    taken = {candidate.index for candidate in chosen.values()}
    columns = [
        _column(fields()[field], found.index, headings[found.index], found.confidence, found.reason, titles)
        for field, found in chosen.items()
    ]
    rest = [_left_open(index, heading, left_open.get(index)) for index, heading in enumerate(headings) if index not in taken and heading]
    return Mapping(shape, tuple(sorted(columns, key=lambda column: column.index)), tuple(filter(None, rest)))


def guess_shape(headings: Sequence[str], rows: Sequence[Row]) -> Shape | None:
    """What a row of the file is, or None if the columns don't tell.

    A sheet with an overdue amount is a snapshot even if it has the terms as well: its payments aren't in it, so terms alone
    would make every past instalment overdue. A sheet that says who is overdue but lacks a column for how much is still a
    snapshot, not a list of customers: the missing column is asked for.
    """
    for shape in (Shape.SNAPSHOT, Shape.PAYMENTS, Shape.COMBINED, Shape.LOANS):
        if not guess_mapping(headings, rows, shape).missing():
            return shape
    snapshot = guess_mapping(headings, rows, Shape.SNAPSHOT)
    if snapshot.column("name") and (snapshot.column("days_overdue") or snapshot.column("overdue_amount")):
        return Shape.SNAPSHOT
    return _nearest_shape(headings, rows)


def _nearest_shape(headings: Sequence[str], rows: Sequence[Row]) -> Shape | None:
    """The shape that lacks the least, if it has more of its columns than it lacks; two that are equally near settle nothing.

    A list of contracts with one odd heading is still no list of customers.
    """
    lacking = {}
    for shape in (Shape.COMBINED, Shape.LOANS, Shape.PAYMENTS, Shape.CUSTOMERS):
        missing = len(guess_mapping(headings, rows, shape).missing())
        if missing * 2 < len(SHAPE_NEEDS[shape]):
            lacking[shape] = missing * 10 - len(SHAPE_NEEDS[shape])
    if set(lacking) - {Shape.CUSTOMERS}:
        lacking.pop(Shape.CUSTOMERS, None)
    least = [shape for shape in lacking if lacking[shape] == min(lacking.values())]
    return least[0] if len(least) == 1 else None


def guess(table: Table, shape: Shape | None = None) -> Mapping | None:
    """The likeliest mapping of a table, with its shape if none is given; None if the shape can't be told."""
    rows = table.sample()
    shape = shape or guess_shape(table.headings, rows)
    return None if shape is None else guess_mapping(table.headings, rows, shape, titles=table.titles)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A field that a column might be; ``rank`` counts within the field's words, less is better."""

    field: str
    index: int
    confidence: int
    rank: int
    reason: str

    @property
    def order(self) -> tuple[int, int, int]:
        return -self.confidence, self.rank, self.index


def _candidates(headings: Sequence[str], cells: Sequence[Sequence[Cell]], shape: Shape) -> list[_Candidate]:
    found = []
    for index, heading in enumerate(headings):
        if is_ignored(heading) or of_third_party(heading):
            continue
        by_heading = [_by_heading(fields()[name], index, heading, cells[index]) for name in SHAPE_FIELDS[shape]]
        known = [candidate for candidate in by_heading if candidate]
        telling = None if known else telling_field(cells[index])
        if telling == "phones" and any(word in squeeze(heading) for word in fields()["phones"].barred):
            continue
        found += (
            [_Candidate(telling, index, POSSIBLE, 0, "the cells look like it")] if telling in SHAPE_FIELDS[shape] and telling else known
        )
    return found


def _by_heading(field: Field, index: int, heading: str, cells: Sequence[Cell]) -> _Candidate | None:
    for text in dict.fromkeys((fold(heading), fold(own_part(heading)))):
        if text in field.same:
            return _checked(field, _Candidate(field.name, index, SURE, field.same.index(text), f"the heading '{heading}' means it"), cells)
        if text in field.maybe:
            return _Candidate(field.name, index, DOUBTFUL, field.maybe.index(text), f"the heading '{heading}' may mean it")
    text = squeeze(heading)
    groups = [group for group in field.parts if all(word in text for word in group)]
    if not groups or any(word in text for word in field.barred):
        return None
    rank = 1000 - max(sum(map(len, group)) for group in groups)
    return _checked(field, _Candidate(field.name, index, LIKELY, rank, f"the heading '{heading}' has words of it"), cells)


def _checked(field: Field, candidate: _Candidate, cells: Sequence[Cell]) -> _Candidate:
    if agrees(field.kind, cells) is False:
        return replace(candidate, confidence=DOUBTFUL, reason=f"{candidate.reason}, but its cells look different")
    return candidate


def _settled(candidates: Sequence[_Candidate]) -> tuple[dict[str, _Candidate], dict[int, Open]]:
    """The best column of each field, and the columns that nothing decides between; ``candidates`` come best first."""
    chosen: dict[str, _Candidate] = {}
    left_open: dict[int, Open] = {}
    contested: set[str] = set()
    for found in candidates:
        if found.field in chosen or found.field in contested or found.index in {other.index for other in chosen.values()}:
            continue
        equals = [other for other in candidates if other.field == found.field and other.order[:2] == found.order[:2]]
        if found.confidence < POSSIBLE:
            left_open[found.index] = Open(found.index, "", (found.field,), found.reason)
        elif len(equals) > 1:
            contested.add(found.field)
            why = f"{len(equals)} columns fit '{found.field}' equally well"
            left_open.update({other.index: Open(other.index, "", (found.field,), why) for other in equals})
        else:
            chosen[found.field] = found
    return chosen, left_open


def _add_second_phone(candidates: Sequence[_Candidate], chosen: dict[str, _Candidate], left_open: dict[int, Open], shape: Shape) -> None:
    """A further telephone column of the borrower is the other telephone."""
    if "phones" not in chosen or "other_phones" in chosen or "other_phones" not in SHAPE_FIELDS[shape]:
        return
    taken = {found.index for found in chosen.values()}
    further = (found for found in candidates if found.field == "phones" and found.confidence >= POSSIBLE and found.index not in taken)
    if second := next(further, None):
        chosen["other_phones"] = replace(second, field="other_phones", confidence=LIKELY, reason="a further telephone of the borrower")
        left_open.pop(second.index, None)


def _column(field: Field, index: int, heading: str, confidence: int, reason: str, titles: Sequence[str]) -> Column:
    text = plain(heading).lower()
    unit = _unit(text, titles) if field.kind is FieldKind.AMOUNT else 1
    if field.kind is not FieldKind.RATE:
        return Column(field.name, index, heading, confidence, reason, unit)
    per = next((per for pattern, per in _PERIODS if pattern.search(text)), None)
    scale = next((scale for pattern, scale in _SCALES if pattern.search(text)), None)
    return Column(field.name, index, heading, confidence, reason, per=per, scale=scale)


def _unit(heading: str, titles: Sequence[str]) -> int:
    if re.search(r"[(\[【]\s*(人民币)?元\s*[)\]】]", heading):
        return 1
    for text in (heading, *titles):
        if _TEN_THOUSANDS.search(text):
            return 10_000
        if _THOUSANDS.search(text):
            return 1_000
    return 1


def _left_open(index: int, heading: str, found: Open | None) -> Open | None:
    if is_ignored(heading):
        return None
    if found:
        return replace(found, heading=heading)
    why = "it speaks of somebody else than the borrower" if of_third_party(heading) else "the heading isn't known"
    return Open(index, heading, (), why)


def _restored(shape: Shape, field: str, entry: AnyMapping[str, Any]) -> Column:
    if field not in SHAPE_FIELDS[shape]:
        raise KeyError(field)
    return Column(
        field=field,
        index=int(entry["index"]),
        heading=str(entry["heading"]),
        confidence=int(entry.get("confidence", CHOSEN)),
        reason="saved from an earlier file with these headings",
        unit=int(entry["unit"]),
        per=Per(entry["per"]) if entry["per"] else None,
        scale=Scale(entry["scale"]) if entry["scale"] else None,
        fixed=bool(entry["fixed"]),
    )
