"""``huashu close --as-of DATE``: the close of the desk's own book on the command line, with its progress and a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from huashu.desk import clock
from huashu.desk.closing import run
from huashu.desk.closing.models import CloseRun

Echo = Callable[[str], object]


def close_desk(as_of: date | None, echo: Echo) -> int:
    """Close the desk's book.

    Args:
        as_of: The day; None for today.
        echo: Takes each line of the summary.

    Returns:
        Exit code: 0 if every loan was closed, 1 if some couldn't be.

    Raises:
        Refusal: The day can't be closed, or another close is at work.
    """
    with _watched() as watch:
        runs = run.days_close(as_of=as_of or clock.today(), now=clock.now(), watch=watch)
    for done in runs:
        echo(_sentence(done))
    failures = runs[-1].failures.select_related("loan").order_by("loan__contract_no")
    for failure in failures[:20]:
        echo(f"  {failure.loan.contract_no}: {failure.sentence}")
    if failures:
        echo(f"{len(failures):,} loans couldn't be closed; the Close page lists them all. The others were.")
    return 1 if failures else 0


def _sentence(done: CloseRun) -> str:
    cases, promises = done.counts["cases"], done.counts["promises"]
    opened = cases["opened"] + done.counts["reminders"]["opened"]
    missed = promises["part_kept"] + promises["broken"]
    return (
        f"{done.as_of}: {done.loans:,} loans closed in {_seconds(done.started_at, done.finished_at):.1f} s, "
        f"{done.counts['arrears']['late']:,} of them overdue; {opened:,} cases opened, {cases['cured']:,} cured; "
        f"{promises['kept']:,} promises kept, {missed:,} missed."
    )


def _seconds(started_at: datetime, finished_at: datetime | None) -> float:
    assert finished_at is not None
    return (finished_at - started_at).total_seconds()


@contextmanager
def _watched() -> Iterator[run.Watcher]:
    """A progress bar on standard error: which day, which step; nothing where that isn't a terminal."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading the book", total=None)

        def watch(now: run.Progress) -> None:
            done = (now.day_number - 1) * now.steps + now.step_number - 1
            progress.update(task, description=f"{now.day} {now.step.replace('_', ' ')}", completed=done, total=now.days * now.steps)

        yield watch
