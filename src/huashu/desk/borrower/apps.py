"""Registers the borrower app with Django."""

from django.apps import AppConfig


class BorrowerConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.borrower"
    label = "borrower"
    default_auto_field = "django.db.models.BigAutoField"
