"""Contacts with customers over all their loans, as they count for the rules: corrected ones count as the correction says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from huashu.desk.cases.models import Contact, Reached
from huashu.desk.conduct.planning import LoggedContact

SINCE: Final = timedelta(days=35)
"""How far back contacts are read: the longest window of any rule is 30 days. Contacts with third persons are read whole."""

_READ: Final = (
    *("case__customer_id", "pk", "case__loan_id", "channel", "reached", "outcome", "started_at"),
    *("start__channel", "start__addressee", "start__place", "start__facts"),
)


def contacts_logged(customers: Sequence[int], now: datetime) -> dict[int, list[LoggedContact]]:
    """Contacts by customer, oldest first, in one query.

    Args:
        customers: Keys of customers.
        now: The moment to count back from.
    """
    found: dict[int, list[LoggedContact]] = defaultdict(list)
    rows = Contact.objects.filter(case__customer__in=customers, corrected_by__isnull=True)
    rows = rows.filter(Q(started_at__gte=now - SINCE) | Q(reached=Reached.THIRD_PARTY)).order_by("started_at", "pk")
    for customer, *values in rows.values_list(*_READ):
        found[customer].append(_logged(values))
    return found


def logged_of(contact: Contact) -> LoggedContact:
    """One contact that no start belongs to, in the same shape."""
    return LoggedContact(contact.pk, str(contact.case.loan_id), contact.channel, contact.reached, contact.outcome, contact.started_at)


def _logged(values: Sequence[Any]) -> LoggedContact:
    pk, loan, channel, reached, outcome, at, started_as, addressee, place, facts = values
    phone = (facts or {}).get("phone") or ""
    return LoggedContact(pk, str(loan), channel, reached, outcome, at, started_as or "", addressee or "", place or "", phone)
