"""Finding cases by what a person has at hand: a name, the tail of a phone number, a contract number."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Q, QuerySet

from huashu.desk.cases.models import Case
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan

FEW: Final = 200
LAST: Final = "\U0010ffff"
"""Sorts after every character: the end of a range of texts with one beginning."""


def cases_matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases whose customer's name contains the text, whose phone ends in it, or whose contract number begins with it.

    Few customers and contracts are looked up first and named one by one, which a database answers from its indexes; where
    many match, walking the cases in order finds the first page soonest.

    Args:
        cases: The cases to search, already narrowed to what the person may see.
        text: What was typed; empty finds all.
    """
    wanted = text.strip()
    if not wanted:
        return cases
    by_name, by_tail, loans = _named(wanted), _with_tail(wanted), _contracts(wanted)
    names, tails, contracts = (list(found[: FEW + 1]) for found in (by_name, by_tail, loans))
    if max(len(names), len(tails), len(contracts)) <= FEW:
        return cases.filter(Q(customer__in=[*names, *tails]) | Q(loan__in=contracts))
    return cases.filter(Q(customer__in=by_name) | Q(customer__in=by_tail) | Q(loan__in=loans))


def _named(wanted: str) -> QuerySet[Customer, int]:
    return Customer.objects.filter(name__icontains=wanted).values_list("pk", flat=True)


def _with_tail(wanted: str) -> QuerySet[Customer, int]:
    is_tail = re.fullmatch(r"\d{4}", wanted)
    return (Customer.objects.filter(phone_tail=wanted) if is_tail else Customer.objects.none()).values_list("pk", flat=True)


def _contracts(wanted: str) -> QuerySet[Loan, int]:
    """Loans by the beginning of their contract number, as a range so that its index serves."""
    ranges = Q()
    for beginning in {wanted, wanted.upper()}:
        ranges |= Q(contract_no__gte=beginning, contract_no__lt=beginning + LAST)
    return Loan.objects.filter(ranges).values_list("pk", flat=True)
