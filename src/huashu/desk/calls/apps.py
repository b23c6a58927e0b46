"""The calls app."""

from __future__ import annotations

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Registers the app under a short label."""

    name = "huashu.desk.calls"
    label = "calls"
