"""Keeping and publishing versions of tracks. A version that was kept is never changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.people.models import Person
from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.refusals import TrackFaulty, TrackUnchanged, TrackVersionOld
from huashu.desk.playbooks.selectors import Held, text_hash, track_checked, track_versions
from huashu.playbook.track import Track


def track_keep(held: Held) -> TrackVersion:
    """The row of a version, made now for a shipped one that has none yet."""
    if held.row is not None:
        return held.row
    track, digest = held.track, text_hash(held.text)
    row, _made = TrackVersion.objects.get_or_create(
        track=track.id, language=track.language, version=track.version, sha256=digest, defaults=_columns(track, held.text)
    )
    return row


def track_publish(*, text: str, note: str, person: Person | None, now: datetime) -> TrackVersion:
    """Put a new version of a track into use from its first valid day on; open calls follow it from their next step.

    Args:
        text: The file.
        note: What changed, for the history.
        person: Who publishes it; None for the command line.
        now: The moment.

    Raises:
        TrackFaulty: The loader found problems.
        TrackUnchanged: The file is the latest version's.
        TrackVersionOld: Its version number isn't above the latest.
    """
    track, problems = track_checked(text)
    if track is None:
        raise TrackFaulty(count=len(problems))
    with transaction.atomic():
        before = track_versions(track.id, track.language)
        latest = before[0].track.version if before else 0
        if before and before[0].text == text:
            raise TrackUnchanged
        if track.version <= latest:
            raise TrackVersionOld(latest=latest, wanted=latest + 1)
        row = TrackVersion.objects.create(
            track=track.id,
            language=track.language,
            version=track.version,
            sha256=text_hash(text),
            published_at=now,
            published_by=person,
            note=note.strip()[:240],
            **_columns(track, text),
        )
        data = {"changes": {f"track {track.id} {track.language}": [latest, track.version]}}
        trail_append(TrailKind.LENDER_CHANGED, person=person, data=data, at=now)
    return row


def _columns(track: Track, text: str) -> dict[str, object]:
    return {"title": track.title[:120], "text": text, "valid_from": track.valid_from, "valid_until": track.valid_until}
