"""``huashu serve``: the desk on its address, with the process that does background work beside it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from huashu.desk import kin, setup
from huashu.desk.environment import read
from huashu.errors import InvalidValue, Refusal

_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
_RESTART_SECONDS: Final = 5
_THREADS: Final = 8
"""Requests that one process answers at a time; most of their time is spent in the database."""


class AddressUnusable(Refusal):
    """The desk can't listen where it was told to.

    Args:
        host: Address.
        port: Port.
        cause: What the system said.
    """

    code = "address_unusable"

    def __init__(self, host: str, port: int, cause: OSError) -> None:
        if cause.errno == errno.EADDRINUSE:
            message = (
                f"Port {port} on {host} is taken by another program, perhaps another desk. "
                f"Stop that one, or choose another port: HUASHU_PORT={port + 1 if port < 65535 else 8000} huashu serve"
            )
        else:
            message = f"The desk can't listen on {host} port {port}: {cause.strerror}. Choose others with HUASHU_HOST and HUASHU_PORT."
        super().__init__(message, field="HUASHU_PORT", host=host, port=port)


@click.command(short_help="Open the desk in the browser.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer pages.")
def serve(*, workers: int) -> None:
    """Bring the database up to date and serve the desk on HUASHU_HOST and HUASHU_PORT until stopped with Ctrl-C."""
    host, port = read("HUASHU_HOST"), _port()
    _check_free(host, port)
    setup.start()
    from huashu.desk import statics

    statics.gather()
    _greet(host, port)
    with _background_work():
        _answer(host, port, workers)


def _port() -> int:
    text = read("HUASHU_PORT")
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise InvalidValue("HUASHU_PORT", text, "a port from 1 to 65535")
    return int(text)


def _check_free(host: str, port: int) -> None:
    """Try to listen, so that a taken port is said in a sentence before anything is started."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
            trial.listen(1)
    except OSError as cause:
        raise AddressUnusable(host, port, cause) from None


def _greet(host: str, port: int) -> None:
    from huashu.desk.people.models import Person
    from huashu.desk.people.selectors import demo_logins

    name = "localhost" if host in _EVERYWHERE | {"127.0.0.1", "::1"} else host
    click.echo(f"\nThe desk is open: http://{name}:{port}   (stop it with Ctrl-C)")
    if host not in ("127.0.0.1", "::1", "localhost"):
        click.echo(f"It answers to these host names only (HUASHU_ALLOWED_HOSTS): {read('HUASHU_ALLOWED_HOSTS')}")
    if logins := demo_logins():
        click.echo("\nLogins of the demo:")
        for login in logins:
            click.echo(f"  {login.person.role:<12}{login.person.username:<18}{login.password}")
    elif not Person.objects.filter(is_active=True).exists():
        click.echo("\nNobody can sign in yet. Add the first person:  huashu user add NAME --role admin")
        click.echo("or fill the desk with invented people:          huashu demo load")
    click.echo("")


@contextmanager
def _background_work() -> Iterator[None]:
    """Keep a worker process running for as long as the block does."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(over,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout=_RESTART_SECONDS + 5)


def _keep_worker(over: threading.Event) -> None:
    while not over.is_set():
        command = [sys.executable, "-m", "huashu.desk.worker", str(os.getpid())]
        worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own module
        while not over.wait(0.5):
            if worker.poll() is not None:
                click.echo(f"Background work stopped (exit code {worker.returncode}); starting it again in {_RESTART_SECONDS} s.", err=True)
                over.wait(_RESTART_SECONDS)
                break
        else:
            worker.terminate()
            worker.wait()


def _answer(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    multiprocessing.set_start_method("spawn", force=True)  # a fork would share this process's database connection
    Granian(
        "huashu.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    ).serve(target_loader=pages, wrap_loader=False)


def pages() -> Callable[..., object]:
    """The application that answers pages, in a process that ends with the one that started it."""
    if starter := multiprocessing.parent_process():
        kin.end_with(starter.pid or 0, signal.SIGKILL)
    from huashu.desk.wsgi import application

    return application
