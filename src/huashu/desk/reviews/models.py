"""Calls written down, what the machine found in them, and what people say of that. Rows are only added.

A machine's review is never edited: a newer engine or track makes a new one. What a person says of an item is a :class:`Mark` beside it;
both are kept, and the latest mark that counts decides the score that is shown.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallKind(models.TextChoices):
    """The shared vocabulary's ``call_kinds``."""

    OVERDUE_FIRST_CALL = "overdue_first_call", _("First overdue call")
    OVERDUE_FOLLOW_UP = "overdue_follow_up", _("Overdue follow-up")
    DUE_REMINDER = "due_reminder", _("Due reminder")
    VERIFICATION = "verification", _("Verification call")
    FINANCING_TALK = "financing_talk", _("Financing talk")


class SpokenLanguage(models.TextChoices):
    """What was spoken."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class Conversation(models.Model):
    """One call, turn by turn.

    Args:
        turns: List of ``{"speaker", "text", "start"?, "end"?}``.
        facts: What the file says of the case, in the public shape of a transcript's ``case``.
        started_at: When it began; spoken days count from it.
        officer: Whose call it was; None if that isn't known.
        source: ``text``, ``subtitles``, ``json`` or ``recording``.
        sha256: Of the turns, so that the same call isn't put in twice unnoticed.
    """

    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="conversations")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="conversations")
    title = models.CharField(_("title"), max_length=120, blank=True)
    kind = models.CharField(_("kind of call"), max_length=20, choices=CallKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=SpokenLanguage.choices)
    started_at = models.DateTimeField(_("began at"))
    turns = models.JSONField()
    facts = models.JSONField(default=dict)
    source = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["team", "started_at"], name="conversation_team"),
            models.Index(fields=["officer", "started_at"], name="conversation_officer"),
        ]


class MachineReview(models.Model):
    """What the machine found in a call.

    Args:
        result: The review in its public shape, with the yardstick's items and the better wordings beside.
        score: 0 to 100, as the machine gives it.
        engine: Version of the review engine.
        held_to: The version of the track that it was held against; None for reviews older than this column, which took the shipped one.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="reviews")
    track_id = models.CharField(max_length=60)
    track_version = models.PositiveIntegerField()
    track_language = models.CharField(max_length=10)
    engine = models.CharField(max_length=20)
    held_to = models.ForeignKey("playbooks.TrackVersion", null=True, on_delete=models.PROTECT, related_name="+")
    result = models.JSONField()
    score = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class MarkKind(models.TextChoices):
    """Why a person spoke about an item."""

    OVERRIDE = "override", pgettext_lazy("review", "Judged otherwise")
    APPEAL = "appeal", pgettext_lazy("review", "Appealed")
    DECISION = "decision", pgettext_lazy("review", "Decided")
    FINDING = "finding", pgettext_lazy("review", "Added")


class ItemVerdict(models.TextChoices):
    """What is said of an item."""

    MET = "met", pgettext_lazy("review", "Met")
    NOT_MET = "not_met", pgettext_lazy("review", "Not met")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("review", "Not applicable")
    CANT_TELL = "cant_tell", pgettext_lazy("review", "Can't tell")


class Mark(models.Model):
    """What one person says of one item of a review.

    An officer appeals; an appeal changes nothing until a supervisor decides. A supervisor's override, decision or finding counts at
    once, and only the last one does. A finding that the machine missed has a turn and a quote; added by the officer it is an appeal.

    Args:
        review: The newest review at that moment; what is said of a call holds for its later reviews too.
        group: ``steps``, ``faults`` or ``breaches``; of a finding also ``arguments``, ``reasons``, ``signals``, ``objections``.
        label: The item's label.
        verdict: What the person says it is.
        turn: 0-based turn of a finding that the person adds; None otherwise.
        quote: The words that prove it, a true piece of that turn.
        answers: The appeal that a decision answers.
    """

    review = models.ForeignKey(MachineReview, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=8, choices=MarkKind.choices)
    group = models.CharField(max_length=10)
    label = models.CharField(max_length=40)
    verdict = models.CharField(max_length=14, choices=ItemVerdict.choices)
    reason = models.CharField(_("reason"), max_length=400)
    turn = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    answers = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SecondReading(models.Model):
    """A person's own reading of a call, made without seeing the machine's or another's, to compare readers.

    Args:
        verdicts: ``{"steps.confirm_party": "met", …}`` for each item of the track.
    """

    review = models.ForeignKey(MachineReview, on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdicts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "reader"], name="reading_once")]


class ModelProposals(models.Model):
    """What a language model proposed to find in a call; shown as proposed, decides nothing."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="proposals")
    model = models.CharField(max_length=120)
    found = models.JSONField(default=list)
    thrown_away = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class RecordingState(models.TextChoices):
    """How far a recording has got."""

    QUEUED = "queued", pgettext_lazy("recording", "Waiting its turn")
    RUNNING = "running", pgettext_lazy("recording", "Being written down")
    DONE = "done", pgettext_lazy("recording", "Written down")
    REFUSED = "refused", pgettext_lazy("recording", "Can't be used")
    FAILED = "failed", pgettext_lazy("recording", "Stopped by a fault")


class Recording(models.Model):
    """A sound file on its way to a written-down call.

    Args:
        options: Kind, language, beginning, officer and case, as the form gave them.
        percent: How much of it is written down.
    """

    file_name = models.CharField(max_length=200)
    content = models.FileField(upload_to="recordings/%Y/%m/")
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=RecordingState.choices, default=RecordingState.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=400, blank=True)
    conversation = models.OneToOneField(Conversation, null=True, on_delete=models.PROTECT, related_name="recording")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    task_id = models.CharField(max_length=64, blank=True)
