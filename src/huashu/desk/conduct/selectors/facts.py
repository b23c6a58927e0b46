"""Wishes and states of customers: those that stand, and all that was ever written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from huashu.desk.conduct.models import CustomerFact


def facts_of_customers(customers: Sequence[int]) -> dict[int, list[CustomerFact]]:
    """What wasn't withdrawn, by customer, oldest first, in one query; whether it holds on a day is for :func:`planning.facts_on`."""
    found: dict[int, list[CustomerFact]] = defaultdict(list)
    rows = CustomerFact.objects.filter(customer__in=customers, withdraws__isnull=True, withdrawn_by__isnull=True)
    for row in rows.select_related("recorded_by").order_by("recorded_at", "pk"):
        found[row.customer_id].append(row)
    return found


def fact_history(customer: int) -> list[CustomerFact]:
    """Everything that was ever written down of a customer, newest first, withdrawals with what they ended."""
    rows = CustomerFact.objects.filter(customer=customer).select_related("recorded_by", "withdraws", "withdrawn_by")
    return list(rows.order_by("-recorded_at", "-pk"))
