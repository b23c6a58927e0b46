"""What of the demo is in the book."""

from __future__ import annotations

from dataclasses import dataclass

from huashu.desk.cases.models import Case, Contact, Promise
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import LedgerEntry, Loan


@dataclass(frozen=True, slots=True)
class DemoStanding:
    """How much of the demo there is, and how many loans are none of it."""

    customers: int
    loans: int
    entries: int
    cases: int
    contacts: int
    promises: int
    other_loans: int


def demo_standing() -> DemoStanding:
    """Count the demo's rows."""
    return DemoStanding(
        customers=Customer.objects.filter(is_demo=True).count(),
        loans=Loan.objects.filter(is_demo=True).count(),
        entries=LedgerEntry.objects.filter(loan__is_demo=True).count(),
        cases=Case.objects.filter(loan__is_demo=True).count(),
        contacts=Contact.objects.filter(case__loan__is_demo=True).count(),
        promises=Promise.objects.filter(loan__is_demo=True).count(),
        other_loans=Loan.objects.filter(is_demo=False).count(),
    )
