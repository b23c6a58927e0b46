"""A person's own reading of a call, made without seeing what the machine or another reader said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from huashu.desk.people.models import Person
from huashu.desk.reviews.models import MachineReview, SecondReading
from huashu.desk.reviews.refusals import OwnCallDecided, ReadingThere


def reading_save(*, review: MachineReview, verdicts: Mapping[str, str], person: Person, now: datetime) -> SecondReading:
    """Keep a reading; there is one of each person for a call, and it stands: a second one wouldn't be blind.

    Args:
        review: The review whose items were read.
        verdicts: For each item, as ``steps.recap``, the verdict.
        person: The reader.
        now: The moment.

    Raises:
        OwnCallDecided: It is the person's own call.
        ReadingThere: They have read it before.
    """
    if review.conversation.officer_id == person.pk:
        raise OwnCallDecided
    with transaction.atomic():
        if SecondReading.objects.filter(review__conversation=review.conversation_id, reader=person).exists():
            raise ReadingThere
        row, is_new = SecondReading.objects.get_or_create(review=review, reader=person, defaults={"verdicts": dict(verdicts), "at": now})
        if not is_new:
            raise ReadingThere
    return row
