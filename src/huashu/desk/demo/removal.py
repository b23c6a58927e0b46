"""Taking the demo out: every row of it, and nothing else.

The only place in the product that deletes ledger entries, contacts and promises; each statement names demo loans or demo customers.
Rows that point at others go first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction

from huashu.adapters.demo.contracts import PRODUCTS
from huashu.desk import clock
from huashu.desk.approvals.models import Arrangement, ArrangementStep
from huashu.desk.assessment.models import AssessmentOverride, IncomeNote, LegalMark
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.cases.models import Case, CaseEvent, CaseFile, Contact, Note, Promise, PromiseChange, PromisePart
from huashu.desk.closing.models import CloseFailure, CloseRun, DayFigures
from huashu.desk.conduct.models import ContactFinding, ContactStart, CustomerFact, Override
from huashu.desk.correspondence.models import CustomerAddress, Message, MessageStatus
from huashu.desk.customers.models import Customer
from huashu.desk.demo.calls import lender_remove, tracks_forget
from huashu.desk.demo.complaints import complaints_remove
from huashu.desk.demo.correspondence import house_unname
from huashu.desk.demo.links import links_remove
from huashu.desk.demo.people import people_remove
from huashu.desk.demo.reviews import reviews_remove
from huashu.desk.demo.selectors import DemoStanding, demo_standing
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns, LoanStatus, ProductSetting, StatusChange

Watcher = Callable[[str, int, int], None]

_ROWS: Final[tuple[tuple[type[Any], str], ...]] = (
    (CallEvent, "call__case__loan__is_demo"),
    (Call, "case__loan__is_demo"),
    (MessageStatus, "message__case__loan__is_demo"),
    (Message, "case__loan__is_demo"),
    (CustomerAddress, "customer__is_demo"),
    (ContactFinding, "contact__case__loan__is_demo"),
    (ContactStart, "case__loan__is_demo"),
    (Override, "case__loan__is_demo"),
    (CustomerFact, "customer__is_demo"),
    (AssessmentOverride, "case__loan__is_demo"),
    (LegalMark, "case__loan__is_demo"),
    (IncomeNote, "customer__is_demo"),
    (ArrangementStep, "arrangement__case__loan__is_demo"),
    (Arrangement, "case__loan__is_demo"),
    (PromiseChange, "promise__loan__is_demo"),
    (PromisePart, "promise__loan__is_demo"),
    (Promise, "loan__is_demo"),
    (Note, "case__loan__is_demo"),
    (CaseFile, "case__loan__is_demo"),
    (CaseEvent, "case__loan__is_demo"),
    (Contact, "case__loan__is_demo"),
    (Case, "loan__is_demo"),
    (StatusChange, "loan__is_demo"),
    (LoanStatus, "loan__is_demo"),
    (LoanColumns, "loan__is_demo"),
    (CloseFailure, "loan__is_demo"),
    (LedgerEntry, "loan__is_demo"),
    (Loan, "is_demo"),
    (Customer, "is_demo"),
    (DayFigures, "assignee__is_demo"),
)
"""Tables with the condition that makes a row the demo's, those that point at others first."""


def demo_remove(*, watch: Watcher = lambda *_: None) -> DemoStanding:
    """Delete everything of the demo.

    The audit trail stays: its entries outlive what they speak of, and one more says that the demo was taken out.
    Where nothing else is in the book, the marks of its closes go too, so that a real book can begin on any day.

    Args:
        watch: Told how far it is.

    Returns:
        What there was.
    """
    there = demo_standing()
    with transaction.atomic():
        files = [(row.content.storage, str(row.content.name)) for row in CaseFile.objects.filter(case__loan__is_demo=True)]
        for corrected in (Note, Contact):
            corrected.objects.filter(case__loan__is_demo=True, corrects__isnull=False).update(corrects=None)
        CustomerFact.objects.filter(customer__is_demo=True, withdraws__isnull=False).update(withdraws=None)
        for said in (AssessmentOverride, LegalMark):
            said.objects.filter(case__loan__is_demo=True, withdraws__isnull=False).update(withdraws=None)
        LedgerEntry.objects.filter(loan__is_demo=True, reverses__isnull=False).update(reverses=None)
        links_remove()
        complaints_remove()
        files += reviews_remove()
        lender_remove()
        house_unname()
        for place, (model, condition) in enumerate(_ROWS):
            watch("removing", place, len(_ROWS))
            # By number: a statement that joins would be refused by one database or the other.
            model.objects.filter(pk__in=model.objects.filter(**{condition: True}).values("pk")).delete()
        tracks_forget()
        ProductSetting.objects.filter(code__in=[product.code for product in PRODUCTS], loans__isnull=True).delete()
        people_remove()
        if there.loans:
            trail_append(TrailKind.DEMO_REMOVED, person=None, data={"loans": there.loans}, at=clock.now())
        if not Loan.objects.exists():
            CloseRun.objects.all().delete()
            DayFigures.objects.all().delete()
    for storage, name in files:
        storage.delete(name)
    watch("removing", len(_ROWS), len(_ROWS))
    return there
