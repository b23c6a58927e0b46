"""Templates and cadences in versions, the sender, and messages with what became of them. Rows are only added.

A :class:`Message` copies its newest status so that lists read one table; :class:`MessageStatus` is the truth.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """How a message travels; the conduct engine's words."""

    SMS = "sms", _("Text message")
    EMAIL = "email", _("Email")
    CHAT = "chat", _("Chat")
    LETTER = "letter", _("Letter")


class Tongue(models.TextChoices):
    """Languages of messages."""

    HANS = "zh-Hans", "简体中文"
    HANT = "zh-Hant", "繁體中文"
    EN = "en", "English"


class Purpose(models.TextChoices):
    """Why something is sent; the conduct engine's words."""

    REMINDER = "reminder", _("Remind of a payment to come")
    COLLECTION = "collection", _("Ask for an overdue payment")
    SERVICE = "service", _("Answer the customer's own request")
    LEGAL_NOTICE = "legal_notice", _("Notice that the law requires")


class TemplateVersion(models.Model):
    """The house's own wording of a template; the newest of a code, way and language counts. Shipped ones are version 0."""

    code = models.SlugField(max_length=40)
    channel = models.CharField(max_length=8, choices=Way.choices)
    language = models.CharField(max_length=8, choices=Tongue.choices)
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    title = models.CharField(max_length=120)
    body = models.TextField()
    note = models.CharField(max_length=240, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "channel", "language", "number"], name="template_version_once"),
        ]


class CadenceVersion(models.Model):
    """All cadences as one YAML text; the newest counts. The shipped one is version 0."""

    number = models.PositiveIntegerField(unique=True)
    body = models.TextField()
    note = models.CharField(max_length=240, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class SenderSetting(models.Model):
    """What letterheads and messages say of the lender; one row, key 1. Each edit stands in the trail.

    The institution's name is that of the conduct settings.
    """

    address = models.CharField(_("address"), max_length=240, blank=True)
    callback_number = models.CharField(_("number to call back"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    how_to_pay_zh = models.CharField(_("how to pay, in Chinese"), max_length=400, blank=True)
    how_to_pay_en = models.CharField(_("how to pay, in English"), max_length=400, blank=True)
    opt_out_zh = models.CharField(_("how to stop messages, in Chinese"), max_length=120, blank=True)
    opt_out_en = models.CharField(_("how to stop messages, in English"), max_length=120, blank=True)
    signature = models.CharField(_("who signs letters"), max_length=120, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="sender_setting_one_row")]


class CustomerAddress(models.Model):
    """Where a customer gets e-mail or chat; the newest of a way counts, an empty one ends it. Text messages go to the phone."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="message_addresses")
    channel = models.CharField(max_length=8, choices=[(Way.EMAIL.value, Way.EMAIL.label), (Way.CHAT.value, Way.CHAT.label)])
    value = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class MessageState(models.TextChoices):
    """How far a message has got. It's never called sent before a gateway or a person took it over."""

    QUEUED = "queued", pgettext_lazy("message", "Queued")
    HANDED_OVER = "handed_over", pgettext_lazy("message", "Handed over")
    DELIVERED = "delivered", pgettext_lazy("message", "Delivered")
    FAILED = "failed", pgettext_lazy("message", "Failed")
    DROPPED = "dropped", pgettext_lazy("message", "Not sent")


class StatusCode(models.TextChoices):
    """What happened to a message; the first, handed over, delivered, failed and dropped are states too."""

    QUEUED = "queued", pgettext_lazy("message", "Queued")
    WAITING = "waiting", pgettext_lazy("message", "Waits for its hour")
    REWRITTEN = "rewritten", pgettext_lazy("message", "Figures brought up to date")
    WRITTEN = "written", pgettext_lazy("message", "Written to the outbox")
    TRYING = "trying", pgettext_lazy("message", "Being handed over")
    TRY_AGAIN = "try_again", pgettext_lazy("message", "To be tried again")
    HANDED_OVER = "handed_over", pgettext_lazy("message", "Handed over")
    DELIVERED = "delivered", pgettext_lazy("message", "Delivered")
    FAILED = "failed", pgettext_lazy("message", "Failed")
    DROPPED = "dropped", pgettext_lazy("message", "Not sent")


class Message(models.Model):
    """One message or letter about a case.

    Args:
        key: Idempotency key; the same never makes a second message.
        template: Code of its template; empty for free text.
        template_number: Version of the template, 0 for the shipped one.
        values: Values beyond the case's own that its template was filled with.
        is_edited: Whether a person changed the words; then they aren't filled anew.
        person: Who sends it; None for the desk itself.
        state, reason: Copy of the newest status that is a state.
        not_before: Not tried earlier.
        good_until: Last day on which its words are still true.
        written_at: When it was put in the outbox, from where a person or a program takes it.
        cadence, due_on: Step and due date that made it, if a cadence did.
    """

    key = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(_("channel"), max_length=8, choices=Way.choices)
    language = models.CharField(_("language"), max_length=8, choices=Tongue.choices)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    template = models.CharField(max_length=40, blank=True)
    template_number = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)
    is_edited = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    queued_at = models.DateTimeField(db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=MessageState.choices, default=MessageState.QUEUED)
    reason = models.CharField(max_length=24, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    good_until = models.DateField(null=True)
    written_at = models.DateTimeField(null=True)
    cadence = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    paper = models.ForeignKey("cases.CaseFile", null=True, on_delete=models.PROTECT, related_name="+")
    start = models.ForeignKey("conduct.ContactStart", null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField("cases.Contact", null=True, on_delete=models.PROTECT, related_name="message")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "queued_at"], name="message_state"),
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(state="queued", written_at__isnull=True),
                name="message_to_send",
            ),
        ]


class MessageStatus(models.Model):
    """One thing that happened to a message.

    Args:
        reason: Why, as a code; words are in ``correspondence.words``.
        detail: More about it: rules, the gateway's own words, a masked address.
        verdict: What the conduct engine said, where it was asked.
        reference: The gateway's own number.
        person: Who said so; None for the desk or the gateway.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="statuses")
    at = models.DateTimeField()
    code = models.CharField(max_length=12, choices=StatusCode.choices)
    reason = models.CharField(max_length=24, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    verdict = models.JSONField(null=True)
    gateway = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
