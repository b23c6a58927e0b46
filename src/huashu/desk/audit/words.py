"""Entries of the trail in plain words: one sentence each, and their data as a list of labelled values.

The words come from the data's keys (docs/algorithms/trail.md). A key or a value that isn't in the tables here is shown as it is
written: an entry of an older or newer version stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huashu.desk.approvals.models import ArrangementKind, StepCode
from huashu.desk.assessment.models import Axis, Level, MarkKind
from huashu.desk.audit.models import PersonalField, TrailEntry, TrailKind
from huashu.desk.complaints.models import CameBy, Category, Complainant, ComplaintState, Finding, StepKind
from huashu.desk.conduct.models import FactKind, State
from huashu.desk.conduct.selectors.texts import BREACHES
from huashu.desk.conduct.words import ADDRESSEES, PURPOSES
from huashu.desk.people.models import Role
from huashu.desk.reviews.models import MarkKind as ReviewMarkKind
from huashu.desk.reviews.words import label_words

Text = str | Promise

_SENTENCES: Final[Mapping[str, tuple[tuple[str, ...], Text]]] = {
    TrailKind.SHOWING: (("field",), gettext_lazy("%(field)s shown in full")),
    TrailKind.VERDICT_ACTED: (("channel", "verdict"), gettext_lazy("%(channel)s, verdict: %(verdict)s")),
    TrailKind.OVERRIDE_ASKED: (("rules", "reason"), gettext_lazy("Asked to go against %(rules)s: %(reason)s")),
    TrailKind.OVERRIDE_GIVEN: (("rules", "reason"), gettext_lazy("Allowed to go against %(rules)s: %(reason)s")),
    TrailKind.OVERRIDE_REFUSED: (("rules", "reason"), gettext_lazy("Not allowed to go against %(rules)s: %(reason)s")),
    TrailKind.MESSAGE_BLOCKED: (("channel", "breaches"), gettext_lazy("%(channel)s not sent: %(breaches)s")),
    TrailKind.COMPLAINT_RECORDED: (("complaint", "category"), gettext_lazy("%(complaint)s: %(category)s")),
    TrailKind.COMPLAINT_CHANGED: (("complaint", "step"), gettext_lazy("%(complaint)s: %(step)s")),
    TrailKind.ARRANGEMENT_ASKED: (("arrangement_kind", "said"), gettext_lazy("%(arrangement_kind)s put forward: %(said)s")),
    TrailKind.ARRANGEMENT_CHANGED: (("arrangement_kind", "arrangement_step"), gettext_lazy("%(arrangement_kind)s: %(arrangement_step)s")),
    TrailKind.ASSESSMENT_OVERRIDDEN: (("axis", "level", "reason"), gettext_lazy("%(axis)s: %(level)s – %(reason)s")),
    TrailKind.LEGAL_MARKED: (("mark", "change", "reason"), gettext_lazy("%(mark)s, %(change)s: %(reason)s")),
    TrailKind.LINK_CHANGED: (
        ("link", "change", "until"),
        gettext_lazy("Link %(link)s to the customer's page %(change)s; good until %(until)s"),
    ),
    TrailKind.AUTHORITY_CHANGED: (("role", "reason"), gettext_lazy("What %(role)s may grant: %(reason)s")),
    TrailKind.EXPORT_MADE: (("what", "format"), gettext_lazy("%(what)s, as %(format)s")),
    TrailKind.ROLE_CHANGED: (("username", "from", "to"), gettext_lazy("%(username)s: from %(from)s to %(to)s")),
    TrailKind.SIGN_IN_LOCKED: (("address", "wait_seconds"), gettext_lazy("Too many tries from %(address)s; %(wait_seconds)s s to wait")),
    TrailKind.IMPORT_LOADED: (("file",), gettext_lazy("%(file)s loaded")),
    TrailKind.DEMO_LOADED: (("loans",), gettext_lazy("%(loans)s invented loans put in")),
    TrailKind.DEMO_REMOVED: (("loans",), gettext_lazy("%(loans)s invented loans taken out, with their cases and customers")),
}
"""Keys that a sentence needs, and the sentence; without all of its keys an entry is told as a list."""

_FIRST: Final = ("username", "team", "product", "rule", "state", "wish", "complaint", "what", "change", "changes")
"""Keys that lead a list."""

LABELS: Final[dict[str, Text]] = {
    "address": gettext_lazy("From address"),
    "addressee": gettext_lazy("Contacted"),
    "about": gettext_lazy("About"),
    "arrangement": gettext_lazy("Request no."),
    "arrangement_kind": gettext_lazy("What was put forward"),
    "arrangement_step": gettext_lazy("What was done"),
    "asked": gettext_lazy("asked for"),
    "asked_by": gettext_lazy("Put forward by"),
    "amount_minor": gettext_lazy("amount, minor units"),
    "axis": gettext_lazy("Bar"),
    "currency": gettext_lazy("Currency"),
    "level": gettext_lazy("Level"),
    "mark": gettext_lazy("Mark"),
    "message": gettext_lazy("For a message"),
    "monthly_minor": gettext_lazy("income in a month, minor units"),
    "said_on": gettext_lazy("Said on"),
    "score": gettext_lazy("the machine's score"),
    "breaches": gettext_lazy("Breaches"),
    "came_by": gettext_lazy("How it came"),
    "category": gettext_lazy("What about"),
    "change": gettext_lazy("Change"),
    "changes": gettext_lazy("Changes"),
    "channel": gettext_lazy("Channel"),
    "complaint": gettext_lazy("Complaint"),
    "complainant": gettext_lazy("Who complains"),
    "contact": gettext_lazy("Contact"),
    "contacts": gettext_lazy("Contacts"),
    "counts": gettext_lazy("Counted"),
    "customers": gettext_lazy("Customers"),
    "customers_changed": gettext_lazy("Customers changed"),
    "customers_new": gettext_lazy("New customers"),
    "code": gettext_lazy("limit exceeded"),
    "due_on": gettext_lazy("Answer by"),
    "earliest": gettext_lazy("Earliest"),
    "fact": gettext_lazy("Record"),
    "excess": gettext_lazy("Beyond authority"),
    "facts": gettext_lazy("Facts"),
    "field": gettext_lazy("Field"),
    "file": gettext_lazy("File"),
    "finding": gettext_lazy("Finding"),
    "format": gettext_lazy("Format"),
    "former": gettext_lazy("Former review no."),
    "from": gettext_lazy("Before"),
    "from_on": gettext_lazy("From"),
    "item": gettext_lazy("Item"),
    "kind": gettext_lazy("What was done"),
    "is_active": gettext_lazy("may sign in"),
    "language": gettext_lazy("language"),
    "lines": gettext_lazy("Lines"),
    "link": gettext_lazy("Link"),
    "loans": gettext_lazy("Loans"),
    "loans_new": gettext_lazy("New loans"),
    "loans_renewed": gettext_lazy("Loans with newer figures"),
    "loans_unchanged": gettext_lazy("Loans unchanged"),
    "name": gettext_lazy("name"),
    "note": gettext_lazy("Note"),
    "owner": gettext_lazy("Looked after by"),
    "override": gettext_lazy("Override"),
    "payments": gettext_lazy("Payments"),
    "payments_new": gettext_lazy("New payments"),
    "payments_unchanged": gettext_lazy("Payments unchanged"),
    "problems": gettext_lazy("Problems"),
    "product": gettext_lazy("Product"),
    "purpose": gettext_lazy("Purpose"),
    "quotes": gettext_lazy("Words found"),
    "reason": gettext_lazy("Reason"),
    "received": pgettext_lazy("complaint moment", "Received"),
    "reference": gettext_lazy("The authority's reference"),
    "remedy": gettext_lazy("To put it right"),
    "review": gettext_lazy("Review no."),
    "role": gettext_lazy("role"),
    "rule": gettext_lazy("Rule"),
    "rules": gettext_lazy("Rules"),
    "said": gettext_lazy("In their words"),
    "sha256": gettext_lazy("Fingerprint of the file"),
    "state": gettext_lazy("State"),
    "status": gettext_lazy("Status"),
    "step": gettext_lazy("Step"),
    "step_number": gettext_lazy("Step no."),
    "start": gettext_lazy("Start"),
    "team": gettext_lazy("team"),
    "terms": gettext_lazy("Terms"),
    "text": gettext_lazy("Text of the message"),
    "to": gettext_lazy("After"),
    "turn": gettext_lazy("Turn"),
    "until": gettext_lazy("Good until"),
    "until_on": gettext_lazy("Until"),
    "username": gettext_lazy("Sign-in name"),
    "values": gettext_lazy("Details"),
    "verdict": gettext_lazy("Verdict"),
    "wait_seconds": gettext_lazy("Seconds to wait"),
    "wanted": gettext_lazy("What they want"),
    "what": gettext_lazy("What"),
    "wish": gettext_lazy("Wish"),
    "words": gettext_lazy("In the customer's words"),
}
"""What the keys of entries' data are called."""

VALUES: Final[dict[str, Mapping[str, Text]]] = {
    "field": dict(PersonalField.choices),
    "from": dict(Role.choices),
    "to": dict(Role.choices),
    "role": dict(Role.choices),
    "verdict": {
        "allow": gettext_lazy("allowed"),
        "warn": gettext_lazy("allowed with a warning"),
        "deny": gettext_lazy("not allowed"),
        "deny_until": gettext_lazy("not allowed yet"),
        "unknown": gettext_lazy("facts missing"),
        "not_applicable": gettext_lazy("no rule applies"),
        "met": pgettext_lazy("review", "Met"),
        "not_met": pgettext_lazy("review", "Not met"),
        "cant_tell": pgettext_lazy("review", "Can't tell"),
    },
    "kind": dict(ReviewMarkKind.choices) | {"again": pgettext_lazy("review", "Reviewed again")},
    "channel": {
        "call": gettext_lazy("Call"),
        "voicemail": gettext_lazy("Voicemail"),
        "robocall": gettext_lazy("Robot call"),
        "sms": gettext_lazy("Text message"),
        "message": gettext_lazy("Message"),
        "email": gettext_lazy("Email"),
        "chat": gettext_lazy("Chat"),
        "letter": gettext_lazy("Letter"),
        "visit": gettext_lazy("Visit"),
        "inbound": gettext_lazy("Customer called"),
    },
    "change": {
        "added": pgettext_lazy("trail", "added"),
        "changed": pgettext_lazy("trail", "changed"),
        "made": pgettext_lazy("trail link", "made"),
        "removed": pgettext_lazy("trail", "removed"),
        "renamed": pgettext_lazy("trail", "renamed"),
        "revoked": pgettext_lazy("trail link", "taken back"),
        "password_reset": gettext_lazy("given a new first password"),
        "password_set": gettext_lazy("chose a new password"),
        "signed_in_again": pgettext_lazy("trail", "may sign in again"),
        "shut_out": gettext_lazy("may not sign in any more"),
    },
    "state": dict(State.choices),
    "wish": dict(FactKind.choices),
    "came_by": dict(CameBy.choices),
    "category": dict(Category.choices),
    "complainant": dict(Complainant.choices),
    "finding": dict(Finding.choices),
    "status": dict(ComplaintState.choices),
    "step": dict(StepKind.choices),
    "arrangement_kind": dict(ArrangementKind.choices),
    "arrangement_step": dict(StepCode.choices),
    "addressee": ADDRESSEES,
    "axis": dict(Axis.choices),
    "level": dict(Level.choices),
    "mark": dict(MarkKind.choices),
    "purpose": PURPOSES,
    "breaches": BREACHES,
    "format": {"pdf": "PDF", "csv": "CSV"},
    "what": {
        "trail": gettext_lazy("Audit trail"),
        "complaints": gettext_lazy("Complaints"),
        "borrower": gettext_lazy("Everything done about this borrower"),
    },
}
"""What the coded values under a key are called."""


def sentence_of(entry: TrailEntry) -> str:
    """What happened, in one sentence of the reader's language."""
    keys, template = _SENTENCES.get(entry.kind, ((), ""))
    if keys and all(key in entry.data for key in keys):
        told = str(template) % {key: value_text(key, entry.data[key]) for key in keys}
        return f"{told} ({value_text('rules', rules)})" if (rules := entry.data.get("rules")) and "rules" not in keys else told
    return "; ".join(_told(entry.data)) or str(entry.get_kind_display())


def details_of(entry: TrailEntry) -> list[tuple[str, str]]:
    """The entry's data as labels and values, in the order in which they are written."""
    return [(label_of(key), value_text(key, value)) for key, value in entry.data.items()]


def label_of(key: str) -> str:
    """What a key of the data is called; an unknown one as it is written."""
    return str(LABELS.get(key, key.replace("_", " ")))


def value_text(key: str, value: Any) -> str:
    """A value of the data in words; an unknown code as it is written."""
    if isinstance(value, Mapping):
        return "; ".join(f"{label_of(inner)}: {_pair(inner, part)}" for inner, part in value.items())
    if isinstance(value, list):
        return ", ".join(value_text(key, part) for part in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return "–"
    if key == "item" and isinstance(value, str):
        group, _dot, label = value.partition(".")
        return label_words(group, label) if label else value
    return str(VALUES.get(key, {}).get(value, "")) or _plain(value)


def _told(data: Mapping[str, Any]) -> Iterator[str]:
    """A list of what the data say: whom or what it is about and what became of it come first and need no labels."""
    first = [key for key in _FIRST if key in data]
    for key, value in [(key, data[key]) for key in [*first, *(key for key in data if key not in first)]]:
        if key in first:
            yield value_text(key, value)
        elif value not in (None, "", [], {}):
            yield f"{label_of(key)}: {value_text(key, value)}"


def _pair(key: str, value: Any) -> str:
    """What a field held before and holds now, written as a pair; anything else as a value."""
    if isinstance(value, list) and len(value) == 2:
        return f"{value_text(key, value[0])} → {value_text(key, value[1])}"
    return value_text(key, value)


def _plain(value: object) -> str:
    """A moment is shown in the lender's time, everything else as it is."""
    if isinstance(value, str) and len(value) >= 19 and value[10:11] == "T":
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment.tzinfo else value
    return str(value)
