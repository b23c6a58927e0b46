"""``huashu conduct``: what the rules of conduct say of contacts and words."""

from __future__ import annotations

import click

from huashu.cli.conduct_check import check
from huashu.cli.conduct_lawbook import due, explain
from huashu.cli.conduct_scan import scan


@click.group(short_help="Ask the rules of conduct.")
def conduct() -> None:
    """Ask the rules of conduct: may this contact be made, may this be said, and where does it stand?"""


for command in (check, scan, explain, due):
    conduct.add_command(command)
