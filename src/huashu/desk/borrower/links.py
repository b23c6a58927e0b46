"""Links to a customer's page: made, found again by their token, and taken back. The one place that makes an address."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from huashu.desk.audit.chain import moment_text
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.borrower.models import BorrowerLink
from huashu.desk.borrower.refusals import LinkExpired, LinkLocked, LinkOver, LinkRevoked, LinkUnknown
from huashu.desk.borrower.tokens import token_of, token_read
from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.people.models import Person

DAYS: Final = 14
"""How long a link works where nobody says otherwise."""
SHARED_FOR: Final = timedelta(hours=24)
"""Messages about a case within this time carry the same link."""


def link_for(case: Case, now: datetime, days: int = DAYS, person: Person | None = None) -> str:
    """The address of a case's page for a message or a letter; a link that a message got in the last 24 hours is used again.

    Args:
        case: The case.
        now: The moment.
        days: How long a new link works.
        person: Who writes it; None for the desk itself.

    Returns:
        An absolute address where ``HUASHU_PUBLIC_URL`` is set, else one that begins with ``/``.
    """
    shared = BorrowerLink.objects.filter(
        case=case, made_by__isnull=True, made_at__gt=now - SHARED_FOR, made_at__lte=now, revoked_at__isnull=True, locked_at__isnull=True
    )
    link = next((row for row in shared.order_by("-pk") if row.expires_at - row.made_at == timedelta(days=days)), None)
    return address_of_link(link or _made(case, None, now, days, writer=person))


def link_make(*, case: Case, person: Person | None, now: datetime, days: int = DAYS) -> BorrowerLink:
    """Make a new link to a case's page; older ones go on working until their end.

    Args:
        case: The case, fetched for the person.
        person: Who makes it; None for a message.
        now: The moment.
        days: How long it works.
    """
    return _made(case, person, now, days, writer=person)


def link_revoke(*, link: BorrowerLink, person: Person, now: datetime) -> None:
    """Take a link back: it opens nothing from now on.

    Args:
        link: The link, of a case fetched for the person.
        person: Who takes it back.
        now: The moment.

    Raises:
        LinkOver: It doesn't work any more anyhow.
    """
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=link.case_id)
        row = BorrowerLink.objects.select_for_update(of=("self",)).select_related("case__loan").get(pk=link.pk)
        if row.revoked_at or row.locked_at or row.expires_at <= now:
            raise LinkOver
        row.revoked_at, row.revoked_by = now, person
        row.save(update_fields=["revoked_at", "revoked_by"])
        _tell(row.case, "link_revoked", person, now)
        _enter(row, "revoked", person, now)


def link_found(text: str) -> BorrowerLink:
    """The link of a token, whether it still works or not.

    Raises:
        LinkUnknown: The token isn't one of ours, or fits no link.
    """
    token = token_read(text)
    related = ("case__loan__product", "case__loan__status", "case__customer")
    link = BorrowerLink.objects.select_related(*related).filter(nonce=token.nonce, case=token.case).first()
    if link is None or link.expires_at != token.expires_at:
        raise LinkUnknown
    return link


def link_check(link: BorrowerLink, now: datetime) -> None:
    """Refuse a link that doesn't work any more.

    Raises:
        LinkRevoked: Somebody took it back.
        LinkLocked: It was tried wrongly too often.
        LinkExpired: Its days are over.
    """
    if link.revoked_at is not None:
        raise LinkRevoked
    if link.locked_at is not None:
        raise LinkLocked
    if link.expires_at <= now:
        raise LinkExpired


def address_of_link(link: BorrowerLink) -> str:
    """Where a link leads; without ``HUASHU_PUBLIC_URL`` relative to the desk."""
    return str(settings.HUASHU_PUBLIC_URL).rstrip("/") + reverse("by-link", args=[token_of(link)])


def _made(case: Case, person: Person | None, now: datetime, days: int, *, writer: Person | None) -> BorrowerLink:
    """Make a link; ``writer`` is who made it happen, also where the link itself is a message's."""
    end = (now + timedelta(days=days)).replace(microsecond=0)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)  # before the trail's head, which everybody takes last
        _tell(case, "link_made", person, now)
        link = BorrowerLink.objects.create(
            case=case, nonce=secrets.token_hex(8), made_at=now.replace(microsecond=0), made_by=person, expires_at=end
        )
        _enter(link, "made", writer, now)
    return link


def _enter(link: BorrowerLink, change: str, person: Person | None, now: datetime) -> None:
    """Enter it in the trail: which link and until when, and nothing that would open it."""
    data = {"link": link.pk, "change": change, "until": moment_text(link.expires_at), "message": link.made_by_id is None}
    trail_append(TrailKind.LINK_CHANGED, person=person, case=link.case, data=data, at=now)


def _tell(case: Case, code: str, person: Person | None, now: datetime) -> None:
    """Say it on the case's timeline; of what messages ask for, once a day."""
    day = timezone.localdate(now)
    if person is None:
        CaseEvent.objects.get_or_create(case=case, code=code, business_on=day, person=None, defaults={"at": now})
    else:
        CaseEvent.objects.create(case=case, code=code, business_on=day, person=person, at=now)
