"""Scripts, styles and pictures gathered into the data folder for serving, when they changed since the last time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK: Final = ".gathered-from"


def gather() -> bool:
    """Bring the folder that is served up to date; whether anything had to be done."""
    folder = Path(str(settings.STATIC_ROOT))
    mark, now = folder / MARK, _fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=folder.exists())
    mark.write_text(now, encoding="ascii")
    return True


def _fingerprint() -> str:
    """A digest over name, size and time of change of every source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
