"""A piece of background work that leaves a trace: the process that did it."""

import os
from pathlib import Path

from django_tasks import task


@task()
def leave_trace(path: str) -> None:
    Path(path).write_text(str(os.getpid()), encoding="ascii")
