"""A language model behind the chat protocol: a server that really speaks it, and one that times out, refuses and talks nonsense."""

import json
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from huashu.adapters.language_model import ChatModel, ModelNonsense, ModelRefused, ModelUnreachable
from huashu.errors import InvalidValue
from huashu.review.proposals import proposal_prompt, proposals_read
from huashu.review.transcript import CaseFile, Transcript, Turn

CALL = Transcript(
    id="1",
    kind="overdue_first_call",
    language="zh",
    started_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    turns=(
        Turn("officer", "请问是张志远先生吗？您尾号 6222 0000 1111 的卡没扣到。"),
        Turn("customer", "我住院了，没钱，身份证 310101199001010000 也不在。"),
    ),
    case=CaseFile(customer_name="张志远"),
)


@contextmanager
def served(answer, *, status=200, wait=0.0):
    """A server on this machine that gives one answer and keeps what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append((self.path, self.headers, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            time.sleep(wait)
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except BrokenPipeError:
                pass  # the asker went away, which is what one case is about

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


def saying(content, **more):
    return {"choices": [{"index": 0, "message": {"role": "assistant", "content": content} | more, "finish_reason": "stop"}]}


def test_an_answer_becomes_proposals_with_true_quotes():
    proposed = [
        {"label": "reasons/illness", "turn": 1, "quote": "我住院了", "reason": "says so"},
        {"label": "illness", "turn": 1, "quote": "我病了", "reason": "nobody said that"},
        {"label": "no_such_label", "turn": 1, "quote": "我住院了"},
        {"label": "illness", "turn": 7, "quote": "我住院了"},
        {"label": "confirm_party", "turn": 1, "quote": "我住院了", "reason": "the officer's step in the customer's mouth"},
        {"label": "confirm_party", "turn": 0, "quote": "请问是***先生吗"},
    ]
    with served(saying("```json\n" + json.dumps(proposed, ensure_ascii=False) + "\n```")) as (address, asked):
        answer = ChatModel(address, "small", key="secret").answer(proposal_prompt(CALL))
    found, thrown_away = proposals_read(answer, CALL)
    assert [(one.label, one.turn, one.quote) for one in found] == [("illness", 1, "我住院了"), ("confirm_party", 0, "请问是张志远先生吗")]
    assert thrown_away == 4
    path, headers, body = asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"]) == ("small", 0)


def test_what_leaves_is_masked():
    sent = json.dumps(proposal_prompt(CALL), ensure_ascii=False)
    assert "张志远" not in sent
    assert "310101" not in sent
    assert "6222" not in sent
    assert "我住院了" in sent


WRONG = {
    "an error": ({"error": {"message": "no"}}, 500, ModelRefused),
    "no such model": ({}, 404, ModelRefused),
    "a declined answer": (saying(None, refusal="I can't help with that."), 200, ModelRefused),
    "a filtered answer": ({"choices": [{"message": {"content": ""}, "finish_reason": "content_filter"}]}, 200, ModelRefused),
    "not JSON": (b"<html>gateway</html>", 200, ModelNonsense),
    "no choices": ({"choices": []}, 200, ModelNonsense),
    "an empty answer": (saying("  "), 200, ModelNonsense),
    "another shape": (["what"], 200, ModelNonsense),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_failure_has_its_refusal(case):
    answer, status, refusal = WRONG[case]
    with served(answer, status=status) as (address, _), pytest.raises(refusal, match="stands without it"):
        ChatModel(address, "small").answer([{"role": "user", "content": "?"}])


def test_a_slow_model_is_given_up():
    with served(saying("[]"), wait=0.6) as (address, _), pytest.raises(ModelUnreachable, match="too long"):
        ChatModel(address, "small", seconds=0.1).answer([{"role": "user", "content": "?"}])


def test_nobody_there():
    with served(saying("[]")) as (address, _):
        pass
    with pytest.raises(ModelUnreachable):
        ChatModel(address, "small", seconds=2).answer([{"role": "user", "content": "?"}])


@pytest.mark.parametrize("text", ["I found nothing of note.", "[{]", '{"label": "illness"}', "[1, null, []]", ""])
def test_nonsense_brings_no_proposals(text):
    assert proposals_read(text, CALL)[0] == ()


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(InvalidValue, match="http"):
        ChatModel("file:///etc/passwd", "small")
