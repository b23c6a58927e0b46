"""Complaints and what was done about each, step by step. What was said and each step are only added, never edited.

A complaint's state, owner, days and finding follow from its steps: they stand on the complaint too, so that the register can be
listed and counted quickly, and change only together with a new step. Every step stands in the audit trail as well.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Complainant(models.TextChoices):
    """Who complains."""

    BORROWER = "borrower", _("The customer")
    THIRD_PERSON = "third_person", _("A third person")
    REPRESENTATIVE = "representative", _("A representative")
    AUTHORITY = "authority", _("An authority")
    OTHER = "other", _("Somebody else")


class CameBy(models.TextChoices):
    """How a complaint came."""

    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("By message")
    LETTER = "letter", _("By letter")
    IN_PERSON = "in_person", _("In person")
    WEB = "web", _("On the web")
    REGULATOR = "regulator", _("Passed on by the regulator")


class Category(models.TextChoices):
    """What a complaint is about, in the words that collection complaints are usually counted by."""

    FREQUENCY = "frequency", _("Contacted too often")
    TIMES = "times", _("Contacted at wrong times")
    THREATS = "threats", _("Threats or insults")
    THIRD_PERSONS = "third_persons", _("Third persons contacted")
    PERSONAL_DATA = "personal_data", _("Personal data")
    WRONG_AMOUNT = "wrong_amount", _("Wrong amount")
    SERVICE = "service", _("Service")
    OTHER = "other", pgettext_lazy("complaint", "Something else")


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "Acknowledged")
    INVESTIGATED = "investigated", pgettext_lazy("complaint", "Investigated")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")
    REOPENED = "reopened", pgettext_lazy("complaint", "Reopened")


class StepKind(models.TextChoices):
    """What was done about a complaint."""

    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint step", "Acknowledged")
    INVESTIGATED = "investigated", pgettext_lazy("complaint step", "Investigated")
    NOTE = "note", pgettext_lazy("complaint step", "Note")
    REASSIGNED = "reassigned", pgettext_lazy("complaint step", "Given to somebody else")
    ANSWERED = "answered", pgettext_lazy("complaint step", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint step", "Closed")
    REOPENED = "reopened", pgettext_lazy("complaint step", "Reopened")


class Finding(models.TextChoices):
    """What a closed complaint was found to be."""

    UPHELD = "upheld", _("Upheld")
    PARTLY_UPHELD = "partly_upheld", _("Partly upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "Withdrawn")


class ComplaintYear(models.Model):
    """How many numbers of a year are taken; the row that writers of the register take turns at."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    taken = models.PositiveIntegerField(default=0)


class Complaint(models.Model):
    """One complaint.

    Args:
        number: ``TS-2026-0001``: the year in which it was put in the register, and its place in that year without gaps.
        received_at: When it came, which may be earlier than ``recorded_at``.
        received_on: The business day of that moment, from which days are counted.
        words: The complaint as it was said.
        wanted: What the complainant wants.
        due_on: The last day on which the answer is in time.
        answered_on: The business day of the answer that holds now; None while one is awaited.
    """

    year = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=16, unique=True)
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.PROTECT, related_name="complaints")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="complaints")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    complainant = models.CharField(max_length=16, choices=Complainant.choices)
    complainant_name = models.CharField(max_length=80, blank=True)
    came_by = models.CharField(max_length=12, choices=CameBy.choices)
    category = models.CharField(max_length=16, choices=Category.choices)
    about_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    wanted = models.TextField(blank=True)
    authority_reference = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ComplaintState.choices, default=ComplaintState.RECEIVED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    finding = models.CharField(max_length=16, choices=Finding.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "place"], name="complaint_place"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(about_person__isnull=True) | ~Q(owner=F("about_person")), name="complaint_owner_other"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="complaint_due_after"),
            models.CheckConstraint(condition=Q(case__isnull=True) | Q(customer__isnull=False), name="complaint_case_customer"),
            models.CheckConstraint(condition=~Q(words=""), name="complaint_words"),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(finding="")) | (~Q(state="closed") & Q(finding="")), name="complaint_finding_closed"
            ),
            models.CheckConstraint(condition=~Q(state="answered") | Q(answered_on__isnull=False), name="complaint_answer_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="complaint_state_due")]

    def __str__(self) -> str:
        return self.number


class ComplaintStep(models.Model):
    """One thing done about a complaint.

    Args:
        place: 1 for a complaint's first step, without gaps.
        words: What was found, answered, noted, or why.
        owner: Who looks after it from here on; only of ``reassigned``.
        finding, remedy: What it was found to be and what is done to put it right; only of ``closed``.
        due_on: The new last day for an answer; only of ``reopened``.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    at = models.DateTimeField()
    done_on = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=16, choices=Finding.choices, blank=True)
    remedy = models.TextField(blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "place"], name="complaint_step_place"),
            models.CheckConstraint(
                condition=(Q(kind="closed") & ~Q(finding="")) | (~Q(kind="closed") & Q(finding="") & Q(remedy="")),
                name="complaint_step_finding",
            ),
            models.CheckConstraint(
                condition=Q(kind="reassigned", owner__isnull=False) | (~Q(kind="reassigned") & Q(owner__isnull=True)),
                name="complaint_step_owner",
            ),
            models.CheckConstraint(
                condition=Q(kind="reopened", due_on__isnull=False) | (~Q(kind="reopened") & Q(due_on__isnull=True)),
                name="complaint_step_due",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["investigated", "note", "answered", "reopened"]) | ~Q(words=""), name="complaint_step_words"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "done_on"], name="complaint_step_kind")]
