"""The worked examples of docs/algorithms/schedules.md are what the product computes, and what plain fractions compute."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import plain_schedule
import pytest

from huashu.lending.rates import apr_effective, irr_annual_nominal
from huashu.lending.schedule import due_dates, schedule, terms_from_record

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "schedules.md"
EXAMPLE = re.compile(
    r"^### (?P<name>.+?)\n.*?```json\n(?P<terms>.+?)\n```\n\n.*?\|--:\|\n(?P<rows>.+?)\n\n"
    r"Total interest (?P<interest>[\d,]+); IRR (?P<irr>[\d.]+), APR (?P<apr>[\d.]+)\.$",
    re.DOTALL | re.MULTILINE,
)


class Worked(NamedTuple):
    terms: dict
    rows: list[list[str]]
    interest: int
    irr: Decimal
    apr: Decimal


def whole(text):
    return int(text.replace(",", ""))


def worked(match):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in match["rows"].splitlines()]
    return Worked(json.loads(match["terms"]), rows, whole(match["interest"]), Decimal(match["irr"]), Decimal(match["apr"]))


WORKED = {match["name"]: worked(match) for match in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))}


def test_every_example_of_the_page_is_read():
    assert len(WORKED) == PAGE.read_text(encoding="utf-8").count("\n### ") == 12


@pytest.mark.parametrize("case", WORKED.values(), ids=WORKED)
def test_instalments(case):
    found = schedule(terms_from_record(case.terms))
    assert [
        (str(row.n), row.due_on.isoformat(), row.principal_minor, row.interest_minor, row.total_minor, row.balance_minor)
        for row in found.instalments
    ] == [(n, due_on, *map(whole, amounts)) for n, due_on, *amounts in case.rows]
    assert found.total_interest_minor == case.interest


@pytest.mark.parametrize("case", WORKED.values(), ids=WORKED)
def test_all_in_rates(case):
    terms = terms_from_record(case.terms)
    totals = [whole(row[4]) for row in case.rows]
    net_minor = terms.principal_minor - terms.fee_minor
    assert irr_annual_nominal(totals, net_minor, terms.frequency.periods_per_year) == case.irr
    assert apr_effective(totals, due_dates(terms), terms.disbursed_on, net_minor) == case.apr


@pytest.mark.parametrize("case", WORKED.values(), ids=WORKED)
def test_plain_fractions_say_the_same(case):
    terms = terms_from_record(case.terms)
    due = plain_schedule.due_dates(terms.first_due_on, terms.periods, terms.frequency)
    rate = Fraction(case.terms["annual_rate"])
    rows = plain_schedule.rows(terms.principal_minor, rate, terms.method, terms.day_count, terms.disbursed_on, due, terms.balloon_minor)
    assert [(due_on.isoformat(), *rest) for due_on, *rest in rows] == [
        (row[1], whole(row[2]), whole(row[3]), whole(row[5])) for row in case.rows
    ]
