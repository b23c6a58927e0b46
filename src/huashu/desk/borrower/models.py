"""Links to the customer's page, each opening of one, and what customers told us there. Rows are only added.

A link ends by being revoked or locked, which is written on it once; nothing else of a row is ever changed.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BorrowerLink(models.Model):
    """One link to the page of one case.

    Args:
        nonce: What the token names the row by; says nothing about anybody.
        made_by: Who made it; None where a message asked for one.
        locked_at: When it was tried wrongly too often.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="borrower_links")
    nonce = models.CharField(max_length=24, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="borrower_link_expires_after"),
        ]


class VisitKind(models.TextChoices):
    """What happened at an opening of a link."""

    OPENED = "opened", pgettext_lazy("customer's page", "Link opened")
    PASSED = "passed", pgettext_lazy("customer's page", "Right digits; the page was shown")
    WRONG = "wrong", pgettext_lazy("customer's page", "Wrong digits")
    LOCKED = "locked", pgettext_lazy("customer's page", "Too many wrong digits; link locked")
    TURNED_AWAY = "turned_away", pgettext_lazy("customer's page", "Opened after its end; nothing was shown")


class BorrowerVisit(models.Model):
    """One opening of a link, or one try at its digits; ``address`` is where it came from."""

    link = models.ForeignKey(BorrowerLink, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=12, choices=VisitKind.choices)
    at = models.DateTimeField()
    address = models.GenericIPAddressField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["address", "at"], condition=models.Q(kind="wrong"), name="borrower_visit_wrong"),
        ]


class ActKind(models.TextChoices):
    """What a customer can tell us on their page."""

    PROMISE = "promise", pgettext_lazy("customer's page", "Confirmed a promise")
    HARDSHIP = "hardship", pgettext_lazy("customer's page", "Asked for help")
    DISPUTE = "dispute", pgettext_lazy("customer's page", "Disputed the debt")
    COMPLAINT = "complaint", pgettext_lazy("customer's page", "Complained")
    HOURS = "hours", pgettext_lazy("customer's page", "Chose hours")
    CHANNEL = "channel", pgettext_lazy("customer's page", "Chose ways of contact")
    LANGUAGE = "language", pgettext_lazy("customer's page", "Chose a language")
    REPRESENTATIVE = "representative", pgettext_lazy("customer's page", "Named a representative")
    STOP = "stop", pgettext_lazy("customer's page", "Asked for contact to stop")


class BorrowerAct(models.Model):
    """One thing that a customer told us on their page.

    Args:
        values: What they said, by field of the form.
        key: Of the form that was sent; sending it again changes nothing.
        is_held: Whether a rule holds back calls about paying because of it.
        answer_due_on: The last day on which they were told that they would hear; None where nothing is to be answered.
        facts: The wishes and states that follow from it.
    """

    link = models.ForeignKey(BorrowerLink, on_delete=models.PROTECT, related_name="acts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="borrower_acts")
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)
    is_held = models.BooleanField(default=False)
    answer_due_on = models.DateField(null=True)
    promise = models.ForeignKey("cases.Promise", null=True, on_delete=models.PROTECT, related_name="+")
    complaint = models.ForeignKey("complaints.Complaint", null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.ManyToManyField("conduct.CustomerFact", related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise"], condition=models.Q(promise__isnull=False), name="borrower_act_promise_once"),
        ]


class BorrowerAnswer(models.Model):
    """What somebody answered to what a customer told us; it stands on the customer's page."""

    act = models.OneToOneField(BorrowerAct, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("answer"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class BorrowerPageSetting(models.Model):
    """What the lender says on the page, from a moment on; the newest row counts. Texts in English may be empty: then the others stand."""

    how_to_pay = models.TextField(_("how to pay"))
    how_to_pay_en = models.TextField(_("how to pay, in English"), blank=True)
    whom_to_call = models.CharField(_("whom to call, with the number"), max_length=200)
    hours = models.CharField(_("hours in which somebody answers"), max_length=120)
    complaint_channel = models.TextField(_("how to complain, and to whom else"))
    complaint_channel_en = models.TextField(_("how to complain, in English"), blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("days within which the customer hears"), default=5, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
