"""Registers the people app with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
