"""The conversation about a loan: one open case, its contacts, promises, notes and files. History is only added to."""

from __future__ import annotations

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """Work on one loan from the day something is due until nothing is overdue; at most one is open per loan.

    The ``lane``/``rank`` pair is the case's place in the queue, from ``huashu.worklist``; the reason for it is worked out when it is
    read. ``overdue_minor`` and ``days_past_due`` copy the loan's status, so that the queue reads one table.
    """

    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="cases")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="cases", db_index=False)
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="cases")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases")
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True)
    closed_reason = models.CharField(max_length=20, blank=True)
    stage = models.CharField(_("stage"), max_length=12)
    bucket = models.CharField(_("bucket"), max_length=12)
    currency = models.CharField(max_length=3)
    overdue_minor = models.BigIntegerField(default=0)
    due_now_minor = models.BigIntegerField(default=0)
    days_past_due = models.IntegerField(default=0)
    overdue_since = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    next_due_minor = models.BigIntegerField(default=0)
    first_contact_due_at = models.DateTimeField(null=True)
    first_contacted_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(_("answer due"), null=True)
    last_contact_at = models.DateTimeField(null=True)
    next_contact_at = models.DateTimeField(_("next contact"), null=True)
    next_contact_is_appointment = models.BooleanField(default=False)
    promise_due_on = models.DateField(null=True)
    promise_due_minor = models.BigIntegerField(null=True)
    broken_promises = models.PositiveIntegerField(default=0)
    promise_broken_on = models.DateField(null=True)
    handled_on = models.DateField(null=True)
    lane = models.PositiveSmallIntegerField(default=90)
    rank = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan"], condition=models.Q(closed_on__isnull=True), name="case_one_open_per_loan"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "team"], name="case_customer"),
            models.Index(fields=["team", "handled_on"], name="case_handled"),
            # The portfolio counts a year of first contacts from this one alone.
            models.Index(
                fields=["first_contact_due_at", "assignee", "team", "first_contacted_at", "closed_on"],
                condition=models.Q(first_contact_due_at__isnull=False),
                name="case_first_contact",
            ),
            models.Index(
                fields=["assignee", "team", "lane", "rank", "id"], condition=models.Q(closed_on__isnull=True), name="case_queue_mine"
            ),
            models.Index(fields=["lane", "rank", "id"], condition=models.Q(closed_on__isnull=True), name="case_queue_all"),
            models.Index(fields=["team", "lane", "rank", "id"], condition=models.Q(closed_on__isnull=True), name="case_queue_team"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Channel(models.TextChoices):
    """How a contact was made."""

    CALL = "call", _("Call")
    INBOUND = "inbound", _("Customer called")
    MESSAGE = "message", _("Message")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")


class Reached(models.TextChoices):
    """Who was reached."""

    CUSTOMER = "customer", _("Customer")
    GUARANTOR = "guarantor", _("Guarantor")
    THIRD_PARTY = "third_party", _("Someone else")
    NOBODY = "nobody", _("Nobody")


class Outcome(models.TextChoices):
    """What came of a contact."""

    PROMISED = "promised", _("Promised to pay")
    PAID = "paid", _("Says it is paid")
    CALL_BACK = "call_back", _("Call back agreed")
    NO_PROMISE = "no_promise", _("Talked, no promise")
    REFUSED = "refused", _("Refuses to pay")
    DISPUTED = "disputed", _("Disputes the debt")
    HARDSHIP = "hardship", _("Asks for help")
    STOP = "stop", _("Asks not to be contacted")
    MESSAGE_LEFT = "message_left", _("Asked to have them call back")
    NO_ANSWER = "no_answer", _("No answer")
    SWITCHED_OFF = "switched_off", _("Switched off or busy")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    SENT = "sent", _("Sent")


class Reason(models.TextChoices):
    """Why it wasn't paid, as the customer said it (the shared vocabulary's ``reasons``)."""

    FORGOT = "forgot", _("Forgot")
    AUTO_DEBIT_FAILED = "auto_debit_failed", _("Debit or transfer failed")
    CASH_FLOW_GAP = "cash_flow_gap", _("Short of money for now")
    THIRD_PARTY_UNPAID = "third_party_unpaid", _("Somebody owes them")
    INCOME_LOSS = "income_loss", _("Lost job or income")
    ILLNESS = "illness", _("Illness or accident")
    FAMILY_EVENT = "family_event", _("Family event")
    DISASTER = "disaster", _("Disaster")
    DISPUTE = "dispute", _("Disputes the debt")
    FRAUD_CLAIM = "fraud_claim", _("Says it wasn't them")
    OVER_INDEBTED = "over_indebted", _("Many debts at once")
    UNWILLING = "unwilling", _("Unwilling, no reason")
    IN_CUSTODY_OR_AWAY = "in_custody_or_away", _("Away without access")
    DECEASED = "deceased", _("Has died")
    OTHER = "other", _("Other")


class Contact(models.Model):
    """One call, message, letter or visit. A mistake is corrected by a new contact that points at the old one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    reached = models.CharField(_("reached"), max_length=12, choices=Reached.choices)
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices)
    reason = models.CharField(_("reason given"), max_length=20, choices=Reason.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    started_at = models.DateTimeField(_("at"), db_index=True)
    duration_seconds = models.PositiveIntegerField(_("duration"), null=True)
    recorded_at = models.DateTimeField()
    next_contact_at = models.DateTimeField(_("next contact"), null=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique, and old contacts have none

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer", "started_at", "channel", "reached", "case"], name="contact_officer")]


class PromiseStatus(models.TextChoices):
    """What became of a promise, decided by the ledger.

    ``PROPOSED`` waits for a supervisor and binds nobody; ``REFUSED`` was proposed and never came to stand (see ``desk.approvals``).
    """

    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    PART_KEPT = "part_kept", _("Part kept")
    BROKEN = "broken", _("Broken")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PROPOSED = "proposed", _("Put forward")
    REFUSED = "refused", _("Not granted")


NEVER_STOOD: Final = (PromiseStatus.PROPOSED, PromiseStatus.REFUSED)
"""Promises that bind nobody: the ledger, the close, the work list and the portfolio pass them over."""


class PromiseKind(models.TextChoices):
    """The shared vocabulary's ``promise_kinds`` that make a promise."""

    FULL = "full", _("All that is overdue")
    PART = "part", _("A part")
    INSTALMENTS = "instalments", _("Several payments")
    CONDITIONAL = "conditional", _("Under a condition")


class Promise(models.Model):
    """What a customer promised in one contact, paid in one or more parts.

    A promise beyond the officer's authority stands from ``opened_at``, when it was approved; money then counts from ``counts_from``
    (None: from its making). ``ended_at`` is when it was ended before its days were over: by a newer promise, by a correction, or
    because its condition failed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    loan = models.ForeignKey("loans.Loan", on_delete=models.PROTECT, related_name="promises")
    contact = models.OneToOneField(Contact, null=True, on_delete=models.PROTECT, related_name="promise")
    kind = models.CharField(_("kind"), max_length=12, choices=PromiseKind.choices)
    words = models.CharField(_("in the customer's words"), max_length=240, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="promises")
    promised_on = models.DateField(_("promised on"))
    status = models.CharField(_("status"), max_length=10, choices=PromiseStatus.choices, default=PromiseStatus.OPEN)
    decided_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    counts_from = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "decided_on", "taken_by", "case"], name="promise_decided"),
        ]


class PromisePart(models.Model):
    """One payment of a promise: how much by which day. The amount is fixed when the promise is made."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="parts")
    amount_minor = models.BigIntegerField(_("amount"))
    due_on = models.DateField(_("by"), db_index=True)
    received_minor = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=PromiseStatus.choices, default=PromiseStatus.OPEN)


class PromiseChange(models.Model):
    """One change of a promise's status: what it was taken for, what it is now, and how much of what had come by then.

    ``amount_minor`` is all that was promised, ``due_on`` its last day. Rows are only added.
    """

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="changes")
    status_from = models.CharField(max_length=10, choices=PromiseStatus.choices)
    status = models.CharField(max_length=10, choices=PromiseStatus.choices)
    amount_minor = models.BigIntegerField()
    due_on = models.DateField()
    received_minor = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    business_on = models.DateField()


class Note(models.Model):
    """Something an officer wants the next one to know."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"))
    written_at = models.DateTimeField()
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")


class CaseFile(models.Model):
    """A document kept with a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    title = models.CharField(_("title"), max_length=120)
    content = models.FileField(upload_to="cases/%Y/%m/")
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)


class CaseEvent(models.Model):
    """What happened to a case by itself or by a supervisor: opened, cured, stage changed, assigned, promise decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    code = models.CharField(max_length=30)
    values = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    business_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "code", "business_on"], condition=models.Q(person__isnull=True), name="case_event_once_a_day"
            ),
        ]
