"""A file's way into the book: kept, shown, confirmed, loaded by a background task. All of its rows are saved together or none."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from huashu.adapters.spreadsheet.mapping import Mapping, heading_signature
from huashu.adapters.spreadsheet.reading import read_table
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.imports.choices import Choices
from huashu.desk.imports.figures_day import TODAY, figures_day
from huashu.desk.imports.labels import TAPE
from huashu.desk.imports.liveness import batch_is_stopped
from huashu.desk.imports.models import ImportBatch, ImportState, SavedMapping
from huashu.desk.imports.refusals import BatchSettled
from huashu.desk.people.models import Person
from huashu.errors import Problem, Refusal

PROBLEMS_KEPT: Final = 1_000
"""Problems that a batch keeps for its page; the file of bad rows has them all."""

REMEMBERED: Final = ("currency", "date_order", "comma_decimals", "round_amounts", "day_count")
"""Choices that hold for the next file with the same headings, such as the bad rows of this one come back mended."""

_TAPE_MARKS: Final = (b"absee/autoloan", b"<assetData", b"<assetTypeNumber")


def batch_upload(*, upload: File[bytes], name: str, shape: str, as_of: date | None, person: Person | None, now: datetime) -> ImportBatch:
    """Keep a file for its preview.

    Args:
        upload: The file.
        name: Its name.
        shape: What it holds, or empty to see from its columns.
        as_of: Day of its figures; None to take it from the sheet's title or the file's name, else today.
        person: Who brings it in; None on the command line.
        now: This moment.
    """
    batch = ImportBatch(
        file_name=name[-200:],
        sha256=_sha256(upload),
        shape=shape or (TAPE if _looks_like_tape(upload) else ""),
        as_of=as_of,
        uploaded_by=person,
        uploaded_at=now,
    )
    upload.seek(0)
    batch.content.save(name[-80:], upload, save=False)
    if as_of is None:
        today = timezone.localdate(now)
        batch.as_of, given_by = (today, TODAY) if batch.shape == TAPE else figures_day(batch_path(batch), name, today)
        batch.options = {"as_of_from": given_by}
    if batch.shape != TAPE:
        batch.options |= _remembered(batch)
    batch.save()
    return batch


def _remembered(batch: ImportBatch) -> dict[str, Any]:
    """What was said of the last file with these headings; nothing if there was none or the file can't be read."""
    try:
        headings = read_table(batch_path(batch), name=batch.file_name).headings
    except Refusal:
        return {}
    kept = SavedMapping.objects.filter(signature=heading_signature(headings)).values_list("options", flat=True).first()
    return kept or {}


def batch_choose(*, batch: ImportBatch, shape: str, mapping: Mapping | None, choices: Choices) -> ImportBatch:
    """Keep what the person said about a file.

    Raises:
        BatchSettled: The file has been confirmed or discarded already.
    """
    _check_open(batch)
    batch.shape, batch.as_of, batch.options = shape, choices.as_of, choices.to_record()
    batch.mapping = {"json": mapping.to_json()} if mapping else {}
    batch.save(update_fields=["shape", "as_of", "options", "mapping"])
    return batch


@transaction.atomic
def batch_confirm(*, batch: ImportBatch, person: Person | None, now: datetime) -> None:
    """Hand a file over to be loaded, and remember its mapping for the next file with these headings.

    Raises:
        BatchSettled: The file has been confirmed or discarded already.
    """
    changed = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.UPLOADED).update(state=ImportState.QUEUED, queued_at=now)
    if not changed:
        raise BatchSettled(batch.file_name)
    batch.state, batch.queued_at = ImportState.QUEUED, now
    if mapping := batch_mapping(batch):
        headings = read_table(batch_path(batch), batch.options.get("sheet"), name=batch.file_name).headings
        SavedMapping.objects.update_or_create(
            signature=heading_signature(headings),
            defaults={
                "name": batch.file_name[:80],
                "shape": batch.shape,
                "mapping": mapping.confirmed().to_json(),
                "options": {name: batch.options[name] for name in REMEMBERED if batch.options.get(name)},
                "saved_by": person,
            },
        )


def batch_requeue(*, batch: ImportBatch, skip_bad: bool, now: datetime) -> None:
    """Let a file that wasn't loaded be loaded again: its load stopped, or it had problems and the good rows are wanted after all.

    Whatever the first try had begun was never saved.

    Args:
        batch: The file.
        skip_bad: Whether to load the good rows of a file with problems.
        now: This moment.

    Raises:
        BatchSettled: It is being loaded, or has been, or nothing would change.
    """
    is_wanted_after_all = skip_bad and batch.state == ImportState.REFUSED and bool(batch.problems)
    if not is_wanted_after_all and not batch_is_stopped(batch, now):
        raise BatchSettled(batch.file_name)
    options = {**batch.options, "skip_bad": True} if skip_bad else batch.options
    changed = ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(
        state=ImportState.QUEUED, queued_at=now, task_id="", rows_done=0, finished_at=None, options=options
    )
    if not changed:
        raise BatchSettled(batch.file_name)


def batch_enqueued(*, batch: ImportBatch, task_id: str) -> None:
    """Remember which background task loads a file."""
    ImportBatch.objects.filter(pk=batch.pk).update(task_id=task_id)


def batch_discard(*, batch: ImportBatch) -> None:
    """Forget a file that wasn't loaded.

    Raises:
        BatchSettled: It has been loaded or is being loaded.
    """
    deleted, _ = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.UPLOADED).delete()
    if not deleted:
        raise BatchSettled(batch.file_name)
    batch.content.delete(save=False)


def batch_progress(*, batch: ImportBatch, done: int, total: int) -> None:
    """Say how many rows have been read."""
    batch.rows_done, batch.rows_total = done, max(total, done)
    batch.save(update_fields=["rows_done", "rows_total"])


def batch_saving(*, batch: ImportBatch) -> None:
    """Say that all rows have been read and are being saved together."""
    batch.state = ImportState.SAVING
    batch.save(update_fields=["state", "rows_done", "rows_total"])


def batch_finish(*, batch: ImportBatch, state: ImportState, counts: dict[str, Any], problems: list[Problem], now: datetime) -> None:
    """Say how it ended; a file that was loaded goes into the audit trail."""
    batch.state, batch.finished_at = state, now
    batch.counts = {**counts, "problems": len(problems)}
    batch.problems = [asdict(problem) for problem in problems[:PROBLEMS_KEPT]]
    batch.save()
    if state == ImportState.DONE:
        data = {"file": batch.file_name, "sha256": batch.sha256, "counts": batch.counts}
        trail_append(TrailKind.IMPORT_LOADED, person=batch.uploaded_by, data=data, at=now)


def batch_path(batch: ImportBatch) -> Path:
    """Where the kept file lies."""
    return Path(batch.content.path)


def batch_mapping(batch: ImportBatch) -> Mapping | None:
    """The mapping that the person confirmed, or None."""
    return Mapping.from_json(batch.mapping["json"]) if batch.mapping else None


def _check_open(batch: ImportBatch) -> None:
    if batch.state != ImportState.UPLOADED:
        raise BatchSettled(batch.file_name)


def _sha256(upload: File[bytes]) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _looks_like_tape(upload: File[bytes]) -> bool:
    upload.seek(0)
    head = upload.read(4096)
    return any(mark in head for mark in _TAPE_MARKS)
