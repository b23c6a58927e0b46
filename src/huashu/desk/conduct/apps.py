"""Registers the conduct app with Django."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"
