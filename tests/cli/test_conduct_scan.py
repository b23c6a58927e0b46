"""``huashu conduct scan``: remarks in, breaches out, run as a person runs it."""

import json
import subprocess
import sys


def run(*records):
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)
    command = [sys.executable, "-m", "huashu.cli.main", "conduct", "scan", "-"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_breaches_with_quote_rule_and_citation():
    code, answers, err = run(
        {"id": "a", "text": "您好，我是安达的小王。", "language": "zh"},
        {"id": "b", "text": "明天我就去你單位找你主管，妳這個無賴！", "language": "zh", "call_kind": "overdue_follow_up", "to": "customer"},
        {"id": "c", "text": "You owe 700 dollars.", "language": "en", "case": {"currency": "USD", "overdue_minor": 61250}},
    )
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["breaches"] == []
    assert [(breach["id"], breach["quote"], breach["rule"]) for breach in answers[1]["breaches"]] == [
        ("third_party_pressure", "明天我就去你單位找你主管", "TW-THIRD"),
        ("insult", "妳這個無賴！", "TW-SPEECH"),
    ]
    assert answers[2]["breaches"][0]["id"] == "false_amount"
    assert all(set(breach) == {"id", "quote", "rule", "citation"} and all(breach.values()) for breach in answers[1]["breaches"])


def test_a_line_that_cannot_be_used_keeps_its_place():
    code, answers, err = run({"id": "a", "text": "好"}, "{", {"id": "c"}, {"id": "d", "text": "好", "to": "dog"})
    assert code == 1
    assert "3 of 4 lines" in err
    assert answers[0] == {"id": "a", "breaches": []}
    assert [answer["error"]["code"] for answer in answers[1:]] == ["invalid_line", "missing_value", "invalid_value"]
