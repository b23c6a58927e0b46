"""Loading a confirmed file: read all rows first, then save everything in one transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files.base import File
from django.db import transaction

from huashu.adapters.spreadsheet.bad_rows import write_bad_rows
from huashu.adapters.spreadsheet.mapping import Mapping
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.records import Record
from huashu.adapters.spreadsheet.rows import iter_records
from huashu.adapters.spreadsheet.table import Table
from huashu.desk.imports.choices import Choices
from huashu.desk.imports.labels import TAPE
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.records import records_sort
from huashu.desk.imports.refusal_words import refusal_record
from huashu.desk.imports.services import batch_finish, batch_mapping, batch_path, batch_progress
from huashu.desk.imports.tapes import tape_load
from huashu.desk.imports.writing import sorted_save
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
    """
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.RUNNING)
    batch.state = ImportState.RUNNING
    try:
        if batch.shape == TAPE:
            tape_load(batch=batch, person=person, now=now)
        else:
            _sheet_load(batch, person, now, progress)
    except Refusal as refusal:
        batch_finish(batch=batch, state=ImportState.REFUSED, counts=refusal_record(refusal), problems=[], now=now)


def _sheet_load(batch: ImportBatch, person: Person | None, now: datetime, progress: Progress | None) -> None:
    assert batch.as_of is not None
    choices = Choices.of_record(batch.options, batch.as_of)
    table = read_table(batch_path(batch), choices.sheet, name=batch.file_name)
    mapping = batch_mapping(batch)
    assert mapping is not None
    total = sum(1 for _ in table.rows())
    report = progress or (lambda done, rows: batch_progress(batch=batch, done=done, total=rows))
    records, problems = records_read(table, mapping, choices, lambda done: report(done, total))
    found = records_sort(records, mapping)
    problems = sorted([*problems, *found.problems], key=lambda problem: problem.row)
    counts = {**found.counts(), "rows_bad": len({problem.row for problem in problems})}
    if problems:
        _keep_bad_rows(batch, table, problems)
    if problems and not choices.skip_bad:
        batch_finish(batch=batch, state=ImportState.REFUSED, counts=counts, problems=problems, now=now)
        return
    with transaction.atomic():
        sorted_save(found=found, person=person, now=now)
        batch.rows_done = batch.rows_total = total
        batch_finish(batch=batch, state=ImportState.DONE, counts=counts, problems=problems, now=now)


def records_read(table: Table, mapping: Mapping, choices: Choices, progress: Callable[[int], None]) -> tuple[list[Record], list[Problem]]:
    """All records and problems of a table.

    Args:
        table: The file.
        mapping: Its columns.
        choices: What the person said.
        progress: Called now and then with the count of rows read.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    results = iter_records(table, mapping, choices.import_settings())
    for count, result in enumerate(results, 1):
        if isinstance(result, Problem):
            problems.append(result)
        else:
            records.append(result)
        if count % REPORT_EVERY == 0:
            progress(count)
    return records, problems


def _keep_bad_rows(batch: ImportBatch, table: Table, problems: list[Problem]) -> None:
    stem = Path(batch.file_name).stem[:60]
    suffix = ".csv" if table.sheet is None else ".xlsx"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}-problems{suffix}"
        write_bad_rows(table, problems, path)
        with path.open("rb") as stream:
            batch.bad_rows.save(path.name, File(stream), save=True)
