"""Snapshot rows on their way into the book.

A snapshot says what the lender's own system showed on a day. The first one opens a loan with the instalments that follow from it;
a later one replaces them from its day on, and an older or equal one changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from huashu.adapters.spreadsheet.kinds import Kind, problem
from huashu.adapters.spreadsheet.records import SnapshotRow
from huashu.adapters.spreadsheet.snapshot import snapshot_plan
from huashu.desk.customers.models import Customer
from huashu.desk.imports.contracts import AS_OF, Contracts, loans_known, officers_by_name, openings_sort, product_snapshot
from huashu.desk.loans.drafts import NewLoan
from huashu.desk.loans.models import Loan, LoanSource, ProductSetting
from huashu.desk.people.models import Person


def snapshots_sort(rows: Sequence[SnapshotRow], customers: Mapping[int, Customer], heading: str) -> tuple[Contracts, int]:
    """Sort snapshot rows into new loans, loans with news, and unchanged ones.

    Args:
        rows: The rows.
        customers: The borrower of each row, by row number.
        heading: Heading of the column with the names, for problems.

    Returns:
        The loans, and how many rows owe nothing and are new to the book, so that no loan is opened for them.
    """
    officers, product = officers_by_name(), product_snapshot(rows[0].currency)
    drafts: dict[str, tuple[NewLoan, date]] = {}
    problems = []
    for row in rows:
        if row.row not in customers:
            continue
        draft = _draft(row, customers[row.row], product, officers.get(row.officer))
        if draft.loan.contract_no in drafts:
            problems.append(problem(Kind.BORROWER_REPEATED, row.row, heading, row.name))
        else:
            drafts[draft.loan.contract_no] = (draft, row.as_of)
    known = loans_known(drafts)
    owing = [(draft, as_of) for draft, as_of in drafts.values() if draft.plan or draft.loan.contract_no in known]
    contracts = openings_sort(owing)
    contracts.problems += problems
    return contracts, len(drafts) - len(owing)


def contract_no_of(row: SnapshotRow, customer: Customer) -> str:
    """The row's contract number; where the sheet has none, one that follows from the borrower."""
    return row.contract_no or f"~{customer.source_key}"[:80]


def _draft(row: SnapshotRow, customer: Customer, product: ProductSetting, officer: Person | None) -> NewLoan:
    plan = snapshot_plan(row)
    starts_on = min((part.starts_on for part in plan), default=row.as_of - timedelta(days=1))
    facts = {AS_OF: row.as_of.isoformat(), "note": row.note, "outstanding_minor": row.outstanding_minor}
    loan = Loan(
        contract_no=contract_no_of(row, customer),
        customer=customer,
        product=product,
        officer=officer,
        source=LoanSource.SNAPSHOT,
        currency=row.currency,
        disbursed_on=starts_on,
        vehicle=row.vehicle[:120],
        security=" ".join(filter(None, (row.plate, row.vin)))[:120],
        facts={name: value for name, value in facts.items() if value},
    )
    return NewLoan(loan, plan)
