"""Versions of talk tracks, only added to. The file is the truth; the other columns are read from it for lists."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class TrackVersion(models.Model):
    """One version of one track in one language.

    A version that a person published takes the place of the shipped one with the same number. A shipped version becomes a row when a
    call first follows it, so that the words of that call stay known whatever a later release ships.
    """

    track = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["track", "language", "version", "sha256"], name="track_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.track} {self.language} v{self.version}"
