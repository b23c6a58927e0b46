"""``huashu conduct check``: planned contacts in, verdicts out."""

from __future__ import annotations

from typing import IO, Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line
from huashu.conduct.engine import check as contact_check
from huashu.conduct.lawbook import lawbook_load
from huashu.conduct.reading import contact_read

HELP: Final = """Judge each planned contact of SOURCE: may it be made, and if not, from when on.

SOURCE is a file of JSON Lines, or - for standard input: one planned contact a line, one verdict a line comes back, in order.
A line that can't be used gives an "error" object in its place, and the exit code is 1. Blank lines are passed over.

\b
A planned contact (on one line):
  {"id": "1", "packs": ["CN"], "actor": "lender", "lender_type": "auto_finance", "product": "auto_loan", "purpose": "collection",
   "contact": {"channel": "call", "at": "2026-03-10T22:00:00+08:00", "to": "customer", "phone": "100"},
   "customer": {"states": []}, "history": [{"at": "2026-03-10T09:00:00+08:00", "channel": "call", "outcome": "no_answer"}]}

\b
verdict   allow, warn, deny, deny_until (with "earliest"), unknown (with "missing"), not_applicable
rules     every rule that spoke: id, citation, verdict, why (Chinese), why_en, severity
"""


@click.command(help=HELP, short_help="Judge planned contacts.")
@click.argument("source", type=click.File("rb"))
def check(source: IO[bytes]) -> None:
    """Write the verdict of each planned contact."""
    lawbook = lawbook_load()

    def answer(record: Record) -> str:
        return as_line(contact_check(contact_read(record), lawbook).as_record())

    answer_lines(source, answer)
