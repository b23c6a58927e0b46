"""``huashu promise parse``: what customers said in, what they promised out."""

from __future__ import annotations

from typing import IO, Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line
from huashu.language import promise_parse, utterance_from_record

HELP: Final = """Read the promise to pay in each utterance of SOURCE.

SOURCE is a file of JSON Lines, or - for standard input: one utterance a line, one promise a line comes back, in order.
A line that can't be used gives an "error" object in its place, and the exit code is 1. Blank lines are passed over.

\b
An utterance (language and overdue_minor may be left out; on one line):
  {"text": "...", "said_at": "2026-11-27T10:00:00+08:00", "language": "zh", "overdue_minor": 235600}

\b
said_at        the moment of speaking, with its offset; days count in it
language       zh, zh-Hans, zh-Hant, en; guessed from the script if left out
overdue_minor  all that is overdue then, in hundredths of the spoken unit, net of what was received; without it, fractions,
               "the rest" and equal parts can't be told and are left out

\b
A promise:
  {"kind": "part", "payments": [{"amount_minor": 200000, "by": "2026-12-04"}], "firm": true}

\b
kind          full, part, instalments, conditional, refusal, none
amount_minor  null for all that is overdue
by            the last day that keeps the promise; null only where a condition names no day
firm          false where he hedges or asks, and for conditional, refusal and none
"""


@click.group(short_help="Read promises to pay.")
def promise() -> None:
    """Read promises to pay in what customers said."""


@promise.command(help=HELP, short_help="Read the promise in each utterance.")
@click.argument("source", type=click.File("rb"))
def parse(source: IO[bytes]) -> None:
    """Write the promise of each utterance."""
    answer_lines(source, _answer)


def _answer(record: Record) -> str:
    said = utterance_from_record(record)
    return as_line(promise_parse(said.text, said.said_at, said.language, said.overdue_minor).as_record())
