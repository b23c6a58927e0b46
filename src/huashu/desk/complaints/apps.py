"""Registers the complaints app with Django."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
