"""The check of the trail as a background task, for the button on the audit page."""

from __future__ import annotations

from django_tasks import task

from huashu.desk import clock
from huashu.desk.audit.models import TrailCheck
from huashu.desk.audit.services import check_finish
from huashu.desk.audit.verify import trail_check


@task()
def check_task(check_pk: int) -> None:
    """Check the whole trail and keep what was found on the check that was asked for."""
    check_finish(check=TrailCheck.objects.get(pk=check_pk), found=trail_check(), now=clock.now())
