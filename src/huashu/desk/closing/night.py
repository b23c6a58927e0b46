"""One day of a run: its scope, the book in memory, and where the loans stand. What the steps of a day share."""

from __future__ import annotations

from dataclasses import dataclass, field

from huashu.close.faults import Fault
from huashu.desk.closing.book import Book, Standings
from huashu.desk.closing.models import CloseFailure, CloseRun
from huashu.desk.closing.scope import Scope
from huashu.desk.closing.status_rows import status_rows
from huashu.desk.closing.statuses import statuses_write
from huashu.desk.loans.columns import columns_rebuild


@dataclass(slots=True)
class Night:
    """One day of a run.

    Args:
        run: Its row.
        scope: Day, moment and rules, for all loans.
        book: The book in memory.
    """

    run: CloseRun
    scope: Scope
    book: Book
    _standings: Standings | None = field(init=False, default=None)
    _sentences: dict[int, str] = field(init=False, default_factory=dict)

    def standings(self) -> Standings:
        """Where all loans stand at the end of the day; computed on first use, so a run that is taken up again can ask too.

        Packed columns that can't be read are made again from the loan's entries first.
        """
        if self._standings is None:
            found = self.book.standings(self.scope.day)
            unreadable = found.loan_ids[found.status.fault == Fault.UNREADABLE_BLOB].tolist()
            if unreadable:
                self._sentences = columns_rebuild(unreadable)
                self.book.batch = None
                found = self.book.standings(self.scope.day)
            self._standings = found
        return self._standings

    def write(self) -> dict[str, int]:
        """Write statuses and history, and the failures of loans that couldn't be computed; inside the step's transaction."""
        parts = self.book.catch_up(self.standings(), self.scope.day)
        failures = [failure for part in parts for failure in self._failures(part)]
        self.run.failures.all().delete()
        CloseFailure.objects.bulk_create(failures)
        failed = self.run.failures.values("loan")
        mended = CloseFailure.objects.filter(resolved_at=None).exclude(loan__in=failed).update(resolved_at=self.scope.now)
        rows = [row for part in parts for row in status_rows(part, self.book.products, self.scope.day)]
        return statuses_write(self.scope, rows, failed) | {"failed": len(failures), "mended": mended}

    def _failures(self, part: Standings) -> list[CloseFailure]:
        bad = part.chosen(part.status.fault != 0)
        found = zip(bad.loan_ids.tolist(), bad.product_ids.tolist(), bad.status.fault.tolist(), strict=True)
        return [
            CloseFailure(
                run=self.run, loan_id=loan_id, sentence=(self._sentences.get(loan_id) or self.book.sentence(fault, product_id))[:400]
            )
            for loan_id, product_id, fault in found
        ]
