"""Registers the closing app with Django."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"
