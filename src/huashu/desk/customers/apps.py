"""Registers the customers app with Django."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"
