"""The playbooks app."""

from __future__ import annotations

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    """Registers the app under a short label."""

    name = "huashu.desk.playbooks"
    label = "playbooks"
