"""A sound file's way to a written-down call: kept, written down by a background task one at a time, put in like any other call."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.files.base import File

from huashu.adapters.speech import Recogniser, SoundRefused, SpeechUnavailable, VoiceFinder, sound_read, turns_of
from huashu.desk.cases.models import Case
from huashu.desk.holds import hold, is_held
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Recording, RecordingState
from huashu.desk.reviews.refusals import CallThere, RecordingSettled
from huashu.desk.reviews.selectors.facts import facts_of_case
from huashu.desk.reviews.services.conversations import ConversationDraft, conversation_add, team_of
from huashu.errors import Refusal
from huashu.review.transcript import Turn

TURN_HOLD: Final = "speech"
"""Held while a recording is written down: the model takes a whole machine, so there is one at a time."""
WAIT_SECONDS: Final = 1.0

Speech = tuple[VoiceFinder, Recogniser]


@dataclass(frozen=True, slots=True)
class RecordingDraft:
    """What is said of a recording; fields as on :class:`Conversation`."""

    kind: str
    language: str
    started_at: datetime
    case: Case | None = None
    officer: Person | None = None
    title: str = ""


def recording_add(*, content: File[bytes], name: str, draft: RecordingDraft, person: Person, now: datetime) -> Recording:
    """Keep a recording until its turn comes.

    Args:
        content: The WAV file.
        name: Its name.
        draft: What is said of the call.
        person: Who brings it in.
        now: The moment.
    """
    options = {
        "kind": draft.kind,
        "language": draft.language,
        "started_at": draft.started_at.isoformat(),
        "title": draft.title.strip(),
        "case": draft.case.pk if draft.case else None,
        "officer": draft.officer.pk if draft.officer else None,
    }
    team = team_of(draft.case, draft.officer or person)
    row = Recording(file_name=name[-200:], options=options, team=team, added_at=now, added_by=person)
    row.content.save(name[-80:], content, save=False)
    row.save()
    return row


def recording_enqueued(*, recording: Recording, task_id: str) -> None:
    """Remember which background task writes a recording down."""
    Recording.objects.filter(pk=recording.pk).update(task_id=task_id)


def recording_requeue(*, recording: Recording) -> None:
    """Let a recording that wasn't written down have another turn.

    Raises:
        RecordingSettled: It waits, is being written down, or has been.
    """
    if not recording_is_stopped(recording):
        raise RecordingSettled(name=recording.file_name)
    fields = {"state": RecordingState.QUEUED, "percent": 0, "problem": "", "finished_at": None, "task_id": ""}
    if not Recording.objects.filter(pk=recording.pk, state=recording.state).update(**fields):
        raise RecordingSettled(name=recording.file_name)


def recording_is_stopped(recording: Recording) -> bool:
    """Whether a recording ended without a call: by a refusal or fault, or because its process was killed."""
    if recording.state in (RecordingState.REFUSED, RecordingState.FAILED):
        return True
    return recording.state == RecordingState.RUNNING and not is_held(hold_name(recording.pk))


def hold_name(pk: int) -> str:
    """Name of the hold on a recording that is being written down."""
    return f"recording-{pk}"


def recording_write_down(*, recording: Recording, speech: Callable[[], Speech], clock: Callable[[], datetime]) -> None:
    """Write a recording down once nobody else's is being written down, and put the call in.

    Args:
        recording: The recording.
        speech: Makes what finds voices and words; called when the turn has come.
        clock: Tells the moment.
    """
    while True:
        with hold(TURN_HOLD) as is_ours:
            if is_ours:
                with hold(hold_name(recording.pk)) as is_mine:
                    if is_mine and Recording.objects.filter(pk=recording.pk, state=RecordingState.QUEUED).update(
                        state=RecordingState.RUNNING
                    ):
                        recording.refresh_from_db()
                        _write_down(recording, speech, clock)
                return
        time.sleep(WAIT_SECONDS)


def recording_fail(*, recording: Recording, now: datetime) -> None:
    """Say that a fault of ours ended it."""
    _end(recording, RecordingState.FAILED, now, problem="fault")


def _write_down(recording: Recording, speech: Callable[[], Speech], clock: Callable[[], datetime]) -> None:
    try:
        voices, recogniser = speech()
        with recording.content.open("rb") as held:
            channels = sound_read(held.read())
        turns = turns_of(channels, recording.options["language"], voices, recogniser, _progress(recording))
        call = conversation_add(draft=_draft(recording, turns), person=recording.added_by, now=clock())
    except (SoundRefused, SpeechUnavailable) as refusal:
        _end(recording, RecordingState.REFUSED, clock(), problem=str(refusal.values["reason"]))
    except CallThere as refusal:
        _end(recording, RecordingState.REFUSED, clock(), problem=f"there:{refusal.values['number']}")
    except Refusal as refusal:
        _end(recording, RecordingState.REFUSED, clock(), problem=refusal.message)
    else:
        recording.conversation = call
        _end(recording, RecordingState.DONE, clock(), percent=100)


def _progress(recording: Recording) -> Callable[[float], None]:
    def tell(share: float) -> None:
        percent = int(share * 100)
        if percent != recording.percent:
            recording.percent = percent
            recording.save(update_fields=["percent"])

    return tell


def _draft(recording: Recording, turns: list[Turn]) -> ConversationDraft:
    held: dict[str, Any] = recording.options
    started_at = datetime.fromisoformat(held["started_at"])
    case = Case.objects.select_related("loan__product", "customer", "team").filter(pk=held["case"]).first()
    return ConversationDraft(
        kind=held["kind"],
        language=held["language"],
        started_at=started_at,
        turns=tuple(turns),
        source="recording",
        case=case,
        officer=Person.objects.filter(pk=held["officer"]).first(),
        title=held["title"],
        facts=facts_of_case(case, started_at) if case else {},
    )


def _end(recording: Recording, state: RecordingState, now: datetime, *, problem: str = "", percent: int | None = None) -> None:
    recording.state, recording.finished_at, recording.problem = state, now, problem[:400]
    recording.percent = recording.percent if percent is None else percent
    recording.save(update_fields=["state", "finished_at", "problem", "percent", "conversation"])
