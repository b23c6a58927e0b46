"""``huashu conduct``: what the rules of conduct say of contacts and words."""

from __future__ import annotations

import click

from huashu.cli.conduct_scan import scan


@click.group(short_help="Ask the rules of conduct.")
def conduct() -> None:
    """Ask the rules of conduct: may this be said?"""


conduct.add_command(scan)
