"""What people add to the reckoning: another level for a bar, an income that was named, marks for legal action. Rows are only added.

A row ends by a newer one that withdraws it; such a row has no meaning of its own.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Axis(models.TextChoices):
    """The two bars."""

    WILLINGNESS = "willingness", _("Willingness")
    ABILITY = "ability", _("Ability")


class Level(models.TextChoices):
    """How high a bar stands."""

    LOW = "low", pgettext_lazy("level", "low")
    MIDDLE = "middle", pgettext_lazy("level", "middle")
    HIGH = "high", pgettext_lazy("level", "high")


class AssessmentOverride(models.Model):
    """A person says that a bar of a case stands at another level, with the reason; the newest of an axis that wasn't withdrawn counts."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assessment_overrides")
    axis = models.CharField(_("bar"), max_length=12, choices=Axis.choices)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)
    reason = models.CharField(_("reason"), max_length=400)
    score = models.PositiveSmallIntegerField()
    """What the machine said at that moment, 0 to 100."""
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdraws = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "axis", "id"], name="assessment_override_case")]


class IncomeNote(models.Model):
    """What a customer said they earn in a month; the newest counts, and it's taken as said."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="income_notes")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="income_notes")
    monthly_minor = models.BigIntegerField(_("monthly income"))
    currency = models.CharField(max_length=3)
    said_on = models.DateField(_("said on"))
    words = models.CharField(_("in the customer's words"), max_length=240)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class MarkKind(models.TextChoices):
    """What a person may say about a case's way to court."""

    URGENT = "urgent", pgettext_lazy("legal mark", "Urgent")
    LEGAL_APPROVED = "legal_approved", pgettext_lazy("legal mark", "Legal action approved")


class LegalMark(models.Model):
    """A case was found urgent, or legal action was approved, with the reason; binds until a newer row withdraws it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="legal_marks")
    kind = models.CharField(max_length=16, choices=MarkKind.choices)
    reason = models.CharField(_("reason"), max_length=400)
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdraws = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "kind", "id"], name="legal_mark_case")]
