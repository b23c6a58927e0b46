"""``huashu playbook``: check, show, list and publish talk tracks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from huashu.cli.playbook_outline import outline
from huashu.cli.playbook_publish import publish
from huashu.errors import Refusal
from huashu.playbook.loading import shipped_track, shipped_tracks, track_check, track_load
from huashu.playbook.track import LANGUAGES, Track

CHECK_HELP: Final = """Read each FILE as a talk track and say everything that is wrong with it.

Each problem is one line: file and line, where in the track, what stands there, what was wanted, what to do.
The exit code is 1 if any file has a problem. docs/playbooks.md explains the fields.
"""
SHOW_HELP: Final = """Show a track as an outline, its wordings filled with invented figures.

TRACK is the name of a shipped track (`huashu playbook list`) or a file.
"""


class TrackUnknown(Refusal):
    """No shipped track and no file of that name.

    Args:
        name: What was asked for.
        language: In which language.
    """

    code = "track_unknown"

    def __init__(self, name: str, language: str) -> None:
        known = ", ".join(dict.fromkeys(track_id for track_id, _ in shipped_tracks()))
        super().__init__(f"There is no track '{name}' in {language} and no such file. Shipped: {known}.", field="track", value=name)


class VersionUnknown(Refusal):
    """The track has another version.

    Args:
        track: The track.
        wanted: The version asked for.
    """

    code = "version_unknown"

    def __init__(self, track: Track, wanted: int) -> None:
        message = f"'{track.id}' has version {track.version}, not {wanted}. Other versions are kept in the desk."
        super().__init__(message, field="version", value=wanted)


@click.group(short_help="Check, show and list talk tracks.")
def playbook() -> None:
    """Check, show and list talk tracks: what is said on a call, in which order, and what never is."""


@playbook.command(help=CHECK_HELP, short_help="Say what is wrong with a track.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Write the problems of each file, or that it's right."""
    wrong = [path for path in files if not _check(path)]
    if wrong:
        raise click.exceptions.Exit(1)


def _check(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        click.echo(f"{path}: Line 1, file: found bytes that aren't UTF-8, wanted UTF-8 text. Save the file as UTF-8.")
        return False
    track, problems = track_check(text)
    for problem in problems:
        click.echo(f"{path}: {problem.sentence()}")
    if track is None:
        return False
    parts = (
        f"{len(track.steps)} steps",
        f"{sum(len(step.say) for step in track.steps)} wordings",
        *((f"{len(track.questions)} questions",) if track.questions else ()),
        f"{len(track.sides)} side questions",
        f"{len(track.arguments)} arguments",
        f"{len(track.reasons)} reasons",
        f"{len(track.closings)} closings",
    )
    click.echo(f"{path}: OK: {track.id} version {track.version} ({track.language}), {', '.join(parts)}.")
    return True


@playbook.command(help=SHOW_HELP, short_help="Show a track as an outline.")
@click.argument("track")
@click.option("--language", type=click.Choice(LANGUAGES), default="zh-Hans", show_default=True, help="Of a shipped track.")
@click.option("--version", type=click.IntRange(1), help="Refuse any other version.")
def show(track: str, language: str, version: int | None) -> None:
    """Write the outline of one track."""
    found = shipped_track(track, language) if not Path(track).is_file() else track_load(Path(track).read_text(encoding="utf-8-sig"))
    if found is None:
        raise TrackUnknown(track, language)
    if version is not None and version != found.version:
        raise VersionUnknown(found, version)
    for line in outline(found):
        click.echo(line)


@playbook.command("list", short_help="List the shipped tracks.")
def list_tracks() -> None:
    """Write one line for each shipped track: name, language, version, title."""
    for track in shipped_tracks().values():
        click.echo(f"{track.id:<20} {track.language:<8} {track.version:>3}  {track.title}")


playbook.add_command(publish)
