"""Run a command with HUASHU_TEST_CHROMIUM naming a Chromium, fetching Playwright's own where the system has none.

Where neither can be had the command still runs: the browser tests then skip and say why.
Usage: ``python tools/with_chromium.py COMMAND [ARG ...]``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_chromium() -> str | None:
    """Path of an installed Chromium or Chrome, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Run the command; return its exit status."""
    environment = dict(os.environ)
    if path := environment.get("HUASHU_TEST_CHROMIUM") or system_chromium():
        environment["HUASHU_TEST_CHROMIUM"] = path
    else:
        print("No Chromium found; trying Playwright's own.", flush=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)
    return subprocess.run(sys.argv[1:], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
