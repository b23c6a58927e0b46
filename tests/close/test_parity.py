"""The close and ``huashu.lending`` agree on every field of every loan, to the cent."""

from dataclasses import asdict
from datetime import date

import pytest
from closebooks import PRODUCT_TABLE, columns_of, random_book

from huashu.close.columns import GRADES, StatusColumns, as_date
from huashu.close.status import status_columns
from huashu.lending.status import status_of

DAYS = (date(2024, 2, 29), date(2025, 3, 31), date(2026, 1, 30), date(2027, 6, 1))


def record_of(status: StatusColumns, loan: int, as_of: date) -> dict[str, object]:
    """One row of the columns with the field names and types of ``LoanStatus``."""
    values = {name: column[loan].item() for name, column in status._asdict().items()}
    fault, _closed = values.pop("fault"), values.pop("closed")
    assert fault == 0
    return values | {
        "as_of": as_of,
        "oldest_unpaid_due_on": as_date(values["oldest_unpaid_due_on"]),
        "next_due_on": as_date(values["next_due_on"]),
        "bucket": PRODUCT_TABLE.buckets[values["bucket"]],
        "stage": PRODUCT_TABLE.stages[values["stage"]],
        "grade": GRADES[values["grade"]],
    }


@pytest.fixture(scope="module")
def book():
    return random_book(seed=20261123, count=2500)


@pytest.mark.parametrize("as_of", DAYS)
def test_every_field_agrees(book, as_of):
    status = status_columns(columns_of(book), PRODUCT_TABLE, as_of)
    for place, loan in enumerate(book):
        assert record_of(status, place, as_of) == asdict(status_of(loan.account, loan.ledger, as_of)), loan
