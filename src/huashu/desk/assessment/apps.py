"""Registers the assessment app with Django."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
