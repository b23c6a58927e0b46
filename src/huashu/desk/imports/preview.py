"""What a file would do to the book, before anything is saved: columns, problems, counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from huashu.adapters.spreadsheet.cells import plain
from huashu.adapters.spreadsheet.mapping import Column, Mapping, Open, guess, heading_signature
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.records import Record
from huashu.adapters.spreadsheet.rows import iter_records
from huashu.adapters.spreadsheet.table import Note, Table
from huashu.adapters.spreadsheet.vocabulary import FieldKind, Shape, fields
from huashu.desk.imports.choices import Choices
from huashu.desk.imports.labels import reason_open, reason_read
from huashu.desk.imports.models import SavedMapping
from huashu.desk.imports.records import records_sort
from huashu.errors import Problem

ROWS_CHECKED: Final = 5_000
"""Rows of a long file that the preview reads; the load reads all of them before it saves any."""
SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of the file as the mapping table shows it.

    Args:
        index: Its place, from 0.
        heading: Its heading.
        samples: Its first values.
        field: The field that it's read as, or empty.
        confidence: How sure that is, in percent.
        reason: Why.
        kind: ``amount`` or ``rate`` where a person may say how its numbers count, else empty.
        unit: What one unit of an amount column is worth.
        per: Period of a rate column, or empty for what its heading or cells say.
        scale: What bare numbers of a rate column count, or empty for what they show.
    """

    index: int
    heading: str
    samples: tuple[str, ...]
    field: str
    confidence: int
    reason: str
    kind: str = ""
    unit: int = 1
    per: str = ""
    scale: str = ""

    @property
    def tone(self) -> str:
        """Colour of the confidence; the number stands beside it."""
        return "ok" if self.confidence >= 90 else "soon"


@dataclass
class Preview:
    """What the page shows before anything is saved.

    Args:
        table: The table found in the file.
        mapping: The mapping in force, or None if the shape isn't known.
        saved: Whether the mapping was saved from an earlier file.
        records: Records of the rows that were checked.
        problems: What is wrong with them.
        counts: What loading them would do.
        row_notes: What the checked rows leave out or have odd.
        only_first: Whether the file has more rows than were checked.
    """

    table: Table
    mapping: Mapping | None
    saved: bool = False
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    row_notes: list[Note] = field(default_factory=list)
    only_first: bool = False

    def columns(self) -> list[ColumnView]:
        """All columns that have a heading or values, in order of the file."""
        rows = self.table.sample(20)
        decided = {column.index: column for column in self.mapping.columns} if self.mapping else {}
        left_open = {column.index: column for column in self.mapping.left_open} if self.mapping else {}
        views = []
        for index, heading in enumerate(self.table.headings):
            samples = tuple(islice((text for row in rows if (text := plain(row.cells[index]))), SAMPLES))
            if heading or samples:
                views.append(_view(index, heading, samples, decided.get(index) or left_open.get(index)))
        return views

    def notes(self) -> list[Note]:
        """What is left out or looks odd."""
        return [*self.table.notes(), *self.row_notes]

    def rows_bad(self) -> int:
        """How many of the checked rows have a problem."""
        return len({problem.row for problem in self.problems})


def preview_make(path: Path, name: str, choices: Choices, shape: Shape | None, mapping: Mapping | None) -> Preview:
    """Read a file as far as the page needs it.

    Args:
        path: The file.
        name: Its name, for messages.
        choices: What the person said beside the mapping.
        shape: What a row is, or None to guess it.
        mapping: The person's own mapping, or None to take a saved one or guess it.

    Raises:
        UnreadableFile: No table can be read.
        SheetNotFound: The workbook has no such sheet.
    """
    table = read_table(path, choices.sheet, name=name)
    saved = None if mapping else mapping_saved(table, shape)
    preview = Preview(table, mapping or saved or guess(table, shape), saved is not None)
    if preview.mapping and not preview.mapping.missing():
        _check(preview, preview.mapping, choices)
    return preview


def mapping_saved(table: Table, shape: Shape | None) -> Mapping | None:
    """The mapping that was saved for these headings, if its shape is the one asked for."""
    kept = SavedMapping.objects.filter(signature=heading_signature(table.headings)).first()
    if kept is None or (shape is not None and kept.shape != shape):
        return None
    return Mapping.from_json(kept.mapping)


def _check(preview: Preview, mapping: Mapping, choices: Choices) -> None:
    results: Iterator[Record | Problem | Note] = iter_records(preview.table, mapping, choices.import_settings())
    rows: set[int] = set()
    for result in results:
        if result.row not in rows and len(rows) == ROWS_CHECKED:
            preview.only_first = True
            break
        rows.add(result.row)
        if isinstance(result, Problem):
            preview.problems.append(result)
        elif isinstance(result, Note):
            preview.row_notes.append(result)
        else:
            preview.records.append(result)
    found = records_sort(preview.records, mapping)
    preview.problems = sorted([*preview.problems, *found.problems], key=lambda problem: problem.row)
    bad = {problem.row for problem in found.problems}
    preview.records = [record for record in preview.records if record.row not in bad]
    preview.counts = {**found.counts(), "rows_bad": preview.rows_bad()}


def _view(index: int, heading: str, samples: tuple[str, ...], found: Column | Open | None) -> ColumnView:
    if isinstance(found, Column):
        kind = fields()[found.field].kind
        shown = ColumnView(index, heading, samples, found.field, found.confidence, reason_read(found.confidence))
        if kind not in (FieldKind.AMOUNT, FieldKind.RATE):
            return shown
        return replace(shown, kind=str(kind), unit=found.unit, per=str(found.per or ""), scale=str(found.scale or ""))
    return ColumnView(index, heading, samples, "", 0, reason_open(heading, found.fields if found else ()))
