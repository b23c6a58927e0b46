"""Calls of the invented officers along the talk tracks, so that arguments have been used and outlines walked, and the lender's facts.

Like the invented contacts they are stored as rows and leave nothing in the audit trail, which only tells what was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from huashu.desk.calls.models import Call, CallEvent, LenderFacts
from huashu.desk.calls.services.calls import steps_counted
from huashu.desk.cases.models import Channel, Contact, Outcome, Reached
from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.selectors import language_of_customer, track_read, track_serving
from huashu.desk.playbooks.services import track_keep
from huashu.desk.reviews.models import MachineReview
from huashu.playbook.events import CallEvent as Event
from huashu.playbook.events import EventKind
from huashu.playbook.guide import guide
from huashu.playbook.track import Track
from huashu.worklist.track import OVERDUE_FIRST_CALL

CALLS: Final = 40
"""So many of the latest conversations were led along a track; older ones were before the desk had any."""
_ARGUMENTS: Final = ("penalty_interest", "internal_grade", "credit_record", "reputation")
_NO_DAY: Final = (Outcome.NO_PROMISE, Outcome.REFUSED)

Press = tuple[str, dict[str, str]]


def lender_write() -> None:
    """Say what the invented lender says of itself, unless a real one has said something."""
    LenderFacts.objects.get_or_create(
        pk=1,
        defaults={
            "is_demo": True,
            "complaint_number": "（演示）投诉专线",
            "answer_by_zh": "明天上午",
            "answer_by_en": "by tomorrow morning",
            "title_zh": "客户经理",
            "title_en": "account manager",
            "grade_effect_zh": "下次放款的额度和利率都会受影响",
            "grade_effect_en": "which affects the limit and the rate of your next loan",
            "hardship_papers_zh": "收入或离职证明，有一样就可以",
            "hardship_papers_en": "proof of income or of having left a job; either will do",
            "hardship_pause_zh": "我们不再催收",
            "hardship_pause_en": "we stop asking for payment",
            "report_after_days": 30,
            "report_month_day": 5,
            "hardship_help": True,
            "may_repossess": True,
            "legal_after_days": 120,
        },
    )


def lender_remove() -> None:
    """Take back what :func:`lender_write` said."""
    LenderFacts.objects.filter(is_demo=True).delete()


def tracks_forget() -> None:
    """Let go of shipped tracks that no call or review follows any more; one that a person published stays."""
    kept = TrackVersion.objects.filter(published_at__isnull=True)
    kept = kept.exclude(pk__in=Call.objects.values("track")).exclude(pk__in=CallEvent.objects.values("track"))
    kept.exclude(pk__in=MachineReview.objects.filter(held_to__isnull=False).values("held_to")).delete()


def calls_write(now: datetime) -> int:
    """Lead the latest invented conversations along the first overdue call.

    Args:
        now: The moment of loading.

    Returns:
        How many calls were written.
    """
    talks = Contact.objects.filter(case__loan__is_demo=True, channel=Channel.CALL, reached=Reached.CUSTOMER, duration_seconds__gt=0)
    related = ("case__customer", "officer")
    written = 0
    for number, contact in enumerate(talks.select_related(*related).order_by("-started_at", "-pk")[:CALLS]):
        written += _write(contact, number, now)
    return written


def _write(contact: Contact, number: int, now: datetime) -> int:
    language = language_of_customer(contact.case.customer.language)
    held = track_serving(OVERDUE_FIRST_CALL, language, timezone.localdate(now))
    if held is None or contact.officer is None:
        return 0
    seconds = contact.duration_seconds or 0
    version = track_keep(held)
    track, _problems = track_read(held.text)
    assert track is not None
    presses = [press for press in _presses(track, contact, number) if _stands(track, press)]
    events = [Event(EventKind(kind), values) for kind, values in presses]
    done, wanted = steps_counted(guide(track, {}, events, currency=contact.case.currency).checklist)
    call = Call.objects.create(
        case=contact.case,
        person=contact.officer,
        track=version,
        language=language,
        started_at=contact.started_at,
        ended_at=contact.started_at + timedelta(seconds=seconds),
        contact=contact,
        last_seq=len(presses),
        steps_done=done,
        steps_wanted=wanted,
    )
    CallEvent.objects.bulk_create(
        CallEvent(
            call=call,
            seq=place,
            kind=kind,
            values=values,
            at_seconds=seconds * place // (len(presses) + 1),
            client_key=f"demo-{place}",
            track=version,
            recorded_at=contact.started_at,
        )
        for place, (kind, values) in enumerate(presses, start=1)
    )
    return 1


def _presses(track: Track, contact: Contact, number: int) -> Iterator[Press]:
    """What happened in a call that came to this end."""
    for step, act in (
        ("confirm_party", "is_customer"),
        ("identify_self", "listens"),
        ("state_purpose", "knows"),
        ("state_amount", "accepts"),
    ):
        yield _heard(step, act)
    yield _heard("demand_today", "no_day" if contact.outcome in _NO_DAY else "names_day")
    if contact.reason:
        yield _heard("ask_reason", "gives_reason")
        yield EventKind.REASONED, {"reason": contact.reason}
    if contact.outcome in (Outcome.PAID, Outcome.DISPUTED, Outcome.HARDSHIP, Outcome.STOP, Outcome.CALL_BACK):
        yield from _closed(track, contact)
        return
    effect = "moved" if contact.outcome == Outcome.PROMISED else "unmoved"
    yield EventKind.ARGUED, {"argument": _ARGUMENTS[number % len(_ARGUMENTS)], "effect": effect}
    if number % 3:
        yield _heard("ask_again_today", "names_day" if contact.outcome == Outcome.PROMISED else "cannot")
    if contact.outcome == Outcome.PROMISED:
        yield _heard("obtain_promise", "full_and_day")
        yield _heard("confirm_next_step", "agrees")
        yield _heard("recap", "confirms")
    yield from _closed(track, contact)


def _closed(track: Track, contact: Contact) -> Iterator[Press]:
    closing = next((closing for closing in track.closings if closing.outcome == contact.outcome), None)
    if closing is not None:
        yield EventKind.CLOSING, {"closing": closing.id}


def _heard(step: str, act: str) -> Press:
    return EventKind.HEARD, {"step": step, "act": act}


def _stands(track: Track, press: Press) -> bool:
    """Whether the track in use has the step and act; a newer one may have been rewritten."""
    kind, values = press
    if kind == EventKind.HEARD:
        step = track.step(values["step"])
        return step is not None and any(act.id == values["act"] for act in step.acts)
    if kind == EventKind.ARGUED:
        return any(argument.id == values["argument"] for argument in track.arguments)
    return True
