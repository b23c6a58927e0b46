"""A helper process ends when the process that started it is gone, however that went."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Final

_LOOK_EVERY_SECONDS: Final = 0.5


def end_with(parent: int, how: signal.Signals) -> None:
    """Send this process a signal once it has another parent.

    A process whose parent is gone is handed to another one by the system, so asking now and then is enough.

    Args:
        parent: Process id of the starter.
        how: ``SIGTERM`` to finish what is at work first, ``SIGKILL`` for at once.
    """
    threading.Thread(target=_watch, args=(parent, how), daemon=True).start()


def _watch(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), how)
