"""Records of a sheet sorted against the book: what would be added, changed or refused. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from huashu.adapters.spreadsheet.kinds import Kind, problem
from huashu.adapters.spreadsheet.mapping import Mapping
from huashu.adapters.spreadsheet.records import CombinedRow, CustomerRow, LoanRow, PaymentRow, Record, SnapshotRow, content_keys
from huashu.desk.customers.models import Customer
from huashu.desk.imports.borrowers import borrower_of
from huashu.desk.imports.contracts import Contracts, contracts_sort, loans_known
from huashu.desk.imports.customers import CHUNK, CustomerBook
from huashu.desk.imports.snapshots import snapshots_sort
from huashu.desk.loans.models import LedgerEntry, Loan
from huashu.errors import Problem


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment to be entered: its loan, the row, and the key that finds it again."""

    loan: Loan
    row: PaymentRow
    source_key: str


@dataclass
class Sorted:
    """Everything that a file would do to the book.

    Args:
        customers: The borrowers, new and known; None for payments.
        contracts: The contracts.
        payments: Payments to enter.
        payments_unchanged: Payments that the book has.
        nothing_owed: Snapshot rows that owe nothing now or later.
        problems: What contradicts the book.
    """

    customers: CustomerBook | None = None
    contracts: Contracts = field(default_factory=Contracts)
    payments: list[NewPayment] = field(default_factory=list)
    payments_unchanged: int = 0
    nothing_owed: int = 0
    problems: list[Problem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """What will happen, in numbers."""
        return {
            "customers_new": len(self.customers.added) if self.customers else 0,
            "customers_changed": len(self.customers.changed) if self.customers else 0,
            "loans_new": len(self.contracts.new),
            "loans_renewed": len(self.contracts.renewed),
            "loans_unchanged": self.contracts.unchanged,
            "payments_new": len(self.payments),
            "payments_unchanged": self.payments_unchanged,
            "nothing_owed": self.nothing_owed,
        }


def records_sort(records: Sequence[Record], mapping: Mapping) -> Sorted:
    """Sort the records of a file against the book.

    Args:
        records: All of one shape.
        mapping: The file's columns; their headings name the places of problems.
    """
    if records and isinstance(records[0], PaymentRow):
        return _payments([record for record in records if isinstance(record, PaymentRow)], mapping)
    result = Sorted()
    rows = [record for record in records if not isinstance(record, PaymentRow)]
    result.customers, by_row = _customers(rows, mapping, result.problems)
    if rows and isinstance(rows[0], SnapshotRow):
        snapshots = [row for row in rows if isinstance(row, SnapshotRow)]
        result.contracts, result.nothing_owed = snapshots_sort(snapshots, by_row, _heading(mapping, "name"))
    else:
        loans = [row.loan if isinstance(row, CombinedRow) else row for row in rows if isinstance(row, CombinedRow | LoanRow)]
        result.contracts = contracts_sort([loan for loan in loans if loan.row in by_row], by_row, _heading(mapping, "contract_no"))
    result.problems += result.contracts.problems
    return result


def _customers(
    rows: Sequence[CustomerRow | LoanRow | CombinedRow | SnapshotRow], mapping: Mapping, problems: list[Problem]
) -> tuple[CustomerBook, dict[int, Customer]]:
    """The borrower of each row; a contract whose borrower neither the file nor the book knows is a problem."""
    borrowers = [borrower_of(row) for row in rows]
    book = CustomerBook(borrowers)
    by_row: dict[int, Customer] = {}
    for row, borrower in zip(rows, borrowers, strict=True):
        if borrower.name or book.find(borrower):
            by_row[row.row] = book.take(borrower)
        else:
            problems.append(_unknown_borrower(row.row, borrower.customer_no or borrower.id_number or borrower.phone, mapping))
    return book, by_row


def _payments(rows: Sequence[PaymentRow], mapping: Mapping) -> Sorted:
    loans = loans_known(row.contract_no for row in rows)
    keys = [f"payment:{key}" for key in content_keys(rows)]
    present: set[str | None] = set()
    for start in range(0, len(keys), CHUNK):
        present.update(LedgerEntry.objects.filter(source_key__in=keys[start : start + CHUNK]).values_list("source_key", flat=True))
    result = Sorted(payments_unchanged=len(present))
    for row, key in zip(rows, keys, strict=True):
        loan = loans.get(row.contract_no)
        if loan is None:
            result.problems.append(problem(Kind.CONTRACT_UNKNOWN, row.row, _heading(mapping, "contract_no"), row.contract_no))
        elif found := _payment_problem(row, loan, mapping):
            result.problems.append(found)
        elif key not in present:
            result.payments.append(NewPayment(loan, row, key))
    return result


def _payment_problem(row: PaymentRow, loan: Loan, mapping: Mapping) -> Problem | None:
    """What keeps a payment off its loan."""
    if row.paid_on < loan.disbursed_on:
        wanted, action = "a day on or after the loan was paid out", "Correct the date or the contract number."
        return Problem(row.row, _heading(mapping, "paid_on"), row.paid_on.isoformat(), wanted, action, "payment_before_loan")
    if row.currency != loan.currency:
        wanted, action = "the currency of the loan", "Import the payments of each currency by themselves."
        return Problem(row.row, _heading(mapping, "amount"), row.currency, wanted, action, "payment_currency")
    return None


def _unknown_borrower(row: int, found: str, mapping: Mapping) -> Problem:
    field_name = next((name for name in ("customer_no", "id_number", "phones") if mapping.column(name)), "name")
    return Problem(
        row=row,
        field=_heading(mapping, field_name),
        found=found,
        wanted="a borrower that the book has, or a name",
        action="Import the customers first, or add a column with the names.",
        code="borrower_unknown",
    )


def _heading(mapping: Mapping, name: str) -> str:
    column = mapping.column(name)
    return column.heading if column else name
