"""The public loan tape on its way into the book: streamed in portions, all of them in one transaction.

A tape has no personal data, so its customers are shown by asset number. Loans that the tape reports as ended aren't opened. A
later month brings the loans of an earlier one up to date, like a snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import transaction

from huashu.adapters.tape.loan import TapeLoan
from huashu.adapters.tape.plan import tape_plan
from huashu.adapters.tape.reading import read_tape
from huashu.desk.customers.models import Customer
from huashu.desk.imports.contracts import AS_OF, Contracts, openings_sort, product_tape
from huashu.desk.imports.customers import Borrower, CustomerBook
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.services import batch_finish
from huashu.desk.imports.writing import contracts_save
from huashu.desk.loans.drafts import NewLoan
from huashu.desk.loans.models import Loan, LoanSource, ProductSetting
from huashu.desk.people.models import Person
from huashu.errors import Problem

PORTION: Final = 2_000
PREVIEWED: Final = 2_000
TRUNCATED: Final = "truncated"

Progress = Callable[[int], None]


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
    """What a whole tape did to the book."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("customers_new", "loans_new", "loans_renewed", "loans_unchanged", "closed"), 0)
    )
    problems: list[Problem] = field(default_factory=list)
    records: int = 0

    def add(self, customers: CustomerBook, contracts: Contracts, closed: int) -> None:
        """Count one portion."""
        news = (len(customers.added), len(contracts.new), len(contracts.renewed), contracts.unchanged, closed)
        for name, count in zip(self.counts, news, strict=True):
            self.counts[name] += count

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ended in the middle."""
        return any(problem.code == TRUNCATED for problem in self.problems)


def tape_preview(path: Path, name: str) -> TapePreview:
    """Read the first records of a tape.

    Raises:
        NotATape, UnsafeTape: The file isn't one, or isn't safe to read.
    """
    results = read_tape(path, name=name)
    first = list(islice(results, PREVIEWED))
    loans = [loan for loan in first if isinstance(loan, TapeLoan)]
    problems = [problem for problem in first if isinstance(problem, Problem)]
    customers, contracts, closed = _sorted(loans)
    result = TapeResult()
    result.add(customers, contracts, closed)
    counts = {**result.counts, "rows_bad": len(problems)}
    return TapePreview(len(loans), counts, problems, next(results, None) is not None)


def tape_load(*, batch: ImportBatch, person: Person | None, now: datetime) -> None:
    """Load a tape and say on the batch how it ended.

    A record that gives no loan is listed and left out; a tape that is cut off isn't loaded, unless the batch says to skip.
    """
    with Path(batch.content.path).open("rb") as content, transaction.atomic():
        result = tape_read(content, batch.file_name, person, now, lambda _: None)
        refused = result.is_cut_off and not batch.options.get("skip_bad")
        transaction.set_rollback(refused)
    counts: dict[str, Any] = {} if refused else {**result.counts, "rows_bad": len(result.problems)}
    batch.rows_total = batch.rows_done = result.records
    state = ImportState.REFUSED if refused else ImportState.DONE
    batch_finish(batch=batch, state=state, counts=counts, problems=result.problems, now=now)


def tape_read(content: BinaryIO, name: str, person: Person | None, now: datetime, progress: Progress) -> TapeResult:
    """Open the loans of a tape, portion by portion, in the caller's transaction.

    Args:
        content: The file.
        name: Its name, for messages.
        person: Who brings it in.
        now: This moment.
        progress: Called with the count of records after each portion.
    """
    result = TapeResult()
    for portion in _portions(read_tape(content, name=name)):
        result.problems += [problem for problem in portion if isinstance(problem, Problem)]
        customers, contracts, closed = _sorted([loan for loan in portion if isinstance(loan, TapeLoan)])
        result.add(customers, contracts, closed)
        contracts_save(customers=customers, contracts=contracts, person=person, now=now)
        result.records += len(portion)
        progress(result.records)
    return result


def _portions(results: Iterator[TapeLoan | Problem]) -> Iterator[list[TapeLoan | Problem]]:
    while portion := list(islice(results, PORTION)):
        yield portion


def _sorted(loans: Sequence[TapeLoan]) -> tuple[CustomerBook, Contracts, int]:
    """The portion's loans against the book, and how many of them have ended."""
    going = [loan for loan in loans if not loan.closed]
    borrowers = [Borrower(name=loan.asset_number, customer_no=_key(loan), region=loan.state) for loan in going]
    customers = CustomerBook(borrowers)
    product = product_tape()
    drafts = [
        (_draft(loan, customers.take(borrower), product), loan.reporting_end_on) for loan, borrower in zip(going, borrowers, strict=True)
    ]
    return customers, openings_sort([(draft, as_of) for draft, as_of in drafts if draft.plan]), len(loans) - len(going)


def _key(loan: TapeLoan) -> str:
    return f"{loan.issuer}/{loan.asset_number}"


def _draft(loan: TapeLoan, customer: Customer, product: ProductSetting) -> NewLoan:
    terms, plan = tape_plan(loan)
    facts = {
        AS_OF: loan.reporting_end_on.isoformat(),
        "days_delinquent": loan.days_delinquent,
        "credit_score": loan.credit_score,
        "co_obligor": loan.co_obligor,
        "servicer": loan.servicer,
        "vehicle_is_new": loan.vehicle_is_new,
    }
    row = Loan(
        contract_no=_key(loan)[:80],
        customer=customer,
        product=product,
        source=LoanSource.TAPE,
        currency=terms.currency,
        principal_minor=terms.principal_minor,
        rate_ppb_year=terms.rate_ppb_year,
        periods=terms.periods,
        frequency=str(terms.frequency),
        method=str(terms.method),
        day_count=str(terms.day_count),
        disbursed_on=terms.disbursed_on,
        first_due_on=terms.first_due_on,
        vehicle=loan.vehicle[:120],
        facts={name: value for name, value in facts.items() if value is not None},
    )
    return NewLoan(row, plan)
