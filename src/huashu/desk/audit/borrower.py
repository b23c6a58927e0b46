"""Everything done about one borrower, in order: entries of the trail, contacts and promises. What an export is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from huashu.desk.audit.chain import canonical
from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.words import sentence_of
from huashu.desk.cases.models import Contact, Promise
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan
from huashu.desk.people.masking import mask_id, mask_phone
from huashu.money import format_minor

CSV_HEADER: Final = ("number", "at", "kind", "what", "sign_in_name", "person", "contract", "case", "data", "previous_hash", "hash")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done. Contacts and promises have no number and no hash: the trail holds the verdicts that they were made on.

    Args:
        at: When.
        code: Code of the kind; ``contact`` or ``promise`` besides those of ``TrailKind``.
        kind: What the kind is called.
        what: What happened, in a sentence.
        sign_in_name: Who did it, or empty.
        person: Their name, or empty.
        contract_no: The contract, or empty.
        case: Number of the case, or empty.
        entry: The entry of the trail, or None.
    """

    at: datetime
    code: str
    kind: str
    what: str
    sign_in_name: str = ""
    person: str = ""
    contract_no: str = ""
    case: str = ""
    entry: TrailEntry | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a borrower and everything done about them.

    Args:
        customer: The borrower.
        facts: Labels and values, personal data masked.
        lines: What was done, the oldest first; the last one is the export itself.
        made_by: Who asked for it.
        made: The entry that the export left in the trail; its hash is the head at that moment.
    """

    customer: Customer
    facts: list[tuple[str, str]]
    lines: list[Line]
    made_by: str
    made: TrailEntry

    @property
    def head(self) -> str:
        """The head as ``huashu audit verify --head`` takes it."""
        return f"{self.made.number}:{self.made.hash}"


def dossier_of(customer: Customer, made: TrailEntry, made_by: str) -> Dossier:
    """Put together what was done about a borrower up to an entry.

    Args:
        customer: The borrower.
        made: The entry of this export; later ones stay out.
        made_by: Who asked for it, as a person reads it.
    """
    lines = [*_entries(customer, made.number), *_contacts(customer), *_promises(customer)]
    lines.sort(key=lambda line: (line.at, line.entry.number if line.entry else 0))
    return Dossier(customer, _facts(customer), lines, made_by, made)


def csv_rows(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    """The lines as rows of :data:`CSV_HEADER`."""
    yield CSV_HEADER
    for line in dossier.lines:
        entry = line.entry
        sealed = (canonical(entry.data), entry.previous_hash, entry.hash) if entry else ("", "", "")
        number, at = str(entry.number) if entry else "", timezone.localtime(line.at).isoformat(timespec="microseconds")
        yield (number, at, line.code, line.what, line.sign_in_name, line.person, line.contract_no, line.case, *sealed)


def _facts(customer: Customer) -> list[tuple[str, str]]:
    facts = [(_("Name"), customer.name), (_("Phone"), mask_phone(customer.phone)), (_("ID number"), mask_id(customer.id_number))]
    loans = Loan.objects.filter(customer=customer).select_related("status").order_by("disbursed_on", "pk")
    return [(label, value or "–") for label, value in facts] + [(_("Contract"), _loan(loan)) for loan in loans]


def _loan(loan: Loan) -> str:
    parts = [loan.contract_no]
    if loan.principal_minor is not None:
        parts.append(_("principal %(amount)s") % {"amount": _money(loan.principal_minor, loan.currency)})
    status = getattr(loan, "status", None)
    if status is not None:
        owed = {"amount": _money(status.overdue_minor, loan.currency), "days": status.days_past_due, "day": status.as_of.isoformat()}
        parts.append(_("overdue %(amount)s, %(days)s days, as of %(day)s") % owed)
    return " · ".join(parts)


def _money(amount_minor: int, currency: str) -> str:
    return f"{currency} {format_minor(amount_minor, currency)}"


def _entries(customer: Customer, until: int) -> Iterator[Line]:
    found = TrailEntry.objects.filter(customer=customer, number__lte=until).select_related("person").order_by("number")
    for entry in found:
        yield Line(
            at=entry.at,
            code=entry.kind,
            kind=str(entry.get_kind_display()),
            what=sentence_of(entry),
            sign_in_name=entry.person_name,
            person=entry.person.name if entry.person else "",
            contract_no=entry.contract_no,
            case=str(entry.case_id or ""),
            entry=entry,
        )


def _contacts(customer: Customer) -> Iterator[Line]:
    found = Contact.objects.filter(case__customer=customer).select_related("officer", "case__loan").order_by("pk")
    for contact in found:
        parts = [contact.get_channel_display(), contact.get_reached_display(), contact.get_outcome_display()]
        parts += [contact.get_reason_display()] if contact.reason else []
        parts += [contact.note] if contact.note else []
        parts += [_("corrects contact %(number)s") % {"number": contact.corrects_id}] if contact.corrects_id else []
        yield Line(
            at=contact.started_at,
            code="contact",
            kind=_("Contact %(number)s") % {"number": contact.pk},
            what="; ".join(parts),
            sign_in_name=contact.officer.username if contact.officer else "",
            person=contact.officer.name if contact.officer else "",
            contract_no=contact.case.loan.contract_no,
            case=str(contact.case_id),
        )


def _promises(customer: Customer) -> Iterator[Line]:
    found = Promise.objects.filter(loan__customer=customer).select_related("taken_by", "loan", "contact").prefetch_related("parts")
    for promise in found.order_by("pk"):
        parts = [f"{_money(part.amount_minor, promise.loan.currency)} {part.due_on.isoformat()}" for part in promise.parts.all()]
        parts += [f'"{promise.words}"'] if promise.words else []
        decided = f" {promise.decided_on.isoformat()}" if promise.decided_on else ""
        yield Line(
            at=promise.contact.recorded_at if promise.contact else _begin(promise),
            code="promise",
            kind=str(_("Promise")),
            what="; ".join([*parts, f"{promise.get_status_display()}{decided}"]),
            sign_in_name=promise.taken_by.username if promise.taken_by else "",
            person=promise.taken_by.name if promise.taken_by else "",
            contract_no=promise.loan.contract_no,
            case=str(promise.case_id),
        )


def _begin(promise: Promise) -> datetime:
    day = promise.promised_on
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - it's made aware here
