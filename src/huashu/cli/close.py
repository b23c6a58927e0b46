"""``huashu close``: the nightly close, of the desk's own book or of a folder of Parquet files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from huashu.errors import Refusal

if TYPE_CHECKING:
    from huashu.close.steps import CloseSettings

HELP: Final = """Close a day: arrears, penalty, buckets and grades, cases, promises and reminders.

Without --book it closes the desk's own book, missed days included. With --book and --out it closes the Parquet tables
in a folder and writes status, history, cases, promises, reminders and failures there; docs/algorithms/close.md says
which columns go in and come out. Stopped and started again it goes on where it was; run twice it changes nothing.

\b
huashu close
huashu close --book books/march --as-of 2026-03-31 --out closed/2026-03-31
huashu close --book books/april --as-of 2026-04-01 --out closed/2026-04-01 --previous closed/2026-03-31

Exit code 1 says that some loans could not be closed; failures.parquet has a sentence for each.
"""

_FOLDER: Final = click.Path(file_okay=False, path_type=Path)


@click.command(help=HELP, short_help="Close a day: arrears, cases, promises, reminders.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to close, up to its end. The desk takes today if you leave it out."
)
@click.option("--book", type=_FOLDER, help="Folder with loans.parquet (or loans/*.parquet) and what belongs to it.")
@click.option("--out", type=_FOLDER, help="Folder for the results.")
@click.option(
    "--previous", type=_FOLDER, help="Results of an earlier day, to tell changes from; the folder of the book if you leave it out."
)
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 2, show_default="one a core", help="Threads.")
@click.option(
    "--promise-grace-days",
    type=click.IntRange(0, 60),
    default=0,
    show_default=True,
    help="Days in which a late payment still keeps a promise.",
)
@click.option(
    "--reminder-days", type=click.IntRange(0, 60), default=3, show_default=True, help="Days before a due date when its reminder is due."
)
@click.pass_context
def close(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    as_of: datetime | None,
    book: Path | None,
    out: Path | None,
    previous: Path | None,
    jobs: int,
    promise_grace_days: int,
    reminder_days: int,
) -> None:
    """Close the desk's book or a folder's."""
    day = as_of.date() if as_of else None
    if book is None:
        if out or previous:
            raise click.UsageError("--out and --previous belong to a book of files; give --book as well.")
        from huashu.desk import setup

        setup.start()
        from huashu.desk.closing.command import close_desk

        ctx.exit(close_desk(day, click.echo))
    if day is None or out is None:
        raise click.UsageError("A book of files needs --as-of and --out.")
    from huashu.close.steps import CloseSettings

    settings = CloseSettings(promise_grace_days, reminder_days)
    ctx.exit(_close_files(book, day, out, previous=previous, settings=settings, jobs=jobs))


def _close_files(book: Path, day: date, out: Path, *, previous: Path | None, settings: CloseSettings, jobs: int) -> int:
    """Close a folder and say what came of it; returns the exit code."""
    from huashu.close.run import close_book

    try:
        with _progress_bar() as progress:
            report = close_book(book, day, out, previous=previous, settings=settings, jobs=jobs, progress=progress)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    except OSError as reason:
        raise click.ClickException(
            f"{reason.filename or out}: {reason.strerror or reason}. Make room or access, and run the same command again."
        ) from None
    click.echo(f"{'Already closed' if report.was_done else 'Closed'}: {report.loans:,} loans as of {day} in {out}")
    for name, rows in report.counts.items():
        click.echo(f"  {name + '.parquet':<18} {rows:>13,} rows")
    if report.failures:
        click.echo(f"{report.failures:,} loans could not be closed; failures.parquet says why, one by one.", err=True)
    return 1 if report.failures else 0


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, gone when the run is over; nothing where no person looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Closing"), BarColumn(), MofNCompleteColumn(), TextColumn("loans"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not os.isatty(2)) as bar:
        task = bar.add_task("close", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
