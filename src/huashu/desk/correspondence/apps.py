"""Registers the correspondence app with Django."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.correspondence"
    label = "correspondence"
    default_auto_field = "django.db.models.BigAutoField"
