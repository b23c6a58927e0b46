"""The track that a review is held against: the version in use on the day of the review, which is kept with it."""

from __future__ import annotations

from datetime import date

from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.selectors import track_current, track_read
from huashu.desk.playbooks.services import track_keep
from huashu.desk.reviews.models import MachineReview
from huashu.playbook.loading import shipped_tracks
from huashu.playbook.track import Track
from huashu.review.reviewing import track_for


def track_of(review: MachineReview) -> Track:
    """The track of a review; where that version isn't kept any more, the one of the call's kind that is shipped now."""
    if review.held_to is not None and (read := track_read(review.held_to.text)[0]):
        return read
    found = shipped_tracks().get((review.track_id, review.track_language))
    return found or track_for(review.conversation.kind, review.conversation.language)


def track_today(kind: str, language: str, day: date) -> tuple[Track, TrackVersion | None]:
    """The track that a call of a kind is held against on a day, and the row that keeps it.

    Args:
        kind: Kind of call; its track bears the same name.
        language: ``zh`` or ``en``.
        day: The business day of the review.
    """
    shipped = track_for(kind, language)
    held = track_current(shipped.id, shipped.language, day)
    return (held.track, track_keep(held)) if held else (shipped, None)
