"""Putting a written-down call in, and reviewing it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from huashu import __version__
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person, Team
from huashu.desk.reviews.models import Conversation, MachineReview
from huashu.desk.reviews.refusals import CallThere, ReviewedMeanwhile
from huashu.desk.reviews.standing import yardstick_record
from huashu.desk.reviews.tracks import track_today
from huashu.review.findings import Review
from huashu.review.reviewing import review as review_of
from huashu.review.transcript import Transcript, Turn, transcript_from_record

SOURCES: Final = ("text", "subtitles", "json", "recording")


@dataclass(frozen=True, slots=True)
class ConversationDraft:
    """A call as it is about to be put in; fields as on :class:`Conversation`."""

    kind: str
    language: str
    started_at: datetime
    turns: tuple[Turn, ...]
    source: str
    case: Case | None = None
    officer: Person | None = None
    title: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def conversation_add(*, draft: ConversationDraft, person: Person, now: datetime) -> Conversation:
    """Put a call in and review it at once.

    Args:
        draft: The call.
        person: Who puts it in.
        now: The moment.

    Raises:
        CallThere: The same words were put in before for the same case.
        Refusal: The draft isn't a transcript.
    """
    turns = [turn_record(turn) for turn in draft.turns]
    print_of = hashlib.sha256(json.dumps(turns, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        before = Conversation.objects.filter(sha256=print_of, case=draft.case).first()
        if before is not None:
            raise CallThere(number=before.pk, day=date_format(timezone.localdate(before.added_at)))
        row = Conversation.objects.create(
            case=draft.case,
            team=team_of(draft.case, draft.officer or person),
            officer=draft.officer,
            title=draft.title.strip(),
            kind=draft.kind,
            language=draft.language,
            started_at=draft.started_at,
            turns=turns,
            facts=draft.facts,
            source=draft.source,
            sha256=print_of,
            added_at=now,
            added_by=person,
        )
        review_make(conversation=row, person=person, now=now)
    return row


def review_make(*, conversation: Conversation, person: Person | None, now: datetime) -> MachineReview:
    """Review a call by the rules, track and model of this moment; earlier reviews of it stay.

    Args:
        conversation: The call.
        person: Who asked for it.
        now: The moment.
    """
    transcript = transcript_of(conversation)
    track, kept = track_today(transcript.kind, transcript.language, timezone.localdate(now))
    found = review_of(transcript, track)
    return MachineReview.objects.create(
        conversation=conversation,
        track_id=track.id,
        track_version=track.version,
        track_language=track.language,
        engine=__version__,
        held_to=kept,
        result=result_record(found) | {"yardstick": yardstick_record(track)},
        score=found.score,
        made_at=now,
        made_by=person,
    )


def review_again(*, conversation: Conversation, after: int, person: Person, now: datetime) -> MachineReview:
    """Review a kept call once more; the former review and everything that people said stay.

    Args:
        conversation: The call.
        after: The newest review that the person saw; a press that comes twice makes one review.
        person: Who asks for it.
        now: The moment.

    Raises:
        ReviewedMeanwhile: There is a newer review already.
    """
    with transaction.atomic():
        Conversation.objects.select_for_update().filter(pk=conversation.pk).first()  # one after the other
        former = conversation.reviews.latest("pk")
        if former.pk != after:
            raise ReviewedMeanwhile
        made = review_make(conversation=conversation, person=person, now=now)
        case = conversation.case
        data = {"review": made.pk, "kind": "again", "former": former.pk, "changes": {"score": [former.score, made.score]}}
        trail_append(TrailKind.REVIEW_MARKED, person=person, customer=case.customer if case else None, case=case, data=data, at=now)
    return made


def transcript_of(conversation: Conversation) -> Transcript:
    """A kept call as the review reads it."""
    record = {
        "id": str(conversation.pk),
        "kind": conversation.kind,
        "language": conversation.language,
        "started_at": timezone.localtime(conversation.started_at).isoformat(),
        "turns": conversation.turns,
        "case": conversation.facts,
    }
    return transcript_from_record(record)


def team_of(case: Case | None, person: Person) -> Team | None:
    """Whose supervisor sees a call: the case's team, else that of whoever called or put it in."""
    return case.team if case else person.team


def turn_record(turn: Turn) -> dict[str, Any]:
    """A turn as it is kept."""
    times = {name: value for name, value in (("start", turn.start), ("end", turn.end)) if value is not None}
    return {"speaker": turn.speaker, "text": turn.text} | times


def result_record(found: Review) -> dict[str, Any]:
    """A review as it is kept: its public shape, with the yardstick's lines."""
    items = [
        {
            "group": item.group,
            "id": item.id,
            "verdict": str(item.verdict),
            "points": item.points,
            "most": item.most,
            "turns": list(item.turns),
            "quote": item.quote,
            "why": item.why,
            "better": item.better,
        }
        for item in found.items
    ]
    return found.as_record() | {"items": items, "cap": found.cap}
