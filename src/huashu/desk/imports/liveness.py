"""Whether a load is still going on, or its process was killed.

Who loads a file holds it (:mod:`huashu.desk.holds`), and the hold goes with the process. So a file that is being read or saved while
nobody holds it has been left behind: nothing of it was saved, and it can be loaded again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django_tasks import TaskResultStatus

from huashu.desk.holds import TO_BEGIN, is_held, task_of
from huashu.desk.imports.models import ImportBatch, ImportState

WORKING: Final = frozenset({ImportState.RUNNING, ImportState.SAVING})


def hold_name(batch_id: int) -> str:
    """Name of the hold on a file that is being loaded."""
    return f"import-{batch_id}"


def batch_is_stopped(batch: ImportBatch, now: datetime) -> bool:
    """Whether a load ended before its time: by a fault, or because its process was killed.

    Args:
        batch: The file.
        now: This moment.
    """
    if batch.state == ImportState.FAILED:
        return True
    if batch.state == ImportState.QUEUED:
        waits_long = batch.queued_at is not None and now - batch.queued_at > TO_BEGIN
        return waits_long and not _is_in_queue(batch, now) and not is_held(hold_name(batch.pk)) and _still(batch)
    return batch.state in WORKING and not is_held(hold_name(batch.pk)) and _still(batch)


def _is_in_queue(batch: ImportBatch, now: datetime) -> bool:
    """Whether the background task waits its turn, or was handed out a moment ago."""
    task = task_of(batch.task_id)
    if task is None:
        return False
    is_fresh = task.started_at is not None and now - task.started_at <= TO_BEGIN
    return task.status == TaskResultStatus.READY or (task.status == TaskResultStatus.RUNNING and is_fresh)


def _still(batch: ImportBatch) -> bool:
    """Whether the file's state is still the one that was looked at: it may have ended in between."""
    return ImportBatch.objects.filter(pk=batch.pk, state=batch.state).exists()
