"""Registers the today app with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.today"
    label = "today"
    default_auto_field = "django.db.models.BigAutoField"
