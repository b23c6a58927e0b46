"""Background tasks of the imports app."""

from __future__ import annotations

import logging

from django_tasks import task

from huashu.desk import clock
from huashu.desk.imports.loading import batch_load
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.services import batch_finish

log = logging.getLogger(__name__)


@task()
def batch_load_task(batch_id: int) -> None:
    """Load one confirmed file; a fault of ours ends it in words and is raised for the log."""
    batch = ImportBatch.objects.filter(pk=batch_id, state=ImportState.QUEUED).first()
    if batch is None:
        return
    try:
        batch_load(batch=batch, person=batch.uploaded_by, now=clock.now())
    except Exception:
        log.exception("import %s", batch_id)
        counts = {"fault": "fault"}
        batch_finish(batch=batch, state=ImportState.FAILED, counts=counts, problems=[], now=clock.now())
        raise
