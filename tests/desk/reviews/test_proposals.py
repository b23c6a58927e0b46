"""Asking a language model from a call's page: proposals apart from findings, failures told kindly, names covered before words leave."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from huashu.desk.reviews.models import ModelProposals

pytestmark = pytest.mark.django_db


@contextmanager
def served(body, status=200):
    """A server on this machine that gives one answer and keeps what it was sent."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saying(proposals):
    content = json.dumps(proposals, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode()


def test_off_by_default(call, ada, signed_in):
    client = signed_in(ada)
    assert "Ask the language model" not in client.get(f"/reviews/{call.pk}/").content.decode()
    assert client.post(f"/reviews/{call.pk}/ask/").status_code == 404


def test_proposals_stand_apart_and_change_nothing(call, ada, dora, settings, signed_in):
    answer = saying(
        [
            {"label": "insult", "turn": 6, "quote": "找你老婆", "reason": "Rude."},
            {"label": "recap", "turn": 8, "quote": "nobody said this", "reason": "?"},
        ]
    )
    client = signed_in(ada)
    before = client.get(f"/reviews/{call.pk}/").context["reviewed"].sum
    with served(answer) as (settings.HUASHU_MODEL_URL, asked):
        assert "Ask the language model" in client.get(f"/reviews/{call.pk}/").content.decode()
        assert signed_in(dora).post(f"/reviews/{call.pk}/ask/").status_code == 404
        assert client.post(f"/reviews/{call.pk}/ask/").url == f"/reviews/{call.pk}/#proposed"
        shown = client.get(f"/reviews/{call.pk}/")
    assert len(asked) == 1
    sent = json.dumps(json.loads(asked[0]), ensure_ascii=False)
    assert "张志远" not in sent
    assert "13800001234" not in sent
    assert "工程款没回来" in sent
    row = ModelProposals.objects.get()
    assert ([one["label"] for one in row.found], row.thrown_away, row.asked_by) == (["insult"], 1, ada)
    words = shown.content.decode()
    assert "decides nothing" in words
    assert "Rude." in words
    assert shown.context["reviewed"].sum == before
    assert "f-breaches-insult" not in words


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [(b"{}", 500, "refused"), (b"<html>", 200, "be used"), (b"{}", 404, "refused")],
)
def test_failures_are_told_kindly(body, status, words, call, ada, settings, signed_in):
    client = signed_in(ada)
    with served(body, status) as (settings.HUASHU_MODEL_URL, _):
        client.post(f"/reviews/{call.pk}/ask/")
    shown = client.get(f"/reviews/{call.pk}/").content.decode()
    assert words in shown
    assert "The review stands without it" in shown


def test_nobody_listens(call, ada, settings, signed_in):
    with served(b"") as (settings.HUASHU_MODEL_URL, _):
        pass
    client = signed_in(ada)
    client.post(f"/reviews/{call.pk}/ask/")
    assert "gave no answer" in client.get(f"/reviews/{call.pk}/").content.decode()


def test_an_address_of_another_kind_is_told(call, ada, settings, signed_in):
    settings.HUASHU_MODEL_URL = "file:///etc/passwd"
    client = signed_in(ada)
    assert client.post(f"/reviews/{call.pk}/ask/").url == f"/reviews/{call.pk}/"
    assert "must begin with http" in client.get(f"/reviews/{call.pk}/").content.decode()
    assert not ModelProposals.objects.exists()
