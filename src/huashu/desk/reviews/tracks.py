"""The track that a review was held against."""

from __future__ import annotations

from huashu.desk.reviews.models import MachineReview
from huashu.playbook.loading import shipped_tracks
from huashu.playbook.track import Track
from huashu.review.reviewing import track_for


def track_of(review: MachineReview) -> Track:
    """The track of a review; where that version isn't kept any more, the one of the call's kind that is used now."""
    found = shipped_tracks().get((review.track_id, review.track_language))
    return found or track_for(review.conversation.kind, review.conversation.language)
