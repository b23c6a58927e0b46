"""Registers the imports app with Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
