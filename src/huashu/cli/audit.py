"""``huashu audit``: check the audit trail, and export everything done about a borrower."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from huashu.desk.audit.verify import Checked

_HASH_LENGTH: Final = 64


@click.group(short_help="Check the audit trail; export everything done about a borrower.")
def audit() -> None:
    """Check that nobody changed the audit trail, and export everything done about a borrower.

    The format of the trail, with worked numbers: docs/algorithms/trail.md.
    """


@audit.command("verify", short_help="Check every entry of the trail.")
@click.option("--head", metavar="[COUNT:]HASH", help="A head noted earlier: the trail must still hold it. Tells a cut or rewritten trail.")
@click.pass_context
def verify(ctx: click.Context, *, head: str | None) -> None:
    """Check every number, every hash and the head of the audit trail.

    Prints OK with the number of entries and the head (note it somewhere outside), or each place where the trail is broken.
    Exit code 0: whole; 1: broken; 2: the trail could not be read.
    """
    noted = _noted(head)
    with _reading():
        found = _check(noted)
        _keep(found)
    if not found.is_whole:
        for one in found.breaks:
            click.echo(one.sentence(), err=True)
        if found.broken > len(found.breaks):
            click.echo(f"… and {found.broken - len(found.breaks):,} more places.", err=True)
        places = "1 place" if found.broken == 1 else f"{found.broken:,} places"
        click.echo(f"BROKEN in {places}; {found.entries:,} entries were read.", err=True)
        ctx.exit(1)
    if not found.entries:
        click.echo("Nothing is written in the trail yet.")
        return
    click.echo(f"OK: {found.entries:,} {'entry' if found.entries == 1 else 'entries'}. Head: {found.entries}:{found.head_hash}")


@audit.command("head", short_help="Print the head of the trail, to be noted elsewhere.")
def head() -> None:
    """Print how many entries the trail has and the hash of the last one, as `huashu audit verify --head` takes it.

    Noted where nobody who can change the database can change it (a mail, a printed page), it shows later whether the trail was
    cut off or written anew since.
    """
    with _reading():
        from huashu.desk.audit.selectors import head_of_trail

        there = head_of_trail()
    click.echo(f"{there.count}:{there.hash}" if there else "Nothing is written in the trail yet.")


@audit.command("export", short_help="Everything done about one borrower, as PDF or CSV.")
@click.option("--customer", "contract_no", metavar="CONTRACT", required=True, help="One of the borrower's contract numbers.")
@click.option("--format", "form", type=click.Choice(["pdf", "csv"]), default="pdf", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write; one that is there is kept.")
@click.option("--language", type=click.Choice(["zh-hans", "zh-hant", "en"]), default="zh-hans", show_default=True)
def export(*, contract_no: str, form: str, out: Path, language: str) -> None:
    """Write contacts, verdicts, overrides, showings, wishes, complaints and promises of one borrower to a file.

    The export is itself written down in the trail. Exit code 1: no such contract, or no Chinese font for the PDF.
    """
    if out.exists():
        raise click.BadParameter(f"{out} is there already; name another file.", param_hint="--out")
    if not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}.", param_hint="--out")
    with _reading():
        from django.utils import translation

        from huashu.desk import clock
        from huashu.desk.audit.exports import borrower_export
        from huashu.desk.audit.refusals import ContractUnknown
        from huashu.desk.loans.models import Loan

        loan = Loan.objects.select_related("customer").filter(contract_no=contract_no.strip()).first()
        if loan is None:
            raise ContractUnknown(contract=contract_no)
        with translation.override(language):
            made = borrower_export(customer=loan.customer, person=None, form=form, now=clock.now())
    out.write_bytes(made)
    click.echo(f"Written: {out} ({len(made):,} bytes)")


def _noted(head: str | None) -> str:
    """The hash of a head as somebody noted it."""
    noted = (head or "").strip().rpartition(":")[2].lower()
    if head is not None and (len(noted) != _HASH_LENGTH or set(noted) - set("0123456789abcdef")):
        raise click.BadParameter("give the 64 hexadecimal digits that `huashu audit head` printed.", param_hint="--head")
    return noted


def _check(noted: str) -> Checked:
    from huashu.desk.audit.verify import trail_check

    with _progress_bar() as watch:
        return trail_check(noted=noted, watch=watch)


def _keep(found: Checked) -> None:
    """Let the audit page show what was found; a database that can only be read is checked all the same."""
    from django.db import OperationalError

    from huashu.desk import clock
    from huashu.desk.audit.services import check_ask, check_finish

    now = clock.now()
    try:
        check_finish(check=check_ask(person=None, now=now), found=found, now=now)
    except OperationalError:
        click.echo("The result can't be shown on the audit page: the database is read-only.", err=True)


@contextmanager
def _reading() -> Iterator[None]:
    """Start the desk; a database that can't be read becomes a sentence."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from huashu.desk import setup

    try:
        setup.start()
        yield
    except (DatabaseError, ImproperlyConfigured) as problem:
        from django.conf import settings

        place = settings.DATABASES["default"]
        where = place["NAME"] if "sqlite3" in str(place["ENGINE"]) else f"{place['NAME']} on {place.get('HOST') or 'this machine'}"
        reason = str(problem).strip().splitlines()[0]
        raise click.ClickException(f"The database {where} can't be read: {reason}. Check HUASHU_DATA and DATABASE_URL.") from None


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, gone when the check is over; nothing where no person looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TextColumn("entries"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not os.isatty(2)) as bar:
        task = bar.add_task("verify", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
