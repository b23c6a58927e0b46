"""``huashu promise parse``: utterances in, promises out, run as a person runs it."""

import json
import subprocess
import sys

SAID = {"said_at": "2026-11-25T10:00:00+08:00"}


def run(*records):
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)
    command = [sys.executable, "-m", "huashu.cli.main", "promise", "parse", "-"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_promises_in_order():
    code, answers, err = run(
        {"text": "本周五下班前 三千", **SAID, "language": "zh", "overdue_minor": 500_000},
        {"text": "I'll pay the rest when I can, 800 on the 3rd", **SAID, "language": "en", "overdue_minor": 125_000},
        {"text": "等我把車賣了就還", **SAID},
    )
    assert (code, err) == (0, "")
    assert answers == [
        {"kind": "part", "payments": [{"amount_minor": 300_000, "by": "2026-11-27"}], "firm": True},
        {"kind": "part", "payments": [{"amount_minor": 80_000, "by": "2026-12-03"}], "firm": True},
        {"kind": "conditional", "payments": [{"amount_minor": None, "by": None}], "firm": False},
    ]


def test_a_line_that_cannot_be_used_keeps_its_place():
    code, answers, err = run({"text": "不还", **SAID}, "{", {"text": "还"}, {"text": "还", "said_at": "2026-11-25"})
    assert code == 1
    assert "3 of 4 lines" in err
    assert answers[0] == {"kind": "refusal", "payments": [], "firm": False}
    assert [answer["error"]["code"] for answer in answers[1:]] == ["invalid_line", "missing_value", "invalid_value"]
    assert [answer["error"]["field"] for answer in answers[1:]] == [None, "said_at", "said_at"]
