"""Handing messages over in the background: soon after they were queued, and again when the first that waits may go out."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django_tasks import task, task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huashu.desk import clock
from huashu.desk.correspondence.services.sending import messages_send, next_at

_QUEUE: Final = "default"


@task()
def send_task() -> None:
    """Hand over what may go out now, and ask to be called again when the next message may."""
    now = clock.now()
    messages_send(now=now)
    _call_again(now)


def send_soon() -> None:
    """Let the worker hand over what is queued."""
    send_task.enqueue()


def _call_again(now: datetime) -> None:
    """Plan the next run, once: a run that is planned for no later does for this too."""
    wanted = next_at(now)
    if wanted is None or not task_backends[send_task.backend].supports_defer:
        return
    planned = DBTaskResult.objects.filter(task_path=send_task.module_path, status=TaskResultStatus.READY, run_after__gt=now)
    if not planned.filter(run_after__lte=wanted).exists():
        send_task.using(run_after=wanted).enqueue()
