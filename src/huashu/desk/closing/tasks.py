"""The close as a background task, for the button on the Close page."""

from __future__ import annotations

import logging
from datetime import date

from django_tasks import task

from huashu.desk import clock
from huashu.desk.closing.refusals import CloseAtWork
from huashu.desk.closing.run import days_close

log = logging.getLogger(__name__)


@task()
def close_task(as_of: str) -> None:
    """Close a day (ISO); a second press of the button while one is at work comes to nothing."""
    try:
        days_close(as_of=date.fromisoformat(as_of), now=clock.now())
    except CloseAtWork:
        log.info("close of %s: another one is at work", as_of)
