"""Contracts, snapshots and tape loans on their way into the book: which are new, which are there already, which contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from huashu.adapters.spreadsheet.records import LoanRow
from huashu.desk.customers.models import Customer
from huashu.desk.imports.customers import CHUNK
from huashu.desk.loans.drafts import NewLoan, Renewal
from huashu.desk.loans.mapping import OPENING, opening_record
from huashu.desk.loans.models import LedgerEntry, Loan, LoanSource, ProductSetting
from huashu.desk.people.models import Person
from huashu.errors import Problem
from huashu.lending.terms import Terms

STANDARD: Final = "standard"
SNAPSHOT: Final = "snapshot"
TAPE: Final = "tape"
AS_OF: Final = "as_of"
"""Fact of a loan that came with its instalments: the day of its figures."""

TERM_FIELDS: Final = (
    "currency",
    "principal_minor",
    "rate_ppb_year",
    "periods",
    "frequency",
    "method",
    "day_count",
    "disbursed_on",
    "first_due_on",
    "balloon_minor",
    "fee_minor",
)


@dataclass
class Contracts:
    """What becomes of the contracts of one file.

    Args:
        new: Loans to be opened.
        renewed: Snapshot loans of the book whose figures have moved on.
        unchanged: How many are in the book as the file has them.
        problems: Contracts that the book has with other terms.
    """

    new: list[NewLoan] = field(default_factory=list)
    renewed: list[Renewal] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def loans_known(contract_nos: Iterable[str]) -> dict[str, Loan]:
    """Loans of the book by contract number, those that are asked for."""
    wanted = list(dict.fromkeys(contract_nos))
    known: dict[str, Loan] = {}
    for start in range(0, len(wanted), CHUNK):
        known.update((loan.contract_no, loan) for loan in Loan.objects.filter(contract_no__in=wanted[start : start + CHUNK]))
    return known


def officers_by_name() -> dict[str, Person]:
    """People who may carry a loan, by name and by sign-in name."""
    people = Person.objects.filter(is_active=True)
    return {key: person for person in people for key in (person.name, person.username)}


def loan_of_row(row: LoanRow, customer: Customer, product: ProductSetting, officer: Person | None) -> Loan:
    """An unsaved loan with the row's contract."""
    security = " ".join(filter(None, (row.plate, row.vin)))
    facts = {"rate_reading": row.rate_reading, "note": row.note, "instalment_minor": row.instalment_minor}
    return Loan(
        contract_no=row.contract_no,
        customer=customer,
        product=product,
        officer=officer,
        source=LoanSource.TERMS,
        vehicle=row.vehicle[:120],
        security=security[:120],
        facts={name: value for name, value in facts.items() if value},
        **term_values(row.terms),
    )


def term_values(terms: Terms) -> dict[str, Any]:
    """Terms as the fields of a loan."""
    return {
        name: str(value) if name in ("frequency", "method", "day_count") else value
        for name in TERM_FIELDS
        for value in [getattr(terms, name)]
    }


def differing(loan: Loan, terms: Terms) -> list[str]:
    """Fields in which a loan of the book differs from these terms."""
    return [name for name, value in term_values(terms).items() if getattr(loan, name) != value]


def contracts_sort(rows: Sequence[LoanRow], customers: Mapping[int, Customer], heading: str) -> Contracts:
    """Sort the contracts of a file into new, unchanged and contradicting.

    Args:
        rows: The contracts.
        customers: The borrower of each row, by row number.
        heading: Heading of the column with the contract number, for problems.
    """
    known, officers = loans_known(row.contract_no for row in rows), officers_by_name()
    product = product_standard(rows[0].terms.currency) if rows else None
    contracts = Contracts()
    for row in rows:
        loan = known.get(row.contract_no)
        if loan is None:
            assert product is not None
            contracts.new.append(NewLoan(loan_of_row(row, customers[row.row], product, officers.get(row.officer))))
        elif fields := differing(loan, row.terms):
            contracts.problems.append(_contradiction(row, heading, fields))
        else:
            contracts.unchanged += 1
    return contracts


def openings_sort(drafts: Iterable[tuple[NewLoan, date]]) -> Contracts:
    """Sort loans that come with their instalments: new, moved on since the last file, or unchanged.

    Args:
        drafts: The loans, each with the day of its figures. A loan that the book has with exact terms stays as it is; so does one
            whose figures in the book are of that day or later.
    """
    drafts = _each_once(drafts)
    known = loans_known(draft.loan.contract_no for draft, _ in drafts)
    newest = _newest_openings([loan.pk for loan in known.values()])
    contracts = Contracts()
    for draft, as_of in drafts:
        loan = known.get(draft.loan.contract_no)
        if loan is None:
            contracts.new.append(draft)
            continue
        is_newer = loan.source == draft.loan.source and as_of.isoformat() > loan.facts.get(AS_OF, "")
        if is_newer and opening_record(draft.plan)["rows"] != newest.get(loan.pk):
            contracts.renewed.append(Renewal(loan, draft.plan, as_of, draft.loan.facts))
        else:
            contracts.unchanged += 1
    return contracts


def _each_once(drafts: Iterable[tuple[NewLoan, date]]) -> list[tuple[NewLoan, date]]:
    """The drafts without those that repeat a contract; of these the newest stays, and the first of equals."""
    newest: dict[str, tuple[NewLoan, date]] = {}
    for draft, as_of in drafts:
        before = newest.get(draft.loan.contract_no)
        if before is None or as_of > before[1]:
            newest[draft.loan.contract_no] = (draft, as_of)
    return list(newest.values())


def _newest_openings(loan_ids: Sequence[int]) -> dict[int, object]:
    """Instalments of the newest opening of each loan, as its entry holds them."""
    newest: dict[int, object] = {}
    for start in range(0, len(loan_ids), CHUNK):
        rows = LedgerEntry.objects.filter(loan__in=loan_ids[start : start + CHUNK], kind=OPENING).order_by("seq")
        newest.update((loan_id, (change or {}).get("rows")) for loan_id, change in rows.values_list("loan_id", "change"))
    return newest


def product_standard(currency: str) -> ProductSetting:
    """The product of imported contracts in a currency; unsaved until the first one comes."""
    return _product(STANDARD, currency, {})


def product_snapshot(currency: str) -> ProductSetting:
    """The product of snapshots: their figures are the lender's own, so nothing is added to them."""
    return _product(SNAPSHOT, currency, {"penalty_multiplier_permille": 0})


def product_tape() -> ProductSetting:
    """The product of tape loans, which are reported in US dollars and without their penalty rules."""
    return _product(TAPE, "USD", {"penalty_multiplier_permille": 0, "penalty_year_days": 365})


def _product(code: str, currency: str, settings: dict[str, Any]) -> ProductSetting:
    name = {STANDARD: f"Standard {currency}", SNAPSHOT: f"Snapshot {currency}", TAPE: f"Tape {currency}"}[code]
    code = f"{code}-{currency.lower()}"
    record = {"currency": currency, **settings}
    return ProductSetting.objects.filter(code=code).first() or ProductSetting(code=code, name=name, settings=record)


def _contradiction(row: LoanRow, heading: str, fields: Sequence[str]) -> Problem:
    return Problem(
        row=row.row,
        field=heading,
        found=f"{row.contract_no} ({', '.join(fields)})",
        wanted="a new contract, or the terms that the book has",
        action="Correct the row; if the terms really changed, enter the change on the loan's page.",
        code="contract_differs",
    )
