"""`huashu serve` on a port of its own: pages, static files, background work, and what happens when it can't start."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from huashu.cli import serve as module
from huashu.errors import InvalidValue

PROBE = Path(__file__).parent / "probe"
PATIENCE_SECONDS = 60


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE_SECONDS} s for {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address):
    with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
        return answer.status, answer.headers, answer.read().decode()
    return None


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def desk(tmp_path):
    """A served desk with an empty data folder: its address, its environment and its process."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")},
        "HUASHU_DATA": str(tmp_path / "data"),
        "HUASHU_PORT": str(port),
        "PYTHONPATH": os.pathsep.join([*sys.path, str(PROBE)]),
    }
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "huashu.cli.main", "serve", "--workers", "1"], env=environment, stdout=said, stderr=said
        )
    try:
        yield f"http://127.0.0.1:{port}", environment, process
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
        process.kill()


def test_pages_static_files_and_background_work(desk, tmp_path):
    address, environment, process = desk
    status, headers, page = wait_for(lambda: fetch(f"{address}/sign-in/"), "the sign-in page")
    assert status == 200
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    said = (tmp_path / "said").read_text()
    assert "The desk is open" in said
    assert "huashu user add" in said

    style = re.search(r'href="(/static/css/base\.[^"]+)"', page)[1]
    _, headers, text = fetch(address + style)
    assert "immutable" in headers["Cache-Control"]
    assert ".card" in text

    trace = tmp_path / "trace"
    enqueue = "from huashu.desk import setup; setup.start(); import work_probe, sys; work_probe.leave_trace.enqueue(sys.argv[1])"
    subprocess.run([sys.executable, "-c", enqueue, str(trace)], env=environment, check=True)
    worker = int(wait_for(lambda: trace.exists() and trace.read_text(), "the background work"))
    assert is_alive(worker)
    process.kill()
    wait_for(lambda: not is_alive(worker), "the worker to end with the desk that started it")


def test_a_taken_port_is_said_in_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        result = CliRunner().invoke(module.serve, env={"HUASHU_PORT": str(port)})
    assert isinstance(result.exception, module.AddressUnusable)
    assert result.exception.message.startswith(f"Port {port} on 127.0.0.1 is taken by another program")
    assert f"HUASHU_PORT={port + 1} huashu serve" in result.exception.message


def test_an_address_of_another_machine_is_said_in_a_sentence():
    result = CliRunner().invoke(module.serve, env={"HUASHU_HOST": "192.0.2.1"})
    assert isinstance(result.exception, module.AddressUnusable)
    assert "can't listen on 192.0.2.1 port 8000" in result.exception.message


@pytest.mark.parametrize("port", ["0", "65536", "http", "80 80", "-1", "８０"])
def test_a_port_that_is_none(port):
    result = CliRunner().invoke(module.serve, env={"HUASHU_PORT": port})
    assert isinstance(result.exception, InvalidValue)
    assert result.exception.message == f"HUASHU_PORT is '{port}', but must be a port from 1 to 65535."


GREETINGS = [
    ("127.0.0.1", "http://localhost:8000", False),
    ("0.0.0.0", "http://localhost:8000", True),
    ("10.1.2.3", "http://10.1.2.3:8000", True),
    ("::", "http://localhost:8000", True),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("host", "address", "names"), GREETINGS)
def test_the_greeting_names_an_address_that_opens(host, address, names, capsys):
    module._greet(host, 8000)
    said = capsys.readouterr().out
    assert address in said
    assert ("HUASHU_ALLOWED_HOSTS" in said) == names
