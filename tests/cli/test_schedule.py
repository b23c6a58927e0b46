"""``huashu schedule``: JSON Lines in, JSON Lines or tables out, run as a person runs it."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

LOAN = {
    "principal_minor": 10_000_000,
    "currency": "CNY",
    "annual_rate": "0.085",
    "periods": 3,
    "frequency": "monthly",
    "method": "equal_instalment",
    "day_count": "30/360",
    "disbursed_on": "2026-01-15",
    "first_due_on": "2026-02-15",
    "fee_minor": 1_000,
}
# 8.5% / 12 of 100,000.00 is 708.33; the level payment 33,806.67; the last one a fen less.
INSTALMENTS = [
    (1, "2026-02-15", 3_309_834, 70_833, 3_380_667, 6_690_166),
    (2, "2026-03-15", 3_333_278, 47_389, 3_380_667, 3_356_888),
    (3, "2026-04-15", 3_356_888, 23_778, 3_380_666, 0),
]
COLUMNS = ("n", "due_on", "principal_minor", "interest_minor", "total_minor", "balance_minor")
ANSWER = {
    "instalments": [dict(zip(COLUMNS, row, strict=True)) for row in INSTALMENTS],
    "total_interest_minor": 142_000,
    "irr_annual_nominal": Decimal("0.085606"),
    "apr_effective": Decimal("0.090333"),
}


def line(**changes):
    return json.dumps({**LOAN, **changes})


def run(given, *arguments):
    data = given if isinstance(given, bytes) else given.encode()
    command = [sys.executable, "-m", "huashu.cli.main", "schedule", *(arguments or ["-"])]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def answers(text):
    return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def test_a_loan_gives_its_schedule_and_rates():
    code, out, err = run(line() + "\n")
    assert (code, err) == (0, "")
    assert answers(out) == [ANSWER]


def test_answers_keep_the_order_and_bad_lines_their_place():
    given = [line(periods=1), "{", line(periods=True), "", line(periods=2), "[]", line(annual_rate=None), '{"periods": NaN}']
    code, out, err = run("\n".join(given))
    assert code == 1
    assert "5 of 7 lines" in err
    found = answers(out)
    assert [len(answer.get("instalments", [])) for answer in found] == [1, 0, 0, 2, 0, 0, 0]
    assert [(answer["error"]["code"], answer["error"]["field"]) for answer in found if "error" in answer] == [
        ("invalid_line", None),
        ("invalid_value", "periods"),
        ("invalid_line", None),
        ("missing_value", "annual_rate"),
        ("invalid_line", None),
    ]


BAD_LINES = {
    "not UTF-8": "北京".encode("gb18030"),
    "nested without end": b"[" * 100_000,
    "number without end": b'{"principal_minor": ' + b"9" * 5_000 + b"}",
    "exponent without end": b'{"annual_rate": 1e9999999999999999999}',
    "rate no one can mean": line(fee_minor=9_999_999, disbursed_on="2026-02-14", periods=1).encode(),
    "last due date past the calendar": line(first_due_on="9999-12-01").encode(),
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_never_stops_the_run(bad):
    code, out, err = run(bad + b"\n" + line().encode())
    assert code == 1
    assert "Traceback" not in err
    first, second = answers(out)
    assert set(first["error"]) == {"code", "message", "field"}
    assert second == ANSWER


def test_rates_stay_numbers_with_all_their_places():
    code, out, _ = run(line(annual_rate=0, fee_minor=0) + "\n" + line(annual_rate=0.085))
    assert code == 0
    assert '"irr_annual_nominal": 0.000000, "apr_effective": 0.000000}' in out
    assert answers(out)[1] == ANSWER


def test_a_byte_order_mark_and_nothing_at_all():
    assert answers(run("\ufeff" + line())[1]) == [ANSWER]
    assert run("") == (0, "", "")


def test_a_file_is_read_like_standard_input(tmp_path):
    path = tmp_path / "loans.jsonl"
    path.write_text(line() + "\n", encoding="utf-8")
    code, out, _ = run("", str(path))
    assert code == 0
    assert answers(out) == [ANSWER]


def test_table_for_people(tmp_path):
    code, out, _ = run(line() + "\nnonsense\n" + line(currency="JPY"), "-", "--table")
    assert code == 1
    rows = [row.split() for row in out.splitlines()]
    assert rows[0] == ["n", "due", "principal", "interest", "instalment", "balance"]
    assert rows[1] == ["1", "2026-02-15", "33,098.34", "708.33", "33,806.67", "66,901.66"]
    assert rows[4] == ["sum", "100,000.00", "1,420.00", "101,420.00"]
    assert "All-in rate a year: 8.5606% nominal (IRR), 9.0333% effective (APR)." in out
    assert "Line 2: The line is not valid JSON" in out
    assert ["1", "2026-02-15", "3,309,834", "70,833", "3,380,667", "6,690,166"] in rows


def test_a_call_that_makes_no_sense_says_so(tmp_path):
    for arguments in ([str(tmp_path / "absent.jsonl")], ["-", "--nonsense"]):
        code, out, err = run("", *arguments)
        assert (code, out) == (2, "")
        assert "Traceback" not in err


def test_the_command_never_loads_the_web_framework():
    check = "import sys, huashu.cli.schedule; sys.exit(any(name.startswith(('django', 'huashu.desk')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], check=False, timeout=60).returncode == 0
