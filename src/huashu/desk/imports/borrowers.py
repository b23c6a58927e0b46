"""What each kind of row says of a borrower, in the words of :mod:`huashu.desk.imports.customers`."""

from __future__ import annotations

from collections.abc import Sequence

from huashu.adapters.spreadsheet.identities import Phone
from huashu.adapters.spreadsheet.records import CombinedRow, CustomerRow, LoanRow, SnapshotRow
from huashu.desk.imports.customers import Borrower


def borrower_of(record: CustomerRow | LoanRow | CombinedRow | SnapshotRow) -> Borrower:
    """The borrower of a row."""
    if isinstance(record, CombinedRow):
        return _of_customer(record.customer, record.loan.contract_no)
    if isinstance(record, CustomerRow):
        return _of_customer(record, "")
    if isinstance(record, LoanRow):
        return Borrower(name=record.name, customer_no=record.customer_no, id_number=record.id_number, contract_no=record.contract_no)
    first, second = _numbers(record.phones)
    return Borrower(
        name=record.name,
        customer_no=record.customer_no,
        id_number=record.id_number,
        phone=first,
        second_phone=second,
        address=record.address,
        contract_no=record.contract_no or f"name:{record.name}",
    )


def _of_customer(row: CustomerRow, contract_no: str) -> Borrower:
    first, second = _numbers(row.phones)
    return Borrower(
        name=row.name,
        customer_no=row.customer_no,
        id_number=row.id_number,
        phone=first,
        second_phone=second,
        address=row.address,
        contract_no=contract_no or f"name:{row.name}",
    )


def _numbers(phones: Sequence[Phone]) -> tuple[str, str]:
    """The first two numbers; an extension follows after a semicolon, as telephones dial it."""
    numbers = [f"{phone.number};ext={phone.extension}" if phone.extension else phone.number for phone in phones]
    return (*numbers, "", "")[0], (*numbers, "", "")[1]
