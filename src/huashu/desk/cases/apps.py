"""Registers the cases app with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
