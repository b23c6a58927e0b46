"""``huashu schedule``: loan terms in, schedules and all-in rates out."""

from __future__ import annotations

from decimal import Decimal
from typing import IO, Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line
from huashu.errors import Refusal
from huashu.lending import schedule as schedules
from huashu.lending.rates import apr_effective, irr_annual_nominal
from huashu.lending.terms import Terms
from huashu.money import format_minor

HELP: Final = """Work out the repayment schedule and the all-in rates of each loan in SOURCE.

SOURCE is a file of JSON Lines, or - for standard input: one loan a line, one schedule a line comes back, in order.
A line that can't be used gives an "error" object in its place, and the exit code is 1. Blank lines are passed over.

\b
A loan (balloon_minor and fee_minor may be left out; on one line):
  {"principal_minor": 10000000, "currency": "CNY", "annual_rate": "0.085",
   "periods": 36, "frequency": "monthly", "method": "equal_instalment",
   "day_count": "30/360", "disbursed_on": "2026-01-15", "first_due_on": "2026-02-15"}

\b
frequency  monthly, biweekly, weekly
method     equal_instalment, equal_principal, interest_only, equal_instalment_balloon
day_count  30/360, actual/360, actual/365
"""


@click.command(help=HELP, short_help="Work out repayment schedules and all-in rates.")
@click.argument("source", type=click.File("rb"))
@click.option("--table", is_flag=True, help="Write tables for people instead of JSON Lines.")
def schedule(source: IO[bytes], *, table: bool) -> None:
    """Write one schedule a line, as JSON or as tables."""
    if table:
        answer_lines(source, _table, _refusal_sentence)
    else:
        answer_lines(source, _answer)


def _worked(record: Record) -> tuple[Terms, schedules.Schedule, Decimal, Decimal]:
    """Terms, schedule, nominal and effective all-in rate."""
    terms = schedules.terms_from_record(record)
    plan = schedules.schedule(terms)
    net_minor = terms.principal_minor - terms.fee_minor
    irr = irr_annual_nominal(plan.total_minor, net_minor, terms.frequency.periods_per_year)
    return terms, plan, irr, apr_effective(plan.total_minor, plan.due_on, terms.disbursed_on, net_minor)


def _answer(record: Record) -> str:
    _, plan, irr, apr = _worked(record)
    instalments = [
        {
            "n": row.n,
            "due_on": row.due_on.isoformat(),
            "principal_minor": row.principal_minor,
            "interest_minor": row.interest_minor,
            "total_minor": row.total_minor,
            "balance_minor": row.balance_minor,
        }
        for row in plan.instalments
    ]
    return as_line(
        {"instalments": instalments, "total_interest_minor": plan.total_interest_minor, "irr_annual_nominal": irr, "apr_effective": apr}
    )


def _table(record: Record) -> str:
    terms, plan, irr, apr = _worked(record)

    def line(n: object, due: object, *amounts: int) -> str:
        return f"{n:>5}  {due!s:<10}" + "".join(f"{format_minor(amount, terms.currency):>18}" for amount in amounts)

    heading = f"{'n':>5}  {'due':<10}" + "".join(f"{word:>18}" for word in ("principal", "interest", "instalment", "balance"))
    rows = [
        line(row.n, row.due_on, row.principal_minor, row.interest_minor, row.total_minor, row.balance_minor) for row in plan.instalments
    ]
    sums = line("", "sum", terms.principal_minor, plan.total_interest_minor, sum(plan.total_minor))
    rates = f"All-in rate a year: {irr:.4%} nominal (IRR), {apr:.4%} effective (APR)."
    return "\n".join([heading, *rows, sums, rates, "", ""])


def _refusal_sentence(number: int, refusal: Refusal) -> str:
    return f"Line {number}: {refusal.message}\n\n"
