"""Loans of a tape as the book would have them: which are new, which are there already, and under which number.

A tape has no personal data, so its customers are shown by asset number. Two pools of one issuer may number their loans alike: a
loan whose number the book has for a loan of another amount gets the pool's name behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from huashu.adapters.tape.loan import TapeLoan
from huashu.adapters.tape.plan import tape_plan
from huashu.desk.customers.models import Customer
from huashu.desk.imports.contracts import AS_OF, Contracts, loans_known, openings_sort, product_tape
from huashu.desk.imports.customers import Borrower, CustomerBook
from huashu.desk.loans.drafts import NewLoan
from huashu.desk.loans.models import Loan, LoanSource, ProductSetting

_LONGEST: Final = 80


@dataclass
class TapeSorted:
    """Loans of a tape sorted against the book.

    Args:
        customers: Their borrowers.
        contracts: What becomes of them.
        record_of: Place in the tape of each loan, by contract number.
        closed: How many of them have ended.
        repeated: How many came before in the same tape.
    """

    customers: CustomerBook
    contracts: Contracts
    record_of: dict[str, int]
    closed: int
    repeated: int


def tape_sort(loans: Sequence[TapeLoan], seen: set[str]) -> TapeSorted:
    """Sort some loans of a tape.

    Args:
        loans: The loans.
        seen: Contract numbers that came before in the same tape; those of this call are added.
    """
    going = [loan for loan in loans if not loan.closed]
    fresh = {}
    for loan, number in zip(going, _numbers(going), strict=True):
        if number not in seen:
            seen.add(number)
            fresh[number] = loan
    borrowers = [Borrower(name=loan.asset_number, customer_no=number, region=loan.state) for number, loan in fresh.items()]
    customers, product = CustomerBook(borrowers), product_tape()
    drafts = [
        (_draft(loan, number, customers.take(borrower), product), loan.reporting_end_on)
        for (number, loan), borrower in zip(fresh.items(), borrowers, strict=True)
    ]
    contracts = openings_sort([(draft, as_of) for draft, as_of in drafts if draft.plan])
    record_of = {number: loan.record for number, loan in fresh.items()}
    return TapeSorted(customers, contracts, record_of, len(loans) - len(going), len(going) - len(fresh))


def _numbers(loans: Sequence[TapeLoan]) -> list[str]:
    """Contract number of each loan."""
    plain = [f"{loan.issuer}/{loan.asset_number}"[:_LONGEST] for loan in loans]
    known = loans_known(plain)
    return [
        _in_its_pool(loan, number) if _is_another(known.get(number), loan) else number for loan, number in zip(loans, plain, strict=True)
    ]


def _is_another(known: Loan | None, loan: TapeLoan) -> bool:
    """Whether the book has this number for a loan of another amount; the amount lent never changes."""
    amounts = (known.principal_minor if known else None, loan.original_amount_minor)
    return None not in amounts and amounts[0] != amounts[1]


def _in_its_pool(loan: TapeLoan, number: str) -> str:
    pool = loan.asset_type or (loan.originated_month.isoformat()[:7] if loan.originated_month else "2")
    return f"{number[: _LONGEST - 1 - len(pool[:40])]}@{pool[:40]}"


def _draft(loan: TapeLoan, number: str, customer: Customer, product: ProductSetting) -> NewLoan:
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
        contract_no=number,
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
