"""How long files of a whole book take to come in, and how long they keep others from writing.

    python benchmarks/imports.py                  # a tape of 90,000 loans, the next month's tape, a workbook of 100,000 rows
    python benchmarks/imports.py --loans 9000 --rows 10000

Each file goes into the desk of a new data folder. "Held up" is the one transaction in which nobody else can write to the embedded
database; all before and after it happens beside other work.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

DAY = date(2026, 6, 30)


def main() -> None:
    """Read the arguments, make the files, bring them in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loans", type=int, default=90_000)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huashu-imports-") as folder:
        os.environ["HUASHU_DATA"] = folder
        sys.path.insert(0, str(Path(__file__).parent))
        from huashu.desk import setup  # noqa: PLC0415 - the data folder has to be named first

        setup.start()
        print(f"{'':<24}{'prepared':>10}{'held up':>10}{'followed':>10}{'peak MB':>9}")
        measure_tapes(Path(folder), arguments.loans)
        measure_workbook(Path(folder), arguments.rows)


def measure_tapes(folder: Path, loans: int) -> None:
    """A month's tape and the next one's, with the book closed between them."""
    from huashu.desk import clock  # noqa: PLC0415
    from huashu.desk.closing.run import days_close  # noqa: PLC0415
    from tape import write_tape  # noqa: PLC0415

    june, july = folder / "june.xml", folder / "july.xml"
    with june.open("w") as stream:
        write_tape(stream, loans)
    with june.open() as source, july.open("w") as target:
        for line in source:
            target.write(line.replace("06-30-2026", "07-31-2026").replace("BalanceAmount>1", "BalanceAmount>2"))
    measure_tape("tape", june)
    days_close(as_of=clock.today(), now=clock.now())
    measure_tape("tape, a month later", july)


def measure_tape(what: str, path: Path) -> None:
    """Bring one tape in and print what it took."""
    from django.db import transaction  # noqa: PLC0415

    from huashu.desk import clock  # noqa: PLC0415
    from huashu.desk.imports.tapes import spool, tape_prepare, tape_save  # noqa: PLC0415
    from huashu.desk.loans.services import loans_bring_up  # noqa: PLC0415

    now, begun = clock.now(), perf_counter()
    with path.open("rb") as content, spool() as portions:
        result = tape_prepare(content, path.name, portions, person=None, now=now, progress=lambda _done, _total: None)
        prepared = perf_counter()
        with transaction.atomic():
            tape_save(portions, person=None, now=now)
        saved = perf_counter()
    loans_bring_up(loan_ids=result.renewed_ids, now=now)
    print_row(what, prepared - begun, saved - prepared, perf_counter() - saved)


def measure_workbook(folder: Path, rows: int) -> None:
    """Bring a snapshot of many rows in, as the page does, and print what it took."""
    from django.core.files.base import File  # noqa: PLC0415

    from huashu.desk import clock  # noqa: PLC0415
    from huashu.desk.imports import loading  # noqa: PLC0415
    from huashu.desk.imports.pages import preview_page  # noqa: PLC0415
    from huashu.desk.imports.services import batch_choose, batch_confirm, batch_upload  # noqa: PLC0415

    path = folder / "snapshot.xlsx"
    write_workbook(path, rows)
    begun = perf_counter()
    with path.open("rb") as stream:
        batch = batch_upload(upload=File(stream), name=path.name, shape="", as_of=None, person=None, now=clock.now())
    page = preview_page(batch, None)
    print(f"upload and preview of the workbook: {perf_counter() - begun:.1f} s")
    batch_choose(batch=batch, shape=page.shape, mapping=page.mapping, choices=page.choices)
    batch_confirm(batch=batch, person=None, now=clock.now())
    save, held = loading.sorted_save, []

    def timed(**given: Any) -> None:
        at = perf_counter()
        save(**given)
        held.append((at, perf_counter()))

    loading.sorted_save = timed
    begun = perf_counter()
    loading.batch_load(batch=batch, person=None, now=clock.now())
    (at, until), ended = held[0], perf_counter()
    assert batch.state == "done"
    print_row(f"workbook of {rows:,} rows", at - begun, until - at, ended - until)


def write_workbook(path: Path, rows: int) -> None:
    """A snapshot with invented borrowers."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"截至{DAY.isoformat()}"])
    sheet.append(["姓名", "手机号", "合同号", "月供", "应还日期", "逾期金额", "逾期天数"])
    for n in range(1, rows + 1):
        days, amount = n % 90, 1000 + n % 500
        sheet.append([f"张{n}", f"100{n * 7:08d}", f"B-{n}", amount, DAY - timedelta(days=days), amount if days else 0, days])
    book.save(path)


def print_row(what: str, *seconds: float) -> None:
    """One line of the table."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<24}" + "".join(f"{one:>9.1f}s" for one in seconds) + f"{peak_mb:>9.0f}", flush=True)


if __name__ == "__main__":
    main()
