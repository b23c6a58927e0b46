"""The trail: what was done, by whom and about whom, each entry tied to the one before. Entries are only ever added.

Customers, cases and people are pointed at by number without the database insisting that they exist: an entry outlives them (the
demo can be taken out, the trail stays whole). What an entry needs to be read without them, the contract and the sign-in name,
stands in it as text.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huashu.desk.audit.json_field import CanonicalJSONField


class PersonalField(models.TextChoices):
    """Fields of a customer that pages show masked; the value is the attribute's name."""

    PHONE = "phone", _("Phone")
    SECOND_PHONE = "second_phone", _("Second phone")
    ID_NUMBER = "id_number", _("ID number")
    ADDRESS = "address", _("Address")


class TrailKind(models.TextChoices):
    """What an entry is about. docs/algorithms/trail.md lists what each kind keeps in its data."""

    SHOWING = "showing", _("Personal data shown")
    VERDICT_ACTED = "verdict_acted", _("Contact made on a verdict")
    OVERRIDE_ASKED = "override_asked", _("Override asked for")
    OVERRIDE_GIVEN = "override_given", _("Override given")
    OVERRIDE_REFUSED = "override_refused", _("Override refused")
    MESSAGE_BLOCKED = "message_blocked", _("Message blocked")
    WISH_RECORDED = "wish_recorded", _("Customer's wish")
    STATE_RECORDED = "state_recorded", _("Customer's state")
    COMPLAINT_RECORDED = "complaint_recorded", _("Complaint recorded")
    COMPLAINT_CHANGED = "complaint_changed", _("Complaint changed")
    ARRANGEMENT_ASKED = "arrangement_asked", _("Arrangement put forward")
    ARRANGEMENT_CHANGED = "arrangement_changed", _("Arrangement decided")
    ASSESSMENT_OVERRIDDEN = "assessment_overridden", _("Bar said otherwise")
    INCOME_RECORDED = "income_recorded", _("Income named")
    LEGAL_MARKED = "legal_marked", _("Mark for legal action")
    LINK_CHANGED = "link_changed", _("Link to the customer's page")
    AUTHORITY_CHANGED = "authority_changed", _("Authority changed")
    RULE_CHANGED = "rule_changed", _("Conduct rule changed")
    LENDER_CHANGED = "lender_changed", _("Lender's setting changed")
    PRODUCT_CHANGED = "product_changed", _("Product changed")
    PERSON_CHANGED = "person_changed", _("Person changed")
    ROLE_CHANGED = "role_changed", _("Role changed")
    TEAM_CHANGED = "team_changed", _("Team changed")
    SIGN_IN_LOCKED = "sign_in_locked", _("Sign-in locked")
    IMPORT_LOADED = "import_loaded", _("File imported")
    REVIEW_MARKED = "review_marked", _("Review judged by a person")
    EXPORT_MADE = "export_made", _("Data exported")
    DEMO_LOADED = "demo_loaded", _("Demo loaded")
    DEMO_REMOVED = "demo_removed", _("Demo removed")


class TrailEntry(models.Model):
    """One thing that was done. ``hash`` covers every other field (see :mod:`huashu.desk.audit.chain`)."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("at"), db_index=True)
    kind = models.CharField(_("kind"), max_length=30, choices=TrailKind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    person_name = models.CharField(max_length=60, blank=True)
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    contract_no = models.CharField(max_length=80, blank=True, db_index=True)
    data = CanonicalJSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["customer", "number"], name="trail_customer"),
            models.Index(fields=["person", "number"], name="trail_person"),
            models.Index(fields=["kind", "number"], name="trail_kind"),
        ]


class TrailHead(models.Model):
    """How many entries there are and the hash of the last one, so that a trail whose end was cut off shows it. One row, number 1."""

    count = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class TrailCheck(models.Model):
    """One check of the whole trail, asked for on the audit page or on the command line; it's at work until ``finished_at``."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    entries = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    breaks = models.BigIntegerField(default=0)
    first_breaks = models.JSONField(default=list)
