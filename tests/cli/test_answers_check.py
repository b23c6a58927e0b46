"""``huashu answers check``: answers in, verdicts out, run as a person runs it."""

import json
import subprocess
import sys


def run(*records):
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)
    command = [sys.executable, "-m", "huashu.cli.main", "answers", "check", "-"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def line(field, form_value, text, **more):
    return {
        "field": field,
        "form_value": form_value,
        "question": "",
        "answer_text": text,
        "asked_at": "2026-11-12T10:20:00+08:00",
        "language": "zh",
        **more,
    }


def test_verdicts_in_order_with_the_id_that_was_given():
    code, answers, err = run(
        line("monthly_income", 800000, "大概八千", id="a"), line("annual_rate", 0.06, "六个点"), line("marital_status", "已婚", "你猜")
    )
    assert (code, err) == (0, "")
    assert answers == [
        {"id": "a", "verdict": "near", "value": 800000},
        {"verdict": "match", "value": "0.06"},
        {"verdict": "not_answered", "value": None},
    ]


def test_a_line_that_cannot_be_used_keeps_its_place():
    code, answers, err = run("{", line("shoe_size", 43, "四十三"), line("term_months", 36, "三年"))
    assert code == 1
    assert "2 of 3 lines" in err
    assert [answer["error"]["field"] for answer in answers[:2]] == [None, "field"]
    assert answers[2] == {"verdict": "match", "value": 36}
