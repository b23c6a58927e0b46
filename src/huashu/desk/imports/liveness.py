"""Whether a load is still going on, or its process was killed.

Who loads a file holds it (:mod:`huashu.desk.holds`), and the hold goes with the process. So a file that is being read or saved while
nobody holds it has been left behind: nothing of it was saved, and it can be loaded again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huashu.desk.holds import is_held
from huashu.desk.imports.models import ImportBatch, ImportState

WORKING: Final = frozenset({ImportState.RUNNING, ImportState.SAVING})
TO_BEGIN: Final = timedelta(seconds=10)
"""So long a background task may take from being handed out to holding its file."""


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


def task_of(task_id: str) -> DBTaskResult[Any, Any] | None:
    """A background task, or None if the queue doesn't have it."""
    try:
        return DBTaskResult.objects.filter(pk=UUID(task_id)).first()
    except ValueError:
        return None


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
