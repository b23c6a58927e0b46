"""The public loan tape on its way into the book, in two passes, so that nothing is half loaded and nobody waits long.

The first pass reads the tape portion by portion, works out everything that would be written and puts it aside in a file; the book
isn't held up, progress is shown, and a tape that is cut off or unsafe ends here. The second pass does nothing but insert, all
portions in one transaction. Status, case and queue of loans that the book had before follow after it in short transactions.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from django.db import transaction

from huashu.adapters.tape.loan import TapeLoan
from huashu.adapters.tape.reading import read_tape
from huashu.desk.imports.contracts import Contracts
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.services import batch_finish, batch_saving
from huashu.desk.imports.tape_drafts import TapeSorted, tape_sort
from huashu.desk.imports.writing import Portion, portion_prepare, portion_save
from huashu.desk.loans.refusals import LoanNotOpened
from huashu.desk.loans.services import loans_bring_up
from huashu.desk.people.models import Person
from huashu.errors import Problem

PORTION: Final = 2_000
PREVIEWED: Final = 2_000
TRUNCATED: Final = "truncated"

Progress = Callable[[int, int], None]
"""Takes how many records were read, and about how many there are."""


@dataclass
class TapePreview:
    """What the first records of a tape say.

    Args:
        loans: How many of them can be opened.
        counts: What loading would do, of these records.
        problems: Records that give no loan.
        only_first: Whether the tape has more records.
    """

    loans: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    only_first: bool = False


@dataclass
class TapeResult:
    """What a whole tape does to the book.

    Args:
        counts: What will happen, in numbers.
        problems: Records that give no loan.
        records: How many records were read.
        renewed_ids: Loans with newer figures.
    """

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("customers_new", "loans_new", "loans_renewed", "loans_unchanged", "closed", "repeated"), 0)
    )
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    renewed_ids: list[int] = field(default_factory=list)

    def add(self, found: TapeSorted) -> None:
        """Count one portion."""
        contracts = found.contracts
        news = (len(found.customers.added), len(contracts.new), len(contracts.renewed), contracts.unchanged, found.closed, found.repeated)
        for name, count in zip(self.counts, news, strict=True):
            self.counts[name] += count
        self.renewed_ids += [renewal.loan.pk for renewal in contracts.renewed]

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ended in the middle."""
        return any(problem.code == TRUNCATED for problem in self.problems)


class Spool:
    """Portions put aside in a file that nobody else can see, so that memory doesn't grow with the tape."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, portion: Portion) -> None:
        """Put a portion aside."""
        pickle.dump(portion, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def portions(self) -> Iterator[Portion]:
        """All portions, in order."""
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301 - written by this process, in a file without a name
            except EOFError:
                return


def spool() -> AbstractContextManager[Spool]:
    """A spool that is gone at the end of the block."""
    return _spool()


@contextmanager
def _spool() -> Iterator[Spool]:
    with tempfile.TemporaryFile() as file:
        yield Spool(file)


def tape_preview(path: Path, name: str) -> TapePreview:
    """Read the first records of a tape.

    Raises:
        NotATape, UnsafeTape: The file isn't one, or isn't safe to read.
    """
    results = read_tape(path, name=name)
    first = list(islice(results, PREVIEWED))
    loans = [loan for loan in first if isinstance(loan, TapeLoan)]
    problems = [problem for problem in first if isinstance(problem, Problem)]
    result = TapeResult()
    result.add(tape_sort(loans, set()))
    counts = {**result.counts, "rows_bad": len(problems)}
    return TapePreview(len(loans), counts, problems, next(results, None) is not None)


def tape_load(*, batch: ImportBatch, person: Person | None, now: datetime, progress: Progress) -> None:
    """Load a tape and say on the batch how it ended.

    A record that gives no loan is listed and left out; a tape that is cut off isn't loaded, unless the batch says to skip.
    """
    with Path(batch.content.path).open("rb") as content, spool() as portions:
        result = tape_prepare(content, batch.file_name, portions, person=person, now=now, progress=progress)
        batch.rows_total = batch.rows_done = result.records
        if result.is_cut_off and not batch.options.get("skip_bad"):
            batch_finish(batch=batch, state=ImportState.REFUSED, counts={}, problems=result.problems, now=now)
            return
        batch_saving(batch=batch)
        counts: dict[str, Any] = {**result.counts, "rows_bad": len(result.problems)}
        with transaction.atomic():
            tape_save(portions, person=person, now=now)
            batch_finish(batch=batch, state=ImportState.DONE, counts=counts, problems=result.problems, now=now)
    loans_bring_up(loan_ids=result.renewed_ids, now=now)


def tape_prepare(content: BinaryIO, name: str, portions: Spool, *, person: Person | None, now: datetime, progress: Progress) -> TapeResult:
    """Read a tape and put aside what it would write; nothing is written.

    Args:
        content: The file.
        name: Its name, for messages.
        portions: Takes what is to be saved.
        person: Who brings it in.
        now: This moment.
        progress: Called after each portion.

    Raises:
        NotATape, UnsafeTape: The file isn't one, or isn't safe to read.
    """
    size = os.fstat(content.fileno()).st_size
    result, seen = TapeResult(), set[str]()
    results = read_tape(content, name=name)
    while read := list(islice(results, PORTION)):
        result.problems += [problem for problem in read if isinstance(problem, Problem)]
        found = tape_sort([loan for loan in read if isinstance(loan, TapeLoan)], seen)
        portions.add(_prepared(found, result.problems, person, now))
        result.add(found)
        result.records += len(read)
        progress(result.records, max(result.records * size // max(content.tell(), 1), result.records))
    return result


def tape_save(portions: Spool, *, person: Person | None, now: datetime) -> None:
    """Save what was put aside; the caller holds the transaction.

    Raises:
        ContractTaken: Somebody has brought in one of these loans meanwhile.
    """
    for portion in portions.portions():
        portion_save(portion=portion, person=person, now=now)


def _prepared(found: TapeSorted, problems: list[Problem], person: Person | None, now: datetime) -> Portion:
    """A portion ready to be saved, without loans that don't hold together, which become problems."""
    try:
        return portion_prepare(customers=found.customers, contracts=found.contracts, person=person, now=now)
    except LoanNotOpened as refusal:
        number = str(refusal.values["contract_no"])
        found.contracts = Contracts(
            [new for new in found.contracts.new if new.loan.contract_no != number], found.contracts.renewed, found.contracts.unchanged
        )
        wanted, action = "a loan whose figures hold together", "Leave this loan out, or correct the file."
        shown = f"{number}: {refusal.values['reason']}"
        problems.append(Problem(found.record_of[number], "assetNumber", shown, wanted, action, refusal.code))
        return _prepared(found, problems, person, now)
