"""``huashu review``: transcripts in, reviews out; one by one from a stream, or a whole folder on all cores."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import click

from huashu.cli.jsonlines import Record, answer_lines, as_line, record_from_line
from huashu.errors import Refusal
from huashu.review.reviewing import review as review_of
from huashu.review.transcript import transcript_from_record

HELP: Final = """Review conversations: steps done, mistakes, breaches, arguments, reasons, the promise, and a score.

SOURCE is a file of JSON Lines, or - for standard input: one transcript a line, one review a line comes back, in order. A line that
can't be used gives an "error" object in its place, and the exit code is 1. SOURCE may also be a folder of .json and .jsonl files:
they are reviewed on all cores, and one .jsonl of reviews for each file is written to --out.

\b
A transcript:
  {"id": "1", "kind": "overdue_first_call", "language": "zh", "started_at": "2026-11-24T09:00:00+08:00",
   "turns": [{"speaker": "officer", "text": "..."}, {"speaker": "customer", "text": "..."}],
   "case": {"customer_name": "...", "currency": "CNY", "overdue_minor": 412000, "due_on": "2026-11-23"}}

\b
kind      overdue_first_call, overdue_follow_up, due_reminder, verification, financing_talk
language  zh (both scripts), en
speaker   officer, customer, third_party; "start" and "end" in seconds are welcome
case      customer_name, currency, overdue_minor, penalty_minor, due_on, has_guarantor, arguments_used_before, application
"""


@click.command(help=HELP, short_help="Review conversations against their talk tracks.")
@click.argument("source", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the reviews of a folder.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 2, show_default="one a core", help="Processes.")
def review(source: Path, out: Path | None, jobs: int) -> None:
    """Review a stream or a folder."""
    if not source.is_dir():
        with click.open_file(str(source), "rb") as lines:
            answer_lines(lines, _answer)
        return
    if out is None:
        raise click.UsageError("A folder needs --out DIR for its reviews.")
    _review_folder(source, out, jobs)


def _answer(record: Record) -> str:
    return as_line(review_of(transcript_from_record(record)).as_record())


def _review_folder(source: Path, out: Path, jobs: int) -> None:
    files = sorted(path for path in source.rglob("*") if path.suffix in {".json", ".jsonl"} and path.is_file())
    if not files:
        raise click.UsageError(f"{source} holds no .json or .jsonl file.")
    out.mkdir(parents=True, exist_ok=True)
    reviewed = refused = 0
    targets = [out / path.relative_to(source).with_suffix(".reviews.jsonl") for path in files]
    label = f"Reviewing {len(files)} files"
    with ProcessPoolExecutor(jobs) as pool:
        results = pool.map(_review_file, files, targets, chunksize=8)
        with click.progressbar(results, length=len(files), label=label, file=sys.stderr) as done:
            for good, bad in done:
                reviewed += good
                refused += bad
    click.echo(f"{reviewed} conversations reviewed, {refused} refused; reviews are in {out}.", err=True)
    if refused:
        raise click.exceptions.Exit(1)


def _review_file(path: Path, target: Path) -> tuple[int, int]:
    """Review the conversations of one file; the result appears whole or not at all."""
    good = bad = 0
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as held:
        for line in _records(path):
            try:
                held.write(_answer(record_from_line(line)))
                good += 1
            except Refusal as refusal:
                held.write(as_line({"error": refusal.as_record()}))
                bad += 1
    part.replace(target)
    return good, bad


def _records(path: Path) -> Iterator[bytes]:
    """Lines of a .jsonl file, or the one object (or list of objects) of a .json file."""
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            yield from (line for line in lines if line.strip())
        return
    text = path.read_bytes()
    try:
        held = json.loads(text)
    except ValueError:
        yield text.replace(b"\n", b" ")
        return
    for one in held if isinstance(held, list) else [held]:
        yield json.dumps(one, ensure_ascii=False).encode()
