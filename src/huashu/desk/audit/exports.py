"""Files about one borrower for a regulator: CSV and PDF. Making one is itself an entry of the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huashu.adapters.paper.typeset import chinese_fonts, pdf_of
from huashu.desk.audit.borrower import Dossier, csv_rows, dossier_of
from huashu.desk.audit.csv_text import csv_lines
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.customers.models import Customer
from huashu.desk.people.models import Person

TEMPLATE: Final = Path(__file__).parent / "paper" / "borrower.typ"
FORMATS: Final = ("pdf", "csv")


def borrower_export(*, customer: Customer, person: Person | None, form: str, now: datetime) -> bytes:
    """Make a file of everything done about a borrower, in the language that is on.

    Args:
        customer: The borrower.
        person: Who asks for it; None on the command line.
        form: ``pdf`` or ``csv``.
        now: The moment.

    Returns:
        The file's bytes.

    Raises:
        FontMissing: A PDF is asked for and the machine has no Chinese font; nothing is written in the trail then.
    """
    if form == "pdf":
        chinese_fonts(_language())
    dossier = borrower_dossier(customer=customer, person=person, form=form, now=now)
    if form == "pdf":
        return pdf_of(TEMPLATE, paper_of(dossier), language=_language())
    return "".join(csv_lines(csv_rows(dossier))).encode()


@transaction.atomic
def borrower_dossier(*, customer: Customer, person: Person | None, form: str, now: datetime) -> Dossier:
    """Write the export down in the trail and put together what it shows, its own entry last."""
    data = {"what": "borrower", "format": form}
    made = trail_append(TrailKind.EXPORT_MADE, person=person, customer=customer, data=data, at=now)
    return dossier_of(customer, made, f"{person.name} ({person.username})" if person else _("the command line"))


def paper_of(dossier: Dossier) -> Mapping[str, Any]:
    """A dossier as the template reads it: strings only."""
    made = {"person": dossier.made_by, "at": f"{timezone.localtime(dossier.made.at):%Y-%m-%d %H:%M:%S %z}"}
    return {
        "title": _("Everything done about %(name)s") % {"name": dossier.customer.name},
        "made": _("Exported by %(person)s on %(at)s") % made,
        "head": dossier.head,
        "facts": [list(pair) for pair in dossier.facts],
        "rows": [
            {
                "number": str(line.entry.number) if line.entry else "",
                "day": f"{timezone.localtime(line.at):%Y-%m-%d}",
                "time": f"{timezone.localtime(line.at):%H:%M:%S}",
                "kind": line.kind,
                "what": line.what,
                "who": line.person or line.sign_in_name or _("the system"),
                "contract": line.contract_no,
                "hash": line.entry.hash if line.entry else "",
            }
            for line in dossier.lines
        ],
        "words": {
            "number": _("No."),
            "at": _("When"),
            "what": _("What"),
            "who": _("Person"),
            "contract": _("Contract"),
            "head": _("Head of the trail"),
            "nothing": _("Nothing was done."),
            "explain": _(
                "Lines with a number are entries of the audit trail, each sealed by the SHA-256 hash under it; the last is this export. "
                "Whoever has this page can tell later whether the trail was changed: huashu audit verify --head, with the head below."
            ),
        },
    }


def file_name(contract_no: str, form: str, now: datetime) -> str:
    """A name for the file: the contract as far as a file system takes it, and the day."""
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in contract_no)[:60] or "borrower"
    return f"huashu-{plain}-{timezone.localdate(now):%Y%m%d}.{form}"


def _language() -> str:
    return get_language() or "zh-hans"
