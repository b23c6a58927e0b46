"""Who contacts for whom, what customers wish and how they are, and each contact's verdict. Rows are only added.

A wish or state ends by a newer row that withdraws it. ``ConductSetting`` is the one row that is edited; each edit stands in the trail.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Actor(models.TextChoices):
    """In whose name the desk contacts people; decides which rules bind it."""

    LENDER = "lender", _("Lender, for its own loans")
    COLLECTOR = "collector", _("Agency, for other lenders")
    DEBT_BUYER = "debt_buyer", _("Buyer of debts")


class LenderType(models.TextChoices):
    """What kind of lender stands behind the loans."""

    UNKNOWN = "", _("not known")
    BANK = "bank", _("Bank")
    AUTO_FINANCE = "auto_finance", _("Auto finance company")
    CONSUMER_FINANCE = "consumer_finance", _("Consumer finance company")
    MICROLOAN = "microloan", _("Microloan company")
    CARD_ISSUER = "card_issuer", _("Card issuer")
    PRIVATE = "private", _("Private lender")
    LEASING = "leasing", _("Leasing company")


class ProductKind(models.TextChoices):
    """Kinds of loan as the rules of law know them."""

    AUTO_LOAN = "auto_loan", _("Auto loan")
    CONSUMER_LOAN = "consumer_loan", _("Consumer loan")
    CREDIT_CARD = "credit_card", _("Credit card")
    BUSINESS_LOAN = "business_loan", _("Business loan")
    MORTGAGE = "mortgage", _("Mortgage")


def default_packs() -> list[str]:
    """Rule packs of a lender that never chose any: mainland China and its own stricter rules."""
    return ["CN", "HOUSE"]


class ConductSetting(models.Model):
    """The lender as the rules see it; one row, key 1.

    ``calls_recorded`` and ``callers_say_who`` are facts of every call of the house; None where they differ from call to call.
    ``clock_entry`` and ``clock_contact`` are the last of the trail and of the contacts when an administrator confirmed the clock: their
    times don't count against it.
    """

    actor = models.CharField(_("the desk works as"), max_length=12, choices=Actor.choices, default=Actor.LENDER)
    lender_type = models.CharField(
        _("kind of lender"), max_length=20, choices=LenderType.choices, default=LenderType.AUTO_FINANCE, blank=True
    )
    packs = models.JSONField(_("rules that apply"), default=default_packs)
    timezone = models.CharField(_("the house's time zone"), max_length=60, blank=True)
    institution = models.CharField(_("name of the institution"), max_length=120, blank=True)
    calls_recorded = models.BooleanField(_("every call is recorded"), null=True)
    callers_say_who = models.BooleanField(_("callers always name themselves and the institution"), null=True)
    clock_entry = models.BigIntegerField(default=0)
    clock_contact = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="conduct_setting_one_row")]


class ProductConduct(models.Model):
    """Which kind of loan a product is; a product without a row is an auto loan."""

    product = models.OneToOneField("loans.ProductSetting", primary_key=True, on_delete=models.CASCADE, related_name="conduct")
    kind = models.CharField(_("kind of loan"), max_length=16, choices=ProductKind.choices, default=ProductKind.AUTO_LOAN)


class FactKind(models.TextChoices):
    """What is known of a customer that decides whether, when and how to contact them."""

    STATE = "state", _("Circumstances")
    STOP = "stop", _("No contact wanted")
    CHANNEL = "channel", _("Not by this channel")
    HOURS = "hours", _("Time or place that doesn't suit")
    AGREED_HOURS = "agreed_hours", _("Agreed hours")
    LANGUAGE = "language", _("Language")
    REPRESENTATIVE = "representative", _("Representative")
    THIRD_REFUSED = "third_refused", _("Third person wants no contact")
    ZONE = "zone", _("Time zone")
    CONSENT = "consent", _("Agreed beforehand")


class State(models.TextChoices):
    """How a customer is, as the rules know it."""

    DECEASED = "deceased", _("Has died")
    INCAPACITATED = "incapacitated", _("Can't act for themselves")
    UNREACHABLE = "unreachable", _("Can't be reached")
    REPRESENTED = "represented", _("Represented by a lawyer")
    BANKRUPT = "bankrupt", _("Bankrupt")
    MORATORIUM = "moratorium", _("Breathing space")
    DISPUTING = "disputing", _("Disputes the debt")
    HARDSHIP = "hardship", _("In hardship")
    HOSPITALISED = "hospitalised", _("In hospital")
    BEREAVED = "bereaved", _("Mourning")
    MINOR = "minor", _("Under age")
    DETAINED = "detained", _("Detained")
    IDENTITY_THEFT = "identity_theft", _("Victim of identity theft")


class CustomerFact(models.Model):
    """One wish or state of a customer, written down by a person; it binds from that moment.

    Args:
        code: What exactly: a :class:`State`, a channel, a zone, a language, who refused; empty where the kind says all.
        values: The rest, by kind: times, days, place, names.
        from_on, until_on: Days on which it holds, both included; None leaves a side open.
        withdraws: The row that this one ends; such a row has no meaning of its own.
    """

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="conduct_facts")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="conduct_facts")
    kind = models.CharField(max_length=16, choices=FactKind.choices)
    code = models.CharField(max_length=60, blank=True)
    values = models.JSONField(default=dict)
    from_on = models.DateField(_("from"), null=True)
    until_on = models.DateField(_("until"), null=True)
    note = models.CharField(_("where it comes from"), max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdraws = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")


class AskStatus(models.TextChoices):
    """What became of a request for an override."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    USED = "used", _("Used")


class Override(models.Model):
    """One contact that house rules or a warning hold back, and that an officer asks a supervisor to allow; good once, on one day."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="overrides")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    valid_on = models.DateField(db_index=True)
    channel = models.CharField(max_length=20)
    addressee = models.CharField(max_length=20)
    reason = models.CharField(_("reason"), max_length=400)
    verdict = models.JSONField()
    status = models.CharField(max_length=8, choices=AskStatus.choices, default=AskStatus.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=400, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "valid_on"], name="override_case_day")]


class ContactStart(models.Model):
    """A contact that was about to be made, with the verdict that let it go ahead; the contact written down later refers to it."""

    token = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="starts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    addressee = models.CharField(max_length=20)
    purpose = models.CharField(max_length=16)
    place = models.CharField(max_length=10, blank=True)
    facts = models.JSONField(default=dict)
    text = models.TextField(_("text"), blank=True)
    verdict = models.JSONField()
    override = models.OneToOneField(Override, null=True, on_delete=models.PROTECT, related_name="start")
    contact = models.OneToOneField("cases.Contact", null=True, on_delete=models.PROTECT, related_name="start")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "person", "at"], condition=models.Q(contact__isnull=True), name="contact_start_open"),
        ]


class ContactFinding(models.Model):
    """What the rules say of a contact of ours that was made: judged when it was started, else when it was written down."""

    contact = models.OneToOneField("cases.Contact", primary_key=True, on_delete=models.CASCADE, related_name="finding")
    ruling = models.CharField(max_length=16)
    verdict = models.JSONField()
    was_started = models.BooleanField()
    needs_look = models.BooleanField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recorded_at"], condition=models.Q(needs_look=True), name="contact_finding_look"),
        ]
