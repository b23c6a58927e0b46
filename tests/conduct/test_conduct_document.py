"""The worked examples of docs/algorithms/conduct.md are what the engine answers."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huashu.conduct.engine import check
from huashu.conduct.kinds import MEASURES
from huashu.conduct.lawbook import lawbook_load
from huashu.conduct.reading import contact_read

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "conduct.md").read_text(encoding="utf-8")
GOOD = {"recorded": True, "identifies_caller": True, "mentions_debt": True, "asks_payment": True}
TODAY = [{"at": f"2026-03-10T{hour}:00:00+08:00", "channel": "call", "outcome": "conversation"} for hour in ("08", "09", "10")]
AGENCY = {"actor": "collector"}
NEW_YORK = {"timezone": "America/New_York"}

EXAMPLES = [
    ("Asia/Shanghai", {"packs": ["CN"]}, {"at": "2026-03-10T22:00:00+08:00"}),
    ("Asia/Shanghai", {"packs": ["CN"], "history": TODAY}, {"at": "2026-03-10T12:00:00+08:00"}),
    ("Asia/Shanghai", {"packs": ["CN"]}, {"at": "2026-03-10T22:15:00+08:00", "channel": "visit", "visitors": 1}),
    ("Asia/Shanghai", {"packs": ["CN"]}, {"at": "2026-03-10T10:00:00+08:00", "channel": "visit", "place": "work"}),
    ("Asia/Shanghai", {"packs": ["CN", "HOUSE"]}, {"at": "2026-03-10T21:00:00+08:00"}),
    (
        "America/New_York",
        {
            "packs": ["US"],
            "history": [{"at": "2026-07-10T12:00:00-04:00", "channel": "call", "outcome": "conversation"}],
            "customer": {"inconvenient": [{"days": ["fri"]}]},
            **AGENCY,
        },
        {"at": "2026-07-14T12:00:00-04:00", **NEW_YORK},
    ),
    ("America/New_York", {"packs": ["US"], **AGENCY}, {"at": "2026-03-07T22:00:00-05:00", **NEW_YORK}),
    (
        "Europe/London",
        {"packs": ["UK"], "customer": {"states": ["moratorium"], "moratorium_from": "2026-02-01"}},
        {"at": "2026-03-01T12:00:00+00:00"},
    ),
]


def rows():
    """Verdict, missing facts, earliest and rules of each row of the page's table of examples."""
    table = PAGE.split("## Worked examples")[1].split("\n\n")[1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.mark.parametrize(("row", "example"), list(zip(rows(), EXAMPLES, strict=True)), ids=[row[0] for row in rows()])
def test_worked_examples(row, example):
    zone, parties, contact = example
    usual = {"id": "1", "actor": "lender", "lender_type": "auto_finance", "product": "auto_loan", "purpose": "collection"}
    given = usual | {"customer": {"states": []}} | parties | {"contact": {"channel": "call", **GOOD, **contact}}
    verdict = check(contact_read(given), lawbook_load())
    assert row[1].split(":")[0] == verdict.ruling.value
    assert re.findall(r"`(.+?)`", row[1]) == list(verdict.missing)
    assert row[3].split(", ") == list(dict.fromkeys(rule.id for rule in verdict.rules))
    if verdict.earliest is None:
        assert row[2] == "–"
    else:
        assert datetime.strptime(row[2][:16], "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone)) == verdict.earliest


def test_the_page_names_every_measure_and_the_number_of_worked_cases():
    assert all(f"`{name}`" in PAGE for name in MEASURES)
    assert f"({sum(len(rule.cases) for rule in lawbook_load().rules)})" in PAGE
