"""Authority limits by role, and arrangements put forward beyond them with every decision on them. Limits and steps are only added."""

from __future__ import annotations

from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from huashu.desk.people.models import Role


class AuthorityLimits(models.Model):
    """How far a role may go alone, from a moment on; the newest row of a role counts, and without one the defaults do.

    Waived amounts are counted per loan over twelve months, so that a large one can't be given in small pieces. They are in
    ``currency``; in any other currency nothing may be waived alone.
    """

    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    promise_days = models.PositiveSmallIntegerField(_("furthest promised day, days ahead"), validators=[MaxValueValidator(60)])
    promise_days_after_broken = models.PositiveSmallIntegerField(
        _("the same after a broken promise, days ahead"), validators=[MaxValueValidator(60)]
    )
    promise_parts = models.PositiveSmallIntegerField(
        _("most payments in a promise"), validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    promise_least_percent = models.PositiveSmallIntegerField(_("least share of what is owed, %"), validators=[MaxValueValidator(100)])
    waived_minor = models.BigIntegerField(_("most penalty interest waived per loan in twelve months"), validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3)
    may_reschedule = models.BooleanField(_("may reschedule alone"))
    may_holiday = models.BooleanField(_("may give a payment holiday alone"))
    extension_days = models.PositiveSmallIntegerField(_("furthest that the last due date moves, days"))
    answer_hours = models.PositiveSmallIntegerField(
        _("hours within which the customer hears"), validators=[MinValueValidator(1), MaxValueValidator(168)]
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=400)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "-changed_at"], name="authority_newest")]


class ArrangementKind(models.TextChoices):
    """What is asked for."""

    PROMISE = "promise", _("Promise")
    WAIVER = "waiver", _("Waiver of penalty interest")
    RESCHEDULE = "reschedule", _("Reschedule")
    HOLIDAY = "holiday", _("Payment holiday")


class ArrangementStatus(models.TextChoices):
    """How far a request has come; follows from its steps."""

    WAITING = "waiting", _("Waiting for a supervisor")
    SECOND = "second", _("Approved once, needs a second approval")
    COUNTERED = "countered", _("Other terms offered")
    APPROVED = "approved", _("Approved")
    AGREED = "agreed", _("Other terms agreed")
    REFUSED = "refused", _("Refused")
    DECLINED = "declined", _("Other terms declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class StepCode(models.TextChoices):
    """What was done with a request."""

    ASKED = "asked", _("Put forward")
    SECONDED = "seconded", _("Approved, subject to a second approval")
    APPROVED = "approved", _("Approved")
    COUNTERED = "countered", _("Other terms offered")
    REFUSED = "refused", _("Refused")
    AGREED = "agreed", _("The customer agreed")
    DECLINED = "declined", _("The customer declined")
    TAKEN_BACK = "taken_back", _("Taken back")


WAITING: Final = (ArrangementStatus.WAITING, ArrangementStatus.SECOND)
"""A decision is awaited."""

OPEN: Final = (*WAITING, ArrangementStatus.COUNTERED)
"""Something is still to be done about it."""


class Arrangement(models.Model):
    """An arrangement that somebody put forward because it's beyond their authority. It has no effect until it's approved.

    ``terms`` are what was asked for, ``excess`` the limits that they exceed, ``contact`` the conversation that it rests on. ``promise``
    is the proposed promise, if it is one. ``answer_due_at`` is by when the customer was told that they would hear.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="arrangements")
    kind = models.CharField(_("kind"), max_length=12, choices=ArrangementKind.choices)
    status = models.CharField(_("status"), max_length=12, choices=ArrangementStatus.choices, default=ArrangementStatus.WAITING)
    terms = models.JSONField()
    excess = models.JSONField(default=list)
    contact = models.ForeignKey("cases.Contact", on_delete=models.PROTECT, related_name="arrangements")
    promise = models.OneToOneField("cases.Promise", null=True, on_delete=models.PROTECT, related_name="arrangement")
    words = models.CharField(_("in the customer's words"), max_length=240, blank=True)
    note = models.TextField(_("note"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "answer_due_at"], name="arrangement_waiting"),
            models.Index(fields=["case", "status"], name="arrangement_case"),
        ]


class ArrangementStep(models.Model):
    """One thing done with a request; rows are only added. ``terms`` are those that it speaks of."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(max_length=12, choices=StepCode.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    terms = models.JSONField(default=dict)
    contact = models.ForeignKey("cases.Contact", null=True, on_delete=models.PROTECT, related_name="+")
