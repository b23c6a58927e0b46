"""The digits that are asked for before anything is shown: a forwarded or found link tells nobody anything."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.crypto import constant_time_compare

from huashu.desk.borrower.links import link_check
from huashu.desk.borrower.models import BorrowerLink, BorrowerVisit, VisitKind
from huashu.desk.borrower.refusals import DigitsWrong, LinkLocked, TriesTooFast
from huashu.desk.customers.models import Customer
from huashu.desk.people.throttle import WINDOW, Limit, wait_left

TRIES: Final = 5
"""Wrong tries after which a link is closed."""
BY_ADDRESS: Final = Limit(10)
"""Wrong tries from one network address, over all links, that cost no waiting."""
TAIL: Final = 4


def visit_log(*, link: BorrowerLink, kind: VisitKind, address: str, now: datetime) -> None:
    """Write down an opening of a link."""
    BorrowerVisit.objects.create(link=link, kind=kind, at=now, address=address)


def digits_try(*, link: BorrowerLink, digits: str, address: str, now: datetime) -> None:
    """Hold the digits against what is on file, and write the try down; the last wrong one locks the link.

    Args:
        link: The link.
        digits: What was typed.
        address: Network address that it came from.
        now: The moment.

    Raises:
        TriesTooFast: Too many wrong tries came from the address; this one isn't looked at.
        DigitsWrong: They don't fit; tries are left.
        LinkLocked: They don't fit and were the last try, or the link is locked already.
        DeskRefusal: The link doesn't work any more (see :func:`link_check`).
    """
    wait = wait_left(BY_ADDRESS, _wrong_from(address, now), now)
    if wait:
        raise TriesTooFast(seconds=int(wait.total_seconds()) + 1)
    left = _tried(link, digits, address, now)
    if left == 0:
        raise LinkLocked
    if left is not None:
        raise DigitsWrong(left=left)


def tails_of(customer: Customer) -> tuple[str, ...]:
    """The last four signs of the phones and the identity document on file; empty where nothing is known."""
    phones = ("".join(sign for sign in text if sign.isdigit()) for text in (customer.phone, customer.second_phone))
    wanted = (*phones, customer.id_number.strip().upper())
    return tuple(text[-TAIL:] for text in wanted if len(text) >= TAIL)


def _tried(link: BorrowerLink, digits: str, address: str, now: datetime) -> int | None:
    """How many tries are left after a wrong one; None after a right one. What was tried stays written, whatever is refused."""
    with transaction.atomic():
        row = BorrowerLink.objects.select_for_update(of=("self",)).select_related("case__customer").get(pk=link.pk)
        link_check(row, now)
        given = digits.strip().upper()
        if any([constant_time_compare(given, tail) for tail in tails_of(row.case.customer)]):  # noqa: C419 - every tail is compared
            visit_log(link=row, kind=VisitKind.PASSED, address=address, now=now)
            return None
        visit_log(link=row, kind=VisitKind.WRONG, address=address, now=now)
        left = TRIES - row.visits.filter(kind=VisitKind.WRONG).count()
        if left <= 0:
            row.locked_at = now
            row.save(update_fields=["locked_at"])
            visit_log(link=row, kind=VisitKind.LOCKED, address=address, now=now)
        return max(left, 0)


def _wrong_from(address: str, now: datetime) -> list[datetime]:
    rows = BorrowerVisit.objects.filter(address=address, kind=VisitKind.WRONG, at__gt=now - WINDOW)
    return list(rows.values_list("at", flat=True))
