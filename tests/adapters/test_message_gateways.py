"""Gateways against servers of this process: what they send, and what they make of each answer."""

import hashlib
import hmac
import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from huashu.adapters.messages.outbox import FileOutbox
from huashu.adapters.messages.port import Answer, OutgoingMessage
from huashu.adapters.messages.smtp import SmtpGateway, SmtpServer
from huashu.adapters.messages.webhook import WebhookGateway

MESSAGE = OutgoingMessage(
    "key-1", "sms", "10000000001", "zh-Hans", "还款提醒", "【样例】应还5.00元。", "https://desk.example/messages/delivery/x/"
)
MAIL = OutgoingMessage("key-2", "email", "a@example.invalid", "en", "Payment\nreminder", "Dear customer")


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def http():
    """An HTTP server that remembers requests and answers with the next of ``answers``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.requests.append((dict(self.headers), body))
            status, said = self.server.answers.pop(0)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.requests, server.answers = [], []
    with serving(server):
        yield server


def webhook(server):
    return WebhookGateway(f"http://127.0.0.1:{server.server_port}/in", "s3cret", lambda: 1_764_000_000, timeout_seconds=5)


def test_a_post_carries_key_and_signature(http):
    http.answers = [(202, b'{"id": "SMS-9"}')]
    handover = webhook(http).send(MESSAGE)
    assert (handover.answer, handover.reference) == (Answer.TAKEN, "SMS-9")
    headers, body = http.requests[0]
    digest = hmac.new(b"s3cret", b"1764000000." + body, hashlib.sha256).hexdigest()
    assert headers["X-Huashu-Signature"] == f"t=1764000000,v1={digest}"
    assert headers["Idempotency-Key"] == "key-1"
    record = json.loads(body)
    assert (record["to"], record["text"], record["callback_url"]) == (MESSAGE.to, MESSAGE.text, MESSAGE.callback_url)
    assert "paper" not in record


ANSWERS = {
    "taken without a number": (200, b"ok", Answer.TAKEN),
    "refused for good": (422, b"no such number", Answer.REFUSED),
    "not allowed": (401, b"", Answer.REFUSED),
    "too many": (429, b"", Answer.TRY_AGAIN),
    "broken": (503, b"", Answer.TRY_AGAIN),
    "sent elsewhere": (302, b"", Answer.REFUSED),
}


@pytest.mark.parametrize("name", list(ANSWERS))
def test_answers_of_a_webhook(name, http):
    status, said, answer = ANSWERS[name]
    http.answers = [(status, said)]
    handover = webhook(http).send(MESSAGE)
    assert handover.answer is answer
    assert len(http.requests) == 1
    if answer is not Answer.TAKEN:
        assert f"HTTP {status}" in handover.reason


def test_nobody_there_is_asked_again_later():
    gateway = WebhookGateway("http://127.0.0.1:9/in", "s", lambda: 1, timeout_seconds=1)
    assert gateway.send(MESSAGE).answer is Answer.TRY_AGAIN


class Smtp(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs; recipients get the server's answer."""

    def handle(self):
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ", 1)[0].upper()
            if verb == "EHLO":
                self.say("250 test")
            elif verb == "RCPT":
                self.say(self.server.rcpt)
            elif verb == "DATA":
                self.say("354 go")
                data = b""
                while not data.endswith(b"\r\n.\r\n"):
                    data += self.rfile.readline()
                self.server.mails.append(data)
                self.say(self.server.data)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def smtp():
    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Smtp)
    server.rcpt, server.data, server.mails = "250 ok", "250 queued", []
    with serving(server):
        yield server


def mailer(server):
    return SmtpGateway(SmtpServer("127.0.0.1", server.server_address[1], "none", timeout_seconds=5), ("样例金融", "desk@example.invalid"))


def test_a_mail_is_taken(smtp):
    handover = mailer(smtp).send(MAIL)
    assert handover.answer is Answer.TAKEN
    mail = smtp.mails[0].decode()
    assert "Subject: Payment reminder" in mail
    assert "To: a@example.invalid" in mail
    assert f"Message-ID: {handover.reference}" in mail
    assert "Dear customer" in mail


@pytest.mark.parametrize(
    ("rcpt", "data", "answer"),
    [
        ("550 no such user", "", Answer.REFUSED),
        ("450 later", "", Answer.TRY_AGAIN),
        ("250 ok", "554 spam", Answer.REFUSED),
        ("250 ok", "451 later", Answer.TRY_AGAIN),
    ],
)
def test_answers_of_a_mail_server(rcpt, data, answer, smtp):
    smtp.rcpt, smtp.data = rcpt, data
    handover = mailer(smtp).send(MAIL)
    assert handover.answer is answer
    assert handover.reason[:3] in (rcpt[:3], data[:3])


def test_a_server_that_is_not_there():
    assert (
        SmtpGateway(SmtpServer("127.0.0.1", 9, "none", timeout_seconds=1), ("", "d@example.invalid")).send(MAIL).answer is Answer.TRY_AGAIN
    )


FILES = {
    "sms": (MESSAGE, ".json"),
    "email": (MAIL, ".eml"),
    "letter": (OutgoingMessage("key-3", "letter", "", "en", "T", "x", paper=b"%PDF-1"), ".pdf"),
}


@pytest.mark.parametrize("channel", list(FILES))
def test_the_outbox_writes_one_private_file_a_message(channel, tmp_path):
    message, suffix = FILES[channel]
    outbox = FileOutbox(tmp_path / "out", ("样例", "desk@example.invalid"))
    first, second = outbox.send(message), outbox.send(message)
    files = list((tmp_path / "out").iterdir())
    assert (first, len(files), files[0].suffix) == (second, 1, suffix)
    assert (first.answer, files[0].stat().st_mode & 0o077) == (Answer.WRITTEN, 0)


def test_an_outbox_that_can_not_be_written_is_tried_again(tmp_path):
    (tmp_path / "out").write_text("a file stands where the folder should")
    assert FileOutbox(tmp_path / "out").send(MESSAGE).answer is Answer.TRY_AGAIN
