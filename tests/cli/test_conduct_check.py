"""``huashu conduct check``, ``explain`` and ``due``, run as a person runs them."""

import json

import pytest
from click.testing import CliRunner

from huashu.cli.conduct import conduct

CONTACT = {
    "id": "1", "packs": ["CN"], "actor": "lender", "lender_type": "auto_finance", "product": "auto_loan", "purpose": "collection",
    "contact": {"channel": "call", "at": "2026-03-10T22:00:00+08:00"},
}  # fmt: skip


def run(*arguments, lines=()):
    return CliRunner().invoke(conduct, arguments, input="\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))


def test_a_verdict_for_each_line():
    done = run("check", "-", lines=[CONTACT, {**CONTACT, "id": "2", "purpose": "service"}])
    night, service = (json.loads(line) for line in done.stdout.splitlines())
    assert done.exit_code == 0
    assert (night["id"], night["verdict"], night["earliest"]) == ("1", "deny_until", "2026-03-11T08:00:00+08:00")
    assert {"id", "citation", "verdict", "why", "why_en", "severity"} == set(night["rules"][0])
    assert service == {"id": "2", "verdict": "allow", "rules": []}


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("{", "invalid_line", None),
        ({**CONTACT, "packs": ["XX"]}, "unknown_pack", "packs"),
        ({**CONTACT, "actor": "bailiff"}, "invalid_value", "actor"),
        ({**CONTACT, "contact": {"channel": "call"}}, "missing_value", "contact.at"),
        ({**CONTACT, "contact": {"channel": "call", "at": "2026-03-10T22:00:00"}}, "invalid_value", "contact.at"),
        ({**CONTACT, "history": [{"at": "yesterday", "channel": "call", "outcome": "sent"}]}, "invalid_value", "history[0].at"),
        ({**CONTACT, "contact": {"channel": "call", "at": "2026-03-10T22:00:00+08:00", "timezone": "Mars/Base"}}, "invalid_value",
         "contact.timezone"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_says_why(line, code, field):
    done = run("check", "-", lines=[line, CONTACT])
    refused, judged = (json.loads(answer) for answer in done.stdout.splitlines())
    assert done.exit_code == 1
    assert (refused["error"]["code"], refused["error"]["field"]) == (code, field)
    assert judged["verdict"] == "deny_until"


@pytest.mark.parametrize("name", ["CN-TIME", "cn-time", "US-REGF-FREQ", "CN-CREDIT-2", "SAY-CN-THREAT"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain(name, language):
    done = run("explain", name, "--language", language)
    assert done.exit_code == 0
    assert done.stdout.startswith(name.upper())
    assert ("出处" if language == "zh" else "Source") in done.stdout


def test_explain_an_unknown_rule_names_its_neighbours():
    done = run("explain", "CN-TIMES")
    assert done.exit_code == 1
    assert "CN-TIME" in done.stderr


def test_due_lists_what_nobody_has_checked():
    assert run("due", "--as-of", "2026-11-24", "--days", "90").output == ""
    late = run("due", "--as-of", "2027-11-24", "--days", "90")
    assert late.exit_code == 1
    assert "CN-TIME" in late.stdout
