"""``huashu playbook publish``: put a track file into use in the desk."""

from __future__ import annotations

from pathlib import Path

import click

from huashu.desk import setup


@click.command(short_help="Put a track file into use in the desk.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--note", required=True, help="What changed, for the history.")
@click.option("--by", "username", help="Sign-in name of whoever publishes it.")
def publish(file: Path, note: str, username: str | None) -> None:
    """Keep FILE as the next version of its track; open calls follow it from their next step."""
    setup.start()
    from huashu.desk import clock
    from huashu.desk.people.models import Person
    from huashu.desk.playbooks.refusals import TrackFaulty
    from huashu.desk.playbooks.selectors import track_checked
    from huashu.desk.playbooks.services import track_publish

    text = file.read_text(encoding="utf-8-sig")
    person = Person.objects.filter(username=username.strip().lower()).first() if username else None
    if username and person is None:
        raise click.BadParameter(f"nobody signs in as {username}", param_hint="--by")
    try:
        row = track_publish(text=text, note=note, person=person, now=clock.now())
    except TrackFaulty:
        for problem in track_checked(text)[1]:
            click.echo(f"{file}: {problem.sentence()}")
        raise click.exceptions.Exit(1) from None
    click.echo(f"Published {row.track} version {row.version} ({row.language}), in use from {row.valid_from}.")
