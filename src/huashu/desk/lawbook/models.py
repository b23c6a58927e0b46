"""The lender's own rules as they were changed, and when each rule was compared with its source. Rows are only added."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseRule(models.Model):
    """A rule of the house that the lender added or changed; what it says stands in its versions.

    Args:
        rule_id: ``HOUSE-HOURS``.
        shipped: The rule as it came with the product, kept when the lender first changed it; None for a rule of the lender's own.
    """

    rule_id = models.CharField(max_length=40, unique=True)
    shipped = models.JSONField(null=True)


class HouseRuleVersion(models.Model):
    """What a rule of the house says from a day on; it takes the place of whatever was to hold from then.

    Args:
        given: Title, limits, purposes, references, provisions, worked cases; empty when the rule ends.
        valid_from: First day of the new value, or the first day without the rule.
        fingerprint: Hash over this and all earlier versions of all rules: names the whole set of rules that it completes.
    """

    rule = models.ForeignKey(HouseRule, on_delete=models.PROTECT, related_name="versions")
    given = models.JSONField(default=dict)
    is_end = models.BooleanField(default=False)
    valid_from = models.DateField(_("valid from"))
    reason = models.CharField(_("reason"), max_length=400)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)


class RuleCheck(models.Model):
    """Somebody compared a rule with its source and found it as it stands."""

    rule_id = models.CharField(max_length=40)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["rule_id", "checked_at"], name="rule_check_newest")]
