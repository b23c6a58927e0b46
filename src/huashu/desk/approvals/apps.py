"""Registers the approvals app with Django."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
