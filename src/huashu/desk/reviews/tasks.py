"""Background tasks of the reviews app."""

from __future__ import annotations

import logging

from django_tasks import task

from huashu.desk import clock
from huashu.desk.reviews import asking
from huashu.desk.reviews.models import Recording
from huashu.desk.reviews.services.recordings import recording_fail, recording_write_down

log = logging.getLogger(__name__)


@task()
def recording_task(recording_id: int) -> None:
    """Write one recording down; a fault of ours ends it in words and is raised for the log."""
    recording = Recording.objects.select_related("added_by").filter(pk=recording_id).first()
    if recording is None:
        return
    try:
        recording_write_down(recording=recording, speech=asking.speech, clock=clock.now)
    except Exception:
        log.exception("recording %s", recording_id)
        recording_fail(recording=recording, now=clock.now())
        raise
