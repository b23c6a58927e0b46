"""The process that does background work: imports, closes. It ends when the process that started it ends.

``huashu serve`` starts it as ``python -m huashu.desk.worker PARENT`` with its own process id.
"""

from __future__ import annotations

import signal
import sys

from django.core.management import call_command

from huashu.desk import kin, setup


def main() -> None:
    """Work off the queue until told to stop; work that has begun is finished."""
    kin.end_with(int(sys.argv[1]), signal.SIGTERM)
    setup.start(migrate=False)
    call_command("db_worker", queue_name="*", interval=1, startup_delay=False, reload=False, verbosity=0)


if __name__ == "__main__":
    main()
