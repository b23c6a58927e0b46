"""Registers the portfolio app with Django."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Django's handle on the app."""

    name = "huashu.desk.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
