"""Calls that follow a track: what happened in each, only added to, and what the lender says of itself in the words.

``LenderFacts`` is the one row that is edited; each edit stands in the trail. ``Call`` holds where a call stands; what happened in it is
its events alone, and the screen is worked out from them by :mod:`huashu.playbook.guide`.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class LenderFacts(models.Model):
    """What wordings may say of the lender; one row, key 1. What is empty is not known, and words that need it aren't offered.

    The institution's name stands in the conduct settings, the number to call back and the way to pay in the letterhead's.
    """

    complaint_number = models.CharField(max_length=120, blank=True)
    answer_by_zh = models.CharField(max_length=60, blank=True)
    answer_by_en = models.CharField(max_length=60, blank=True)
    title_zh = models.CharField(max_length=60, blank=True)
    title_en = models.CharField(max_length=60, blank=True)
    grade_effect_zh = models.CharField(max_length=240, blank=True)
    grade_effect_en = models.CharField(max_length=240, blank=True)
    hardship_papers_zh = models.CharField(max_length=240, blank=True)
    hardship_papers_en = models.CharField(max_length=240, blank=True)
    hardship_pause_zh = models.CharField(max_length=240, blank=True)
    hardship_pause_en = models.CharField(max_length=240, blank=True)
    report_after_days = models.PositiveSmallIntegerField(null=True)
    report_month_day = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(28)])
    hardship_help = models.BooleanField(null=True)
    may_repossess = models.BooleanField(null=True)
    legal_after_days = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="lender_facts_one_row")]


class Call(models.Model):
    """One call to a customer, from the start that the rules allowed to the contact that was written down.

    Args:
        start: The start with its verdict; None for calls that were invented or brought along.
        track: The version that the call began with; each event names the one that it followed.
        ended_at: When the officer put the phone down; None while the call goes on or was broken off.
        contact: What was written down of it; None until then.
        last_seq: Number of the last event.
        steps_done, steps_wanted: Steps that were done, of those that applied; filled when it is written down.
        address: Query of the page that the call was started from, to go back there.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="calls")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    start = models.OneToOneField("conduct.ContactStart", null=True, on_delete=models.PROTECT, related_name="call")
    track = models.ForeignKey("playbooks.TrackVersion", on_delete=models.PROTECT, related_name="calls")
    language = models.CharField(max_length=8)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    contact = models.OneToOneField("cases.Contact", null=True, on_delete=models.PROTECT, related_name="call")
    last_seq = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveSmallIntegerField(null=True)
    steps_wanted = models.PositiveSmallIntegerField(null=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "started_at"], condition=models.Q(contact__isnull=True), name="call_open"),
            models.Index(fields=["case", "started_at"], name="call_case"),
        ]


class CallEvent(models.Model):
    """One thing that happened in a call.

    Args:
        seq: Order in which the server took them down, from 1.
        kind: A kind of :class:`huashu.playbook.events.EventKind`, or ``noted`` or ``ended``.
        values: What the kind needs, all texts.
        at_seconds: Seconds since the call began, on the officer's machine.
        client_key: Made by whoever sent it; sent again, it changes nothing.
        track: The version that was followed at that moment.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    values = models.JSONField(default=dict)
    at_seconds = models.PositiveIntegerField(default=0)
    client_key = models.CharField(max_length=64)
    track = models.ForeignKey("playbooks.TrackVersion", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "seq"], name="call_event_seq"),
            models.UniqueConstraint(fields=["call", "client_key"], name="call_event_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["call", "at_seconds", "seq"], name="call_event_order")]
