"""What the end of a call fills into the form of its contact: who was reached, what came of it, the promise, what was noted."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from django.utils import timezone

from huashu.desk.calls.selectors.calls import CallState
from huashu.desk.calls.words import fact_name
from huashu.desk.cases.models import Channel, Outcome, Reached, Reason
from huashu.desk.cases.outcomes import FITTING
from huashu.money import format_minor
from huashu.playbook.events import EventKind
from huashu.playbook.facts import CAPTURES

NOBODY: Final = (Outcome.NO_ANSWER, Outcome.SWITCHED_OFF)
"""How a call ends in which nobody answered."""
_TAKEN_UP: Final = ("reached", "reason", "promise", "next_contact_at")
"""Fields that have a place of their own in the form."""


def ending_key(state: CallState) -> str:
    """The key under which the call's contact is written down: once, however often the form is sent."""
    return f"call-{state.call.pk}"


def ending_initial(state: CallState, outcome: str) -> dict[str, object]:
    """The form's first values.

    Args:
        state: Where the call stands.
        outcome: An outcome that was chosen on the page of the ending; empty takes the chosen closing's.
    """
    promise = _promise(state)
    chosen = outcome or (state.sheet.closing.outcome if state.sheet.closing else Outcome.PROMISED.value if promise else "")
    started = timezone.localtime(state.call.started_at)
    minutes, seconds = divmod(state.seconds or 0, 60)
    captured = state.sheet.captured
    found: dict[str, object] = {
        "key": ending_key(state),
        "channel": Channel.CALL,
        "reached": _reached(state, chosen),
        "outcome": chosen if chosen in Outcome.values else "",
        "reason": captured.get("reason", "") if captured.get("reason", "") in Reason.values else "",
        "note": _note(state),
        "duration": f"{minutes}:{seconds:02d}",
        "happened_on": started.date().isoformat(),
        "happened_time": started.strftime("%H:%M"),
    }
    return found | _next(captured.get("next_contact_at", "")) | promise


def _reached(state: CallState, outcome: str) -> str:
    if outcome in NOBODY:
        return Reached.NOBODY
    if state.limited:
        return Reached.THIRD_PARTY
    fits_customer = outcome in FITTING[Channel.CALL][Reached.CUSTOMER]
    return Reached.CUSTOMER if state.sheet.confirmed or fits_customer else Reached.NOBODY


def _note(state: CallState) -> str:
    """The note, then what was captured and has no place of its own."""
    lines = [state.note.strip()]
    for name, value in state.sheet.captured.items():
        if name in _TAKEN_UP or name not in CAPTURES or CAPTURES[name].type == "flag":
            continue
        lines.append(f"{fact_name(name)}: {value}")
    row = state.last(EventKind.CAPTURED, "promise")
    if row is not None and not row.values.get("value") and row.values.get("words"):
        lines.append(f"{fact_name('promise')}: “{row.values['words']}”")
    return "\n".join(line for line in lines if line)


def _next(moment: str) -> dict[str, object]:
    if not moment:
        return {}
    at = timezone.localtime(datetime.fromisoformat(moment))
    return {"next_on": at.date().isoformat(), "next_time": at.strftime("%H:%M"), "next_agreed": True}


def _promise(state: CallState) -> dict[str, object]:
    row = state.last(EventKind.CAPTURED, "promise")
    if row is None or not row.values.get("parts"):
        return {}
    parts = json.loads(str(row.values["parts"]))
    currency = state.call.case.currency
    found: dict[str, object] = {"promise_kind": row.values.get("kind", ""), "promise_words": row.values.get("words", "")}
    for number, (amount_minor, due_on) in enumerate(parts, start=1):
        found[f"part_{number}_amount"] = format_minor(amount_minor, currency)
        found[f"part_{number}_on"] = due_on
    if len(parts) > 1:
        found["promise_total"] = format_minor(sum(amount_minor for amount_minor, _due_on in parts), currency)
    return found
