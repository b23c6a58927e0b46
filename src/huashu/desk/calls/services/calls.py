"""Beginning a call, and taking down what happens in it: each thing once, whoever sends it how often and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.calls.refusals import CallWritten, EventUnreadable, NoTrack, NotYourCall
from huashu.desk.calls.selectors.calls import BACK, ENDED, NOTED, CallState, events_of, is_written, track_next, tracks_followed
from huashu.desk.calls.services.captures import capture_read
from huashu.desk.cases.models import Case, Contact
from huashu.desk.conduct.models import ContactStart
from huashu.desk.people.models import Person
from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.selectors import language_of_customer, track_read, track_serving
from huashu.desk.playbooks.services import track_keep
from huashu.errors import InvalidValue
from huashu.playbook.events import EventKind, event_from_record
from huashu.playbook.guide import CheckLine, StepState

TEXT_MAX: Final = 4000
AT_ONCE: Final = 200
"""So many events are taken down in one sending."""
SECONDS_MAX: Final = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as it came from a screen.

    Args:
        key: The sender's name for it.
        kind: What happened.
        values: What the kind needs.
        at_seconds: Seconds since the call began; None for now.
    """

    key: str
    kind: str
    values: Mapping[str, str]
    at_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a sending: the keys that are settled, and of these the ones that weren't understood with the reason."""

    keys: tuple[str, ...]
    refused: Mapping[str, str]


def call_begin(*, case: Case, start: ContactStart | None, person: Person, now: datetime, address: str = "") -> Call:
    """Open the screen of a call that the rules allowed; a start that has its call already gives that one.

    Args:
        case: The case, with loan and customer.
        start: The start with its verdict.
        person: Who calls.
        now: The moment.
        address: Query of the page to go back to.

    Raises:
        NoTrack: No track is in use that could serve.
    """
    if start is not None and (before := Call.objects.filter(start=start).first()):
        return before
    held = track_next(case, now)
    if held is None:
        raise NoTrack
    with transaction.atomic():
        return Call.objects.create(
            case=case,
            person=person,
            start=start,
            track=track_keep(held),
            language=language_of_customer(case.customer.language),
            started_at=now,
            address=address[:300],
        )


def events_record(*, call: Call, drafts: Sequence[Draft], person: Person, now: datetime) -> Taken:
    """Take down what happened; what was taken down before is passed over, so that a screen may send again whatever it isn't sure of.

    Each event follows the version of the track that is in use at this moment. An act that leads to another track is followed by the
    move itself.

    Args:
        call: The call.
        drafts: What happened, oldest first.
        person: Who made the call.
        now: The moment.

    Raises:
        NotYourCall: Somebody else made it.
        CallWritten: It has its contact already.
    """
    with transaction.atomic():
        call = (
            Call.objects.select_for_update(of=("self",))
            .select_related("case__loan__product", "case__customer", "track", "person", "start")
            .get(pk=call.pk)
        )
        if call.person_id != person.pk:
            raise NotYourCall(name=call.person.name)
        known = set(call.events.filter(client_key__in=[draft.key for draft in drafts]).values_list("client_key", flat=True))
        fresh = [draft for draft in drafts[:AT_ONCE] if draft.key not in known]
        if fresh and is_written(call):
            raise CallWritten
        taker = _Taker(call, now)
        refused = {}
        for draft in fresh:
            if draft.key in taker.keys:
                continue
            try:
                taker.take(draft)
            except EventUnreadable as refusal:
                refused[draft.key] = refusal.text()
        taker.finish()
    return Taken(tuple(draft.key for draft in drafts[:AT_ONCE]), refused)


def call_written(*, state: CallState, contact: Contact, now: datetime) -> None:
    """Tie a call to the contact that was written down of it, with how far it came.

    Args:
        state: Where the call stood.
        contact: What was written down.
        now: The moment, if nobody had ended the call.
    """
    done, wanted = steps_counted(state.sheet.checklist)
    ended_at = state.call.ended_at or now
    rows = Call.objects.filter(pk=state.call.pk, contact__isnull=True)
    rows.update(contact=contact, ended_at=ended_at, steps_done=done, steps_wanted=wanted)


def steps_counted(checklist: Iterable[CheckLine]) -> tuple[int, int]:
    """How many steps were done, and how many applied."""
    lines = [line for line in checklist if line.state is not StepState.NOT_APPLICABLE]
    return sum(line.state is StepState.DONE for line in lines), len(lines)


class _Taker:
    """Takes events down one after another, following the track as it goes.

    Args:
        call: The call, locked.
        now: The moment.
    """

    def __init__(self, call: Call, now: datetime) -> None:
        self.call = call
        self.now = now
        self.rows: list[CallEvent] = []
        self.keys: set[str] = set()
        self.tracks = tracks_followed(call, events_of(call))
        self.ended_at = call.ended_at
        self._versions: dict[str, TrackVersion] = {}

    def take(self, draft: Draft) -> None:
        """Take one event down, and what follows from it."""
        values = self._checked(draft)
        if draft.kind == EventKind.MOVED:
            self.tracks.append(values["track"])
        self._keep(draft, values)
        if draft.kind == ENDED:
            self.ended_at = self.call.started_at + timedelta(seconds=self.rows[-1].at_seconds)
        elif draft.kind != NOTED:
            self.ended_at = None
        moved = self._leads(draft.kind, values)
        if moved:
            self.take(replace(draft, key=f"{draft.key[:60]}-m", kind=EventKind.MOVED, values={"track": moved}))

    def finish(self) -> None:
        """Write what was taken down."""
        if not self.rows:
            return
        CallEvent.objects.bulk_create(self.rows)
        self.call.last_seq, self.call.ended_at = self.rows[-1].seq, self.ended_at
        self.call.save(update_fields=["last_seq", "ended_at"])

    def _checked(self, draft: Draft) -> dict[str, str]:
        if not 0 < len(draft.key) <= 64:
            raise EventUnreadable
        if draft.kind in (NOTED, ENDED):
            return {"text": draft.values.get("text", "")[:TEXT_MAX]} if draft.kind == NOTED else {}
        try:
            event = event_from_record({"kind": draft.kind, "values": draft.values, "at_seconds": 0})
        except InvalidValue:
            raise EventUnreadable from None
        values = {name[:30]: value[:TEXT_MAX] for name, value in event.values.items()}
        if event.kind is EventKind.MOVED and self._version(values["track"]) is None:
            raise EventUnreadable
        if event.kind is EventKind.CAPTURED:
            values |= capture_read(self.call, values["field"], values.get("value", ""), self._track_language(), self.now)
        return values

    def _keep(self, draft: Draft, values: dict[str, str]) -> None:
        elapsed = max(int((self.now - self.call.started_at).total_seconds()), 0)
        seconds = elapsed if draft.at_seconds is None else min(max(draft.at_seconds, 0), elapsed + 60, SECONDS_MAX)
        version = self._version(self.tracks[-1]) or self.call.track
        self.keys.add(draft.key)
        self.rows.append(
            CallEvent(
                call=self.call,
                seq=self.call.last_seq + len(self.rows) + 1,
                kind=draft.kind,
                values=values,
                at_seconds=seconds,
                client_key=draft.key,
                track=version,
                recorded_at=self.now,
            )
        )

    def _leads(self, kind: str, values: Mapping[str, str]) -> str:
        """The other track that an act or side question leads to, or empty."""
        if kind not in (EventKind.HEARD, EventKind.ASKED):
            return ""
        version = self._version(self.tracks[-1])
        track = track_read(version.text)[0] if version else None
        if track is None:
            return ""
        to = ""
        if kind == EventKind.ASKED:
            to = next((side.to for side in track.sides if side.id == values.get("side")), "")
        elif step := track.step(values.get("step", "")):
            to = next((act.to for act in step.acts if act.id == values.get("act")), "")
        if not to.startswith("track:"):
            return ""
        wanted = to.removeprefix("track:")
        if wanted == BACK:
            wanted = next((name for name in reversed(self.tracks) if name != self.tracks[-1]), "")
        return wanted if wanted and wanted != self.tracks[-1] and self._version(wanted) else ""

    def _version(self, track: str) -> TrackVersion | None:
        """The version of a track that is in use now, kept."""
        if track not in self._versions:
            held = track_serving(track, self.call.language, timezone.localdate(self.now))
            if held is None:
                return None
            self._versions[track] = track_keep(held)
        return self._versions[track]

    def _track_language(self) -> str:
        version = self._version(self.tracks[-1]) or self.call.track
        return version.language


def drafts_of(record: Any) -> list[Draft]:
    """Events as a screen sends them: ``{"events": [{"key", "kind", "values", "at_seconds", "wording"}]}``.

    Words that were read out before an act are said first: ``wording`` makes an event of its own.

    Raises:
        EventUnreadable: It isn't such a record.
    """
    if not isinstance(record, dict) or not isinstance(record.get("events"), list):
        raise EventUnreadable
    found: list[Draft] = []
    for each in record["events"]:
        found += _draft(each)
    return found


def _draft(each: Any) -> list[Draft]:
    if not isinstance(each, dict) or not isinstance(each.get("values", {}), dict):
        raise EventUnreadable
    values = {str(name): str(value) for name, value in each.get("values", {}).items()}
    seconds = each.get("at_seconds")
    at = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else None
    draft = Draft(str(each.get("key", "")), str(each.get("kind", "")), values, at)
    return with_words(draft, str(each.get("wording", "")))


def with_words(draft: Draft, wording: str) -> list[Draft]:
    """An act with the words that were read out before it."""
    if draft.kind != EventKind.HEARD or not wording.isdecimal():
        return [draft]
    said = replace(draft, key=f"{draft.key[:60]}-w", kind=EventKind.SAID, values={"step": draft.values.get("step", ""), "wording": wording})
    return [said, draft]
