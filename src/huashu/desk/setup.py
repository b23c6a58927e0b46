"""Start Django outside a web server, with the database made and up to date."""

from __future__ import annotations

import os

import django


def start(*, migrate: bool = True) -> None:
    """Configure Django and bring the database to the current schema.

    Args:
        migrate: Whether to make or update the database; False for commands that only read settings.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huashu.desk.settings")
    django.setup()
    if migrate:
        from django.core.management import call_command  # noqa: PLC0415 - needs a configured Django

        call_command("migrate", verbosity=0, interactive=False)
