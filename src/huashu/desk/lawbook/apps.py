"""Registers the lawbook app with Django."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.lawbook"
    label = "lawbook"
    default_auto_field = "django.db.models.BigAutoField"
