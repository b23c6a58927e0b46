"""Finding cases by what a person has at hand: a name, the tail of a phone number, a contract number."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from huashu.desk.cases.models import Case
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan

LAST = "\U0010ffff"
"""Sorts after every character: the end of a range of texts with one beginning."""


def cases_matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases whose customer's name contains the text, whose phone ends in it, or whose contract number begins with it.

    Args:
        cases: The cases to search, already narrowed to what the person may see.
        text: What was typed; empty finds all.
    """
    wanted = text.strip()
    if not wanted:
        return cases
    customers = Customer.objects.filter(name__icontains=wanted)
    found = Q(customer__in=customers) | Q(loan__in=_contracts(wanted))
    if re.fullmatch(r"\d{4}", wanted):
        found |= Q(customer__in=Customer.objects.filter(phone_tail=wanted))
    return cases.filter(found)


def _contracts(wanted: str) -> QuerySet[Loan]:
    """Loans by the beginning of their contract number, as a range so that its index serves."""
    beginnings = {wanted, wanted.upper()}
    ranges = Q()
    for beginning in beginnings:
        ranges |= Q(contract_no__gte=beginning, contract_no__lt=beginning + LAST)
    return Loan.objects.filter(ranges)
