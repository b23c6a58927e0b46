"""``huashu answers check``: verification answers in, verdicts out."""

from __future__ import annotations

from typing import IO, Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line
from huashu.verification import FIELDS, answer_from_record, answer_judge

HELP: Final = f"""Hold each answer of SOURCE against the application.

SOURCE is a file of JSON Lines, or - for standard input: one answer a line, one verdict a line comes back, in order.
A line that can't be used gives an "error" object in its place, and the exit code is 1. Blank lines are passed over.

\b
An answer (id, question and language may be left out; on one line):
  {{"id": "1", "field": "monthly_income", "form_value": 800000, "question": "...", "answer_text": "...",
   "asked_at": "2026-11-12T10:20:00+08:00", "language": "zh"}}

\b
field       {", ".join(FIELDS[:7])},
            {", ".join(FIELDS[7:13])},
            {", ".join(FIELDS[13:])}
form_value  what the application says: money in hundredths, a term in months, a rate as a decimal string, words else
asked_at    the moment of the question, with its offset; relative days count in it
language    zh, zh-Hans, zh-Hant, en; guessed from the script if left out

\b
A verdict:
  {{"id": "1", "verdict": "near", "value": 800000}}

\b
verdict  match, near, conflict (ask about this), unsure (doesn't know), not_answered
value    what he said, normalised; null for unsure and not_answered
"""


@click.group(short_help="Judge verification answers.")
def answers() -> None:
    """Judge an applicant's answers against his application."""


@answers.command(help=HELP, short_help="Hold each answer against the application.")
@click.argument("source", type=click.File("rb"))
def check(source: IO[bytes]) -> None:
    """Write the verdict on each answer."""
    answer_lines(source, _answer)


def _answer(record: Record) -> str:
    judged = answer_judge(answer_from_record(record)).as_record()
    return as_line({"id": record["id"], **judged} if "id" in record else judged)
