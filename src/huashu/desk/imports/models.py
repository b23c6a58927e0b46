"""Files that came in: what was in them, how their columns were read, and what happened."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedMapping(models.Model):
    """How the columns of one kind of sheet were read and what else was said of it, found again by the sheet's headings."""

    signature = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=80)
    shape = models.CharField(max_length=12)
    mapping = models.JSONField()
    options = models.JSONField(default=dict)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)


class ImportState(models.TextChoices):
    """How far an import has got."""

    UPLOADED = "uploaded", _("Waiting for confirmation")
    QUEUED = "queued", _("Waiting its turn")
    RUNNING = "running", _("Reading")
    SAVING = "saving", _("Saving")
    DONE = "done", _("Loaded")
    REFUSED = "refused", _("Not loaded")
    FAILED = "failed", _("Stopped by a fault")


class ImportBatch(models.Model):
    """One file on its way into the book."""

    file_name = models.CharField(max_length=200)
    content = models.FileField(upload_to="imports/%Y/%m/")
    sha256 = models.CharField(max_length=64)
    shape = models.CharField(max_length=12)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    as_of = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    task_id = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    bad_rows = models.FileField(upload_to="imports/%Y/%m/", blank=True)
