"""``huashu messages``: make the day's messages, hand over what is queued, and say how things stand."""

from __future__ import annotations

import click


@click.group(short_help="Make the day's messages and hand over what is queued.")
def messages() -> None:
    """Make the messages that cadences and promises ask for today, hand over what is queued, count what there is.

    Without a gateway (huashu settings) messages are written to the folder "outbox" in the data folder and stay queued.
    """


@messages.command("due", short_help="Queue today's messages.")
def due() -> None:
    """Queue the messages that cadences and promises ask for today. Run again it changes nothing; the close does the same."""
    from huashu.desk import clock, setup

    setup.start()
    from huashu.desk.correspondence.refusals import InstitutionMissing
    from huashu.desk.correspondence.services import messages_due

    counts = messages_due(today=clock.today(), now=clock.now())
    if counts.get("unnamed"):
        raise InstitutionMissing
    click.echo(f"Queued: {counts['queued']:,}. Not sent, with the reason kept: {counts['dropped']:,}.")


@messages.command("send", short_help="Hand over what is queued and may go out now.")
def send() -> None:
    """Hand over what is queued and may go out at this moment, each judged anew; print what came of it."""
    from huashu.desk import clock, setup

    setup.start()
    from huashu.desk.correspondence.services import messages_send

    counts = messages_send(now=clock.now())
    if counts.get("busy"):
        click.echo("Another process is handing messages over; it takes these too.")
    elif not counts:
        click.echo("Nothing may go out now.")
    for code, count in sorted(counts.items()):
        if code != "busy":
            click.echo(f"{code:<12} {count:>8,}")


@messages.command("status", short_help="Count messages by how far they have got.")
def status() -> None:
    """Count messages by how far they have got."""
    from huashu.desk import setup

    setup.start()
    from huashu.desk.correspondence.selectors.outbox import message_counts_all

    for state, count in message_counts_all().items():
        click.echo(f"{state:<12} {count:>8,}")
