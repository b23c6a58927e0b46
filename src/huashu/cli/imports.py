"""``huashu import``: loan books, payments and snapshots from sheets, and the public loan tape."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from huashu.desk.setup import start
from huashu.errors import InvalidValue, Refusal

if TYPE_CHECKING:  # Django must be configured before its models are imported
    from huashu.adapters.spreadsheet.mapping import Mapping
    from huashu.adapters.spreadsheet.table import Table
    from huashu.desk.imports.models import ImportBatch
    from huashu.desk.imports.pages import PreviewPage
    from huashu.desk.imports.preview import ColumnView

Day = click.DateTime(["%Y-%m-%d"])
File = click.Path(exists=True, dir_okay=False, path_type=Path)
_CHOICES: Final = ("sheet", "currency", "date_order", "comma_decimals", "round_amounts", "skip_bad")
NEXT_STEP: Final = "Now run `huashu close`: until then the loans have no status and no cases."
SHAPES = click.Choice(["snapshot", "combined", "customers", "loans", "payments"])


@click.group("import")
def import_group() -> None:
    """Bring a loan book, payments or a snapshot into the desk."""


@import_group.command("file")
@click.argument("path", type=File)
@click.option("--shape", type=SHAPES, help="What a row is; seen from the columns if not given.")
@click.option("--as-of", type=Day, help="Day of the figures; if not given, from the sheet's title, else the file's name, else today.")
@click.option("--sheet", help="Sheet of a workbook; the likeliest if not given.")
@click.option("--currency", help="Currency of the amounts; HUASHU_CURRENCY if not given.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Read a column as a field; may be given several times.")
@click.option("--unit", "units", multiple=True, metavar="FIELD=UNIT", help="What one unit of an amount column is worth: 1, 1000 or 10000.")
@click.option("--rate-per", type=click.Choice(["year", "month", "day"]), help="Period of the rates, where the sheet leaves it open.")
@click.option(
    "--rate-in",
    type=click.Choice(["percent", "fraction", "permille", "permyriad"]),
    help="What bare numbers of the rate column count, where the sheet leaves it open.",
)
@click.option(
    "--date-order",
    type=click.Choice(["day_first", "month_first", "year_first"]),
    help="Dates such as 03/04/26, where the file leaves it open.",
)
@click.option("--comma-decimals", is_flag=True, help="Amounts have a comma before the decimals.")
@click.option("--round-amounts", is_flag=True, help="Round amounts finer than the minor unit.")
@click.option("--skip-bad", is_flag=True, help="Load the good rows and write the others to a file that can be mended.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def import_file(path: Path, *, yes: bool, as_of: datetime | None, **options: Any) -> None:
    """Load a CSV or XLSX file.

    Shows how each column was read and what would happen, and asks before anything is saved. A file with problems isn't loaded
    unless --skip-bad is given. Loading the same file twice changes nothing.

    Exit code 0: loaded; 1: not loaded or some rows left out; 2: called wrongly.
    """
    start()
    _speak_english()
    batch = _upload(path, options.pop("shape") or "", as_of.date() if as_of else None)
    try:
        page = _chosen(batch, options)
    except (Refusal, click.BadParameter):
        _forget(batch)
        raise
    _show(page)
    if not page.may_load:
        _give_up(batch)
    if page.problem_total and not options["skip_bad"]:
        click.echo("Nothing was saved. Mend the rows above, or give --skip-bad to load the good ones.", err=True)
        _give_up(batch)
    if not yes and not click.confirm(_question(page)):
        _give_up(batch)
    _load(batch, page)


@import_group.command("tape")
@click.argument("path", type=File)
@click.option("--skip-bad", is_flag=True, help="Load what can be read of a file that is cut off.")
def import_tape(path: Path, *, skip_bad: bool) -> None:
    """Load a public auto-loan tape (SEC Form ABS-EE, exhibit 102, XML).

    Streams the file, so size doesn't matter. Customers are shown by asset number; loans reported as ended aren't opened. Records that
    give no loan are listed. A later month brings the loans of an earlier one up to date.
    """
    start()
    _speak_english()
    from django.db import transaction

    from huashu.desk import clock
    from huashu.desk.imports.labels import count_rows
    from huashu.desk.imports.tapes import spool, tape_prepare, tape_save
    from huashu.desk.loans.services import loans_bring_up

    now = clock.now()
    with path.open("rb") as content, spool() as portions:
        with _progress("Reading", 1) as report:
            result = tape_prepare(content, path.name, portions, person=None, now=now, progress=report)
        refused = result.is_cut_off and not skip_bad
        if not refused:
            with _progress("Saving", result.records), transaction.atomic():
                tape_save(portions, person=None, now=now)
            loans_bring_up(loan_ids=result.renewed_ids, now=now)
    for problem in result.problems[:20]:
        click.echo(f"  {problem.sentence()}", err=True)
    if len(result.problems) > 20:
        click.echo(f"  … and {len(result.problems) - 20} more", err=True)
    if refused:
        click.echo("Nothing was saved. Download the file again, or give --skip-bad to load what is there.", err=True)
        sys.exit(1)
    for label, count in count_rows(result.counts):
        click.echo(f"{label}: {count:,}")
    click.echo(NEXT_STEP)
    sys.exit(1 if result.problems else 0)


@import_group.command("template")
@click.argument("shape", type=SHAPES)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["zh-Hans", "zh-Hant", "en"]), default="zh-Hans", show_default=True)
def import_template(shape: str, path: Path, language: str) -> None:
    """Write an empty sheet with the headings of SHAPE to PATH (.xlsx)."""
    from huashu.adapters.spreadsheet.templates import template
    from huashu.adapters.spreadsheet.vocabulary import Shape

    try:
        path.write_bytes(template(Shape(shape), language))
    except OSError as cause:
        raise InvalidValue("PATH", path, f"a file that can be written ({cause.strerror})") from None
    click.echo(f"Wrote {path}")


def _upload(path: Path, shape: str, as_of: date | None) -> ImportBatch:
    from django.core.files.base import File as DjangoFile

    from huashu.desk import clock
    from huashu.desk.imports.services import batch_upload

    with path.open("rb") as stream:
        upload: DjangoFile[bytes] = DjangoFile(stream)
        return batch_upload(upload=upload, name=path.name, shape=shape, as_of=as_of, person=None, now=clock.now())


def _chosen(batch: ImportBatch, options: dict[str, Any]) -> PreviewPage:
    """The preview with the person's options and columns, kept on the batch."""
    from huashu.desk.imports.pages import preview_page
    from huashu.desk.imports.services import batch_choose

    batch.options |= {name: value for name, value in options.items() if value and name in _CHOICES}
    page = preview_page(batch, None)
    mapping = page.mapping
    if mapping is not None and page.sheet_content is not None:
        mapping = _read_as(_with_columns(mapping, page.sheet_content.table, options["columns"]), options)
    batch_choose(batch=batch, shape=page.shape, mapping=mapping, choices=page.choices)
    return page if mapping == page.mapping else preview_page(batch, None)


def _with_columns(mapping: Mapping, table: Table, columns: tuple[str, ...]) -> Mapping:
    """The mapping with the columns that were named."""
    for pair in columns:
        field, _, heading = pair.partition("=")
        if heading not in table.headings:
            raise click.BadParameter(f"there is no column '{heading}'; the headings are {', '.join(filter(None, table.headings))}")
        mapping = mapping.with_column(field, table.headings.index(heading), heading, table.titles)
    return mapping


def _read_as(mapping: Mapping, options: dict[str, Any]) -> Mapping:
    """The mapping with the units that were named."""
    from huashu.adapters.spreadsheet.rates import Per, Scale

    for pair in options["units"]:
        field, _, unit = pair.partition("=")
        if unit not in ("1", "1000", "10000") or mapping.column(field) is None:
            raise click.BadParameter(f"'{pair}' names no unit (1, 1000 or 10000) of a field that has a column")
        mapping = mapping.read_as(field, unit=int(unit))
    column, per, scale = mapping.column("rate"), options["rate_per"], options["rate_in"]
    if column and (per or scale):
        return mapping.read_as("rate", per=Per(per) if per else column.per, scale=Scale(scale) if scale else column.scale)
    return mapping


def _question(page: PreviewPage) -> str:
    """What is asked before a file is loaded; of a long one only the first rows were checked."""
    if page.only_first:
        return f"The first {page.rows_checked:,} rows were checked; all are before anything is saved. Load the file?"
    return f"Load {page.rows_good:,} rows?"


def _show(page: PreviewPage) -> None:
    """The mapping, the counts and the first problems."""
    from rich.console import Console
    from rich.table import Table

    from huashu.desk.imports.labels import field_label

    console = Console()
    if page.refusal:
        console.print(page.refusal, markup=False)
        return
    table = Table("Heading", "First values", "Read as", "Why", title=f"{page.batch.file_name}: {page.shape_label or 'shape unknown'}")
    for column in page.columns:
        read_as = f"{field_label(column.field)} ({column.confidence}%){_counted(column)}" if column.field else "–"
        table.add_row(column.heading, " | ".join(column.samples), read_as, column.reason)
    console.print(table)
    if page.missing:
        console.print(f"No column was found for: {page.missing_text}. Say which with --column FIELD=HEADING.", markup=False)
    console.print(f"Figures as of {page.choices.as_of}. {page.form['as_of'].help_text}".strip(), markup=False)
    for label, count in page.count_rows:
        console.print(f"{label}: {count:,}", markup=False)
    for note in page.notes:
        console.print(note, markup=False, soft_wrap=True)
    for problem in page.problems[:20]:
        place = f"Row {problem['row']}, {problem['field']}"
        console.print(
            f"  {place}: found '{problem['found']}', wanted {problem['wanted']}. {problem['action']}", markup=False, soft_wrap=True
        )
    if page.problem_total > 20:
        console.print(f"  … and {page.problem_total - 20} more problems")


def _counted(column: ColumnView) -> str:
    """How the numbers of a column count, where that isn't plain."""
    if column.kind == "amount" and column.unit != 1:
        return f", in units of {column.unit:,}"
    counted = " a ".join(filter(None, (column.scale, column.per)))
    return f", {counted}" if counted else ""


def _give_up(batch: ImportBatch) -> NoReturn:
    _forget(batch)
    sys.exit(1)


def _forget(batch: ImportBatch) -> None:
    from huashu.desk.imports.services import batch_discard

    batch_discard(batch=batch)


def _speak_english() -> None:
    """The command line is in English like its help, whatever the language of the desk."""
    from django.utils import translation

    translation.activate("en")


def _load(batch: ImportBatch, page: PreviewPage) -> None:
    from huashu.desk import clock
    from huashu.desk.imports.loading import batch_load
    from huashu.desk.imports.models import ImportState
    from huashu.desk.imports.services import batch_confirm

    batch_confirm(batch=batch, person=None, now=clock.now())
    with _progress("Loading", page.rows_checked) as report:
        batch_load(batch=batch, person=None, now=clock.now(), progress=report)
    if batch.state != ImportState.DONE:
        click.echo(f"Nothing was saved. {batch.counts.get('fault', '')}", err=True)
        sys.exit(1)
    click.echo(f"Loaded. {NEXT_STEP}")
    if batch.bad_rows:
        target = Path.cwd() / f"{Path(batch.file_name).stem}-problems{Path(batch.bad_rows.name or '').suffix}"
        target.write_bytes(Path(batch.bad_rows.path).read_bytes())
        click.echo(f"The rows with problems are in {target}; mend them there and import that file.")
        sys.exit(1)


@contextmanager
def _progress(text: str, total: int) -> Iterator[Any]:
    """A progress bar on standard error; yields a function that takes how much is done, and how much there is."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(text, total=total)
        yield lambda done, whole: bars.update(bar, completed=done, total=whole)
