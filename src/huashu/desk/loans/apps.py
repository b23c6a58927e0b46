"""Registers the loans app with Django."""

from django.apps import AppConfig


class LoansConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.loans"
    label = "loans"
    default_auto_field = "django.db.models.BigAutoField"
