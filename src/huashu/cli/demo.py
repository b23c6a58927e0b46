"""``huashu demo``: a believable book of invented people, loaded and removed by one command each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from huashu.adapters.demo.book import BORROWERS, BORROWERS_MAX, SEED
from huashu.adapters.demo.staff import Staff
from huashu.desk.setup import start

Watcher = Callable[[str, int, int], None]


@click.group()
def demo() -> None:
    """Load, count or remove the demo: 1,000 invented borrowers with a year of history.

    Nobody in it exists and no number in it can be dialled. Its people sign in with published passwords, so keep it out of a desk that
    strangers can reach.
    """


@demo.command()
@click.option(
    "--seed", type=click.IntRange(min=0), default=SEED, show_default=True, help="Which invented book; the same seed and day give the same."
)
@click.option("--borrowers", type=click.IntRange(1, BORROWERS_MAX), default=BORROWERS, show_default=True, help="How many people.")
@click.option("--if-empty", is_flag=True, help="Do nothing if there are loans in the book already.")
@click.option("--replace", is_flag=True, help="Remove a demo that is there, with everything written about it, and load anew.")
def load(*, seed: int, borrowers: int, if_empty: bool, replace: bool) -> None:
    """Put the invented book into the desk and close today."""
    start()
    from huashu.desk import clock
    from huashu.desk.demo.removal import demo_remove
    from huashu.desk.demo.selectors import demo_standing
    from huashu.desk.demo.services import demo_load

    standing = demo_standing()
    if if_empty and (standing.loans or standing.other_loans):
        click.echo(f"The book has {standing.loans + standing.other_loans:,} loans already; the demo isn't loaded.")
        return
    begun = perf_counter()
    with _bar() as watch:
        if replace:
            demo_remove(watch=watch)
        loaded = demo_load(today=clock.today(), now=clock.now(), seed=seed, borrowers=borrowers, watch=watch)
    found = loaded.standing
    click.echo(
        f"Loaded {found.customers:,} invented borrowers with {found.loans:,} loans, {found.contacts:,} contacts and "
        f"{found.promises:,} promises in {perf_counter() - begun:.1f} s."
    )
    _say_logins(loaded.logins)


@demo.command()
def remove() -> None:
    """Take every row of the demo out; everything else stays."""
    start()
    from huashu.desk.demo.removal import demo_remove

    with _bar() as watch:
        removed = demo_remove(watch=watch)
    if not removed.loans:
        click.echo("There is no demo in the book.")
        return
    click.echo(f"Removed {removed.customers:,} invented borrowers with {removed.loans:,} loans; {removed.other_loans:,} other loans stay.")


@demo.command()
def status() -> None:
    """Say what of the demo is in the book."""
    start()
    from huashu.desk import clock
    from huashu.desk.demo.links import demo_link
    from huashu.desk.demo.selectors import demo_standing

    found = demo_standing()
    if not found.loans:
        click.echo(f"There is no demo in the book. Other loans: {found.other_loans:,}.")
        return
    click.echo(f"Demo: {found.customers:,} borrowers, {found.loans:,} loans, {found.entries:,} ledger entries,")
    click.echo(f"      {found.cases:,} cases, {found.contacts:,} contacts, {found.promises:,} promises.")
    if link := demo_link(clock.now()):
        click.echo(f"A customer's page: {link[0]} on the desk's address; the last four digits are {link[1]}.")
    click.echo(f"Other loans: {found.other_loans:,}.")


def _say_logins(logins: Sequence[Staff]) -> None:
    click.echo("Sign in with one of these (the demo's passwords are published):")
    for login in logins:
        click.echo(f"  {login.role:<11} {login.username:<16} {login.password}")


@contextmanager
def _bar() -> Iterator[Watcher]:
    """A progress bar on standard error, one line per step; nothing where that isn't a terminal."""
    console = Console(stderr=True)
    with Progress(TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, of: int) -> None:
            if step not in tasks:
                for task in tasks.values():
                    progress.update(task, visible=False)
                tasks[step] = progress.add_task(step, total=of)
            progress.update(tasks[step], completed=done, total=of)

        yield watch
