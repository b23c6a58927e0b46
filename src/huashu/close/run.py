"""A close of files from beginning to end: parts shared among threads, put together in order, restartable.

A run keeps each finished part in a folder inside ``--out``. Killed and started again it closes only what is missing and
writes the same bytes. Files appear under their names only when they are whole, ``close.json`` last of all.
"""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from huashu.close.book import Book, Part, open_book
from huashu.close.compiled import SOURCE_DIGEST
from huashu.close.earlier import read_earlier, read_promises
from huashu.close.faults import Fault
from huashu.close.findings import OUTPUTS, failures_table
from huashu.close.long_tables import deal_rows
from huashu.close.part import BUFFER_BYTES, Work, close_part, columns_of, part_folder, write_part
from huashu.close.status import warm_up
from huashu.close.steps import CloseSettings

WORK_FOLDER: Final = ".close"
MANIFEST: Final = "close.json"

Progress = Callable[[int, int], None]
"""Told the loans done and the loans in all, at the beginning and after each part."""


@dataclass(frozen=True, slots=True)
class CloseReport:
    """What a run did.

    Args:
        as_of: The day closed.
        loans: Loans in the book.
        failures: Rows in failures.parquet.
        counts: Rows of each file.
        was_done: Whether an earlier run had already done all of it.
    """

    as_of: date
    loans: int
    failures: int
    counts: dict[str, int]
    was_done: bool


def close_book(
    folder: Path,
    as_of: date,
    out: Path,
    *,
    previous: Path | None = None,
    settings: CloseSettings | None = None,
    jobs: int = 2,
    progress: Progress = lambda _done, _total: None,
) -> CloseReport:
    """Close a book of files.

    Args:
        folder: The book.
        as_of: The day, up to its end.
        out: Folder for the results; made if absent.
        previous: Folder with the status and cases of an earlier day; by default the book's own.
        settings: Of the close itself.
        jobs: Threads.
        progress: Told of loans done.

    Returns:
        What was done. A second run of the same close changes nothing.

    Raises:
        Refusal: The close can't begin; see :mod:`huashu.close.refusals`.
    """
    book = open_book(folder)
    chosen = settings or CloseSettings()
    fingerprint = _fingerprint(book, as_of, previous or folder, chosen)
    done = _done_before(out, fingerprint)
    if done is not None:
        progress(done.loans, done.loans)
        return done
    earlier = read_earlier(previous or folder, book.loan_ids, book.products, as_of)
    promises = read_promises(folder / "promises.parquet", book.loan_ids)
    workplace = _workplace(out, fingerprint)
    work = Work(book, as_of, chosen, earlier, promises, _repeated(book.loan_ids), workplace)
    unknown = [*(_dealt(book, workplace) if book.is_long else ()), *promises.unknown_loans]
    warm_up()
    counts = _assemble(work, _finished_parts(work, jobs, progress), list(dict.fromkeys(unknown)))
    _publish(out, workplace, {"fingerprint": fingerprint, "as_of": as_of.isoformat(), "loans": len(book.loan_ids), "counts": counts})
    return CloseReport(as_of, len(book.loan_ids), counts["failures"], counts, was_done=False)


def _fingerprint(book: Book, as_of: date, previous: Path, settings: CloseSettings) -> str:
    """Stands for everything that the result follows from."""
    paths = [*book.inputs(), *(path for name in ("status", "cases") if (path := previous / f"{name}.parquet").exists())]
    files = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    return sha256(repr((SOURCE_DIGEST, as_of, asdict(settings), book.products.items, files)).encode()).hexdigest()


def _done_before(out: Path, fingerprint: str) -> CloseReport | None:
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if manifest["fingerprint"] != fingerprint or any(_size(out, name) != manifest["sizes"][name] for name in OUTPUTS):
        return None
    counts = manifest["counts"]
    return CloseReport(date.fromisoformat(manifest["as_of"]), manifest["loans"], counts["failures"], counts, was_done=True)


def _size(out: Path, name: str) -> int:
    path = out / f"{name}.parquet"
    return path.stat().st_size if path.exists() else -1


def _workplace(out: Path, fingerprint: str) -> Path:
    """The folder for unfinished work: that of a run that was stopped, if it was the same close; else a new one."""
    workplace = out / WORK_FOLDER
    mark = workplace / "fingerprint"
    if not mark.exists() or mark.read_text("utf-8") != fingerprint:
        shutil.rmtree(workplace, ignore_errors=True)
        workplace.mkdir(parents=True)
        mark.write_text(fingerprint, "utf-8")
    return workplace


def _repeated(loan_ids: pa.ChunkedArray) -> pa.Array:
    counted = loan_ids.value_counts()
    repeated = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    return repeated.drop_null()


def _dealt(book: Book, workplace: Path) -> list[str]:
    """Deal out a long book's rows, once however often the run is started; returns loans that it doesn't have."""
    rows = workplace / "rows"
    done = rows / "unknown.json"
    if not done.exists():
        shutil.rmtree(rows, ignore_errors=True)
        rows.mkdir()
        done.write_text(json.dumps(deal_rows(book, rows)), "utf-8")
    unknown: list[str] = json.loads(done.read_text("utf-8"))
    return unknown


def _finished_parts(work: Work, jobs: int, progress: Progress) -> Iterator[Part]:
    """Close all parts, at most a few ahead of the one that is handed on; parts come in order."""
    done, total = 0, len(work.book.loan_ids)
    progress(done, total)
    running: deque[tuple[Part, Future[int]]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        for part, rows in chain(_fed(work), [(None, None)] * jobs):
            if part is not None:
                running.append((part, pool.submit(close_part, work, part, rows)))
            if running and (part is None or len(running) > jobs):
                finished, loans = running.popleft()
                done += loans.result()
                progress(done, total)
                yield finished


def _fed(work: Work) -> Iterator[tuple[Part, pa.Table | None]]:
    """Parts, with their rows where one large row group has to be streamed for several of them."""
    for part in work.book.parts():
        if not part.is_streamed:
            yield part, None
        elif part.skipped == 0:
            stream = _Stream(part)
            yield part, stream.take(part.count)
        else:
            yield part, stream.take(part.count)


class _Stream:
    """The rows of one large row group, a piece at a time."""

    def __init__(self, part: Part) -> None:
        file = pq.ParquetFile(part.path, buffer_size=BUFFER_BYTES)
        self.batches = file.iter_batches(part.count, list(part.row_groups), columns_of(file.schema_arrow))
        self.rest = pa.Table.from_batches([], pa.schema([file.schema_arrow.field(name) for name in columns_of(file.schema_arrow)]))

    def take(self, count: int) -> pa.Table:
        """The next ``count`` rows."""
        while len(self.rest) < count:
            self.rest = pa.concat_tables([self.rest, pa.Table.from_batches([next(self.batches)])])
        taken, self.rest = self.rest.slice(0, count), self.rest.slice(count)
        return taken


def _assemble(work: Work, parts: Iterator[Part], unknown: list[str]) -> dict[str, int]:
    """Write the findings of all parts to one Parquet file each; returns their numbers of rows."""
    counts = dict.fromkeys(OUTPUTS, 0)
    with ExitStack() as files:
        writers: dict[str, pq.ParquetWriter] = {}
        for folder in _kept(work, parts, unknown):
            for path in sorted(folder.iterdir()):
                with pa.memory_map(str(path)) as source:
                    table = pa.ipc.open_file(source).read_all()
                    if path.stem not in writers:
                        writers[path.stem] = files.enter_context(_writer(work.folder / f"{path.stem}.parquet", table.schema))
                    if len(table):
                        writers[path.stem].write_table(table)
                    counts[path.stem] += len(table)
    return counts


def _kept(work: Work, parts: Iterator[Part], unknown: list[str]) -> Iterator[Path]:
    """Folders with the findings of all parts, and of loans that are named but not in the book."""
    for part in parts:
        yield part_folder(work, part.number)
    folder = work.folder / "part-unknown"
    if unknown:
        write_part(folder, {"failures": failures_table(unknown, Fault.UNKNOWN_LOAN, work.as_of, work.book.loan_ids.type)})
        yield folder


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    worded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(path, schema, use_dictionary=[*worded, "as_of"], compression="lz4", store_schema=False)


def _publish(out: Path, workplace: Path, manifest: dict[str, Any]) -> None:
    """Move whole files to their names and say so; until then an earlier result isn't claimed as whole."""
    (out / MANIFEST).unlink(missing_ok=True)
    for name in OUTPUTS:
        (workplace / f"{name}.parquet").replace(out / f"{name}.parquet")
    manifest["sizes"] = {name: _size(out, name) for name in OUTPUTS}
    unfinished = workplace / MANIFEST
    unfinished.write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    unfinished.replace(out / MANIFEST)
    shutil.rmtree(workplace)
