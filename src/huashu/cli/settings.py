"""``huashu settings``: every setting of the environment with the value in force."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import click

from huashu.desk.environment import SETTINGS, Setting, read

_SECRET: Final = frozenset({"HUASHU_SECRET_KEY", "HUASHU_SMTP_PASSWORD", "HUASHU_WEBHOOK_SECRET"})


@click.command(short_help="Show every setting and its value.")
def settings() -> None:
    """Show every setting of the environment: its value, whether that is the default, and what it does.

    Passwords and keys are not shown.
    """
    for setting in SETTINGS:
        source = "set" if os.environ.get(setting.name) else "default"
        click.echo(f"{click.style(setting.name, bold=True)}={_shown(setting)}  ({source})")
        click.echo(f"    {setting.meaning}")


def _shown(setting: Setting) -> str:
    value = read(setting.name)
    if setting.name in _SECRET and value:
        return "(hidden)"
    if setting.name == "DATABASE_URL":
        return _without_password(value)
    return value


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.split(':', maxsplit=1)[0]}:(hidden)@{host}"))
