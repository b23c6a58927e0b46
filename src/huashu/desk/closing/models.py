"""Runs of the nightly close: which day, how far each step got, and which loans failed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a run has got."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a fault")


class CloseRun(models.Model):
    """The close of one business day; at most one row a day, however often it is run."""

    as_of = models.DateField(unique=True)
    state = models.CharField(max_length=8, choices=RunState.choices)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    loans = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)


class CloseStep(models.Model):
    """One named step of a run."""

    run = models.ForeignKey(CloseRun, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    finished_at = models.DateTimeField(null=True)
    took_ms = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "name"], name="close_step_once")]


class CloseFailure(models.Model):
    """A loan that a run couldn't close, and why; the others went on."""

    run = models.ForeignKey(CloseRun, on_delete=models.CASCADE, related_name="failures")
    loan = models.ForeignKey("loans.Loan", on_delete=models.CASCADE, related_name="close_failures")
    sentence = models.CharField(max_length=400)
    resolved_at = models.DateTimeField(null=True)


class DayFigures(models.Model):
    """The book's totals at the end of a closed day, by team, officer and bucket: what the portfolio page reads."""

    as_of = models.DateField(db_index=True)
    assignee = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.SET_NULL, related_name="+")
    currency = models.CharField(max_length=3)
    bucket = models.CharField(max_length=12)
    loans = models.PositiveIntegerField()
    outstanding_principal_minor = models.BigIntegerField()
    overdue_minor = models.BigIntegerField()
