"""``huashu conduct scan``: remarks, messages or letters in, forbidden words out."""

from __future__ import annotations

from typing import IO, Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line
from huashu.conduct.scan import phrases_load, remark_from_record
from huashu.conduct.scan import scan as words_scan

HELP: Final = """Find forbidden words in each remark, message or letter of SOURCE.

SOURCE is a file of JSON Lines, or - for standard input: one remark a line, one answer a line comes back, in order.
A line that can't be used gives an "error" object in its place, and the exit code is 1. Blank lines are passed over.

\b
A remark (only id and text are needed; on one line):
  {"id": "1", "text": "...", "language": "zh", "call_kind": "overdue_follow_up", "to": "customer",
   "case": {"currency": "CNY", "overdue_minor": 235600, "penalty_minor": 1200, "suit_filed": false}}

\b
language   zh, zh-Hans, zh-Hant, en (decides whose law is cited, unless "pack" says CN, TW, HK, US or UK)
call_kind  overdue_first_call, overdue_follow_up, due_reminder, verification, financing_talk
to         customer, third_party (anybody else who answered)
case       currency, overdue_minor, penalty_minor, fees_minor, annual_rate, suit_filed, contract_allows_recovery,
           approved, stop_requested, represented, speaker_is_attorney; what is left out is not known
"""


@click.command(help=HELP, short_help="Find forbidden words in what is said or written.")
@click.argument("source", type=click.File("rb"))
def scan(source: IO[bytes]) -> None:
    """Write the breaches of each remark."""
    answer_lines(source, _answer)


def _answer(record: Record) -> str:
    remark = remark_from_record(record)
    return as_line({"id": remark.id, "breaches": [breach.as_record() for breach in words_scan(remark, phrases_load())]})
