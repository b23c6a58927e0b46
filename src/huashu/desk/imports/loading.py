"""Loading a confirmed file: read all rows and work out what they write, then save everything in one transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import get_language, gettext, override

from huashu.adapters.spreadsheet.bad_rows import write_bad_rows
from huashu.adapters.spreadsheet.layout import titles_with_day
from huashu.adapters.spreadsheet.mapping import Mapping
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.records import Record
from huashu.adapters.spreadsheet.rows import iter_records
from huashu.adapters.spreadsheet.table import Note, Table
from huashu.desk.holds import hold
from huashu.desk.imports.choices import Choices
from huashu.desk.imports.labels import TAPE, notes_kept
from huashu.desk.imports.liveness import hold_name
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.records import records_sort
from huashu.desk.imports.refusal_words import refusal_record
from huashu.desk.imports.services import batch_finish, batch_mapping, batch_path, batch_progress, batch_saving
from huashu.desk.imports.tapes import tape_load
from huashu.desk.imports.writing import portion_prepare, sorted_save
from huashu.desk.loans.services import loans_bring_up
from huashu.desk.people.models import Person
from huashu.errors import Problem, Refusal

REPORT_EVERY: Final = 1_000
Progress = Callable[[int, int], None]


def batch_load(*, batch: ImportBatch, person: Person | None, now: datetime, progress: Progress | None = None) -> None:
    """Load a file and say on the batch how it ended.

    A file with problems is loaded only if the batch says to skip bad rows; these then stand in a file of their own. A file that
    can't be read ends as refused, with the sentence that says why.

    Args:
        batch: The file, confirmed.
        person: Who brought it in.
        now: This moment.
        progress: Called with the rows read and the rows of the file; by default the batch itself says how far it is.

    Somebody else who is loading the same file keeps it; nothing happens then.
    """
    report = progress or (lambda done, total: batch_progress(batch=batch, done=done, total=total))
    with hold(hold_name(batch.pk)) as is_ours:
        if not is_ours:
            return
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.RUNNING)
        batch.state = ImportState.RUNNING
        try:
            if batch.shape == TAPE:
                tape_load(batch=batch, person=person, now=now, progress=report)
            else:
                _sheet_load(batch, person, now, report)
        except Refusal as refusal:
            batch_finish(batch=batch, state=ImportState.REFUSED, counts=refusal_record(refusal), problems=[], now=now)


def _sheet_load(batch: ImportBatch, person: Person | None, now: datetime, report: Progress) -> None:
    assert batch.as_of is not None
    choices = Choices.of_record(batch.options, batch.as_of)
    table = read_table(batch_path(batch), choices.sheet, name=batch.file_name)
    mapping = batch_mapping(batch)
    assert mapping is not None
    total = sum(1 for _ in table.rows())
    read = rows_read(table, mapping, choices, lambda done: report(done, total))
    found = records_sort(read.records, mapping)
    problems = sorted([*read.problems, *found.problems], key=lambda problem: problem.row)
    counts = {**found.counts(), "rows_bad": len({problem.row for problem in problems})}
    batch.notes = notes_kept([*table.notes(), *read.notes])
    batch.rows_done = batch.rows_total = total
    is_refused = bool(problems) and not choices.skip_bad
    if problems:
        _keep_bad_rows(batch, table, problems, titles_with_day(table, choices.as_of), whole=is_refused)
    if is_refused:
        batch_finish(batch=batch, state=ImportState.REFUSED, counts=counts, problems=problems, now=now)
        return
    portion = None
    if found.customers is not None:
        portion = portion_prepare(customers=found.customers, contracts=found.contracts, person=person, now=now)
    batch_saving(batch=batch)
    with transaction.atomic():
        sorted_save(found=found, portion=portion, person=person, now=now)
        batch_finish(batch=batch, state=ImportState.DONE, counts=counts, problems=problems, now=now)
    loans_bring_up(loan_ids=[renewal.loan.pk for renewal in found.contracts.renewed], now=now)


@dataclass
class RowsRead:
    """What the rows of a table gave."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, result: Record | Problem | Note) -> None:
        """Put one result where it belongs."""
        if isinstance(result, Problem):
            self.problems.append(result)
        elif isinstance(result, Note):
            self.notes.append(result)
        else:
            self.records.append(result)


def rows_read(table: Table, mapping: Mapping, choices: Choices, progress: Callable[[int], None]) -> RowsRead:
    """All records, problems and notes of a table.

    Args:
        table: The file.
        mapping: Its columns.
        choices: What the person said.
        progress: Called now and then with the count of rows read.
    """
    read = RowsRead()
    results = iter_records(table, mapping, choices.import_settings())
    for count, result in enumerate(results, 1):
        read.add(result)
        if count % REPORT_EVERY == 0:
            progress(result.row - table.header_row)
    return read


def _keep_bad_rows(batch: ImportBatch, table: Table, problems: list[Problem], titles: list[str], *, whole: bool) -> None:
    """Keep the rows to be mended: those with problems, or the whole table where nothing was loaded; in the uploader's language."""
    stem = Path(batch.file_name).stem[:60]
    suffix = ".csv" if table.sheet is None else ".xlsx"
    language = (batch.uploaded_by.language if batch.uploaded_by else "") or get_language() or settings.LANGUAGE_CODE
    with tempfile.TemporaryDirectory() as folder, override(language):
        path = Path(folder) / f"{stem}-problems{suffix}"
        write_bad_rows(table, problems, path, whole=whole, titles=titles, say=_said)
        with path.open("rb") as stream:
            batch.bad_rows.save(path.name, File(stream), save=True)


def _said(found: Problem) -> str:
    """A problem in the language that is spoken now."""
    wanted = gettext("wanted: %(wanted)s.") % {"wanted": gettext(found.wanted)}
    return f"{found.field}: {wanted} {gettext(found.action)}"
