"""What happened in a call, step by step: a list that is only added to. The guide works everything out from it.

An event names ids, never positions, so that a call goes on when a newer version of its track comes in the middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from huashu.errors import InvalidValue


class EventKind(StrEnum):
    """What an officer can do on the call screen."""

    SAID = "said"  # a step's wording was spoken: step, wording
    HEARD = "heard"  # the customer did something at a step: step, act
    SKIPPED = "skipped"  # a step is left out: step, why
    UNDONE = "undone"  # a step is open again: step
    WENT = "went"  # the officer goes to another step: step
    ASKED = "asked"  # the customer asked a side question: side
    ANSWERED = "answered"  # a question about the application was answered: question, value
    ARGUED = "argued"  # an argument was used: argument, effect (moved, unmoved or nothing)
    REASONED = "reasoned"  # the customer gave a reason: reason
    CAPTURED = "captured"  # a field was filled: field, value
    MOVED = "moved"  # another track takes over: track
    CLOSING = "closing"  # the way to end was chosen: closing


NAMES: dict[EventKind, tuple[str, ...]] = {
    EventKind.SAID: ("step",),
    EventKind.HEARD: ("step", "act"),
    EventKind.SKIPPED: ("step",),
    EventKind.UNDONE: ("step",),
    EventKind.WENT: ("step",),
    EventKind.ASKED: ("side",),
    EventKind.ANSWERED: ("question",),
    EventKind.ARGUED: ("argument",),
    EventKind.REASONED: ("reason",),
    EventKind.CAPTURED: ("field",),
    EventKind.MOVED: ("track",),
    EventKind.CLOSING: ("closing",),
}


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing that happened.

    Args:
        kind: What.
        values: What the kind needs, by name (``step``, ``act``, ``field``, ``value`` …).
        at_seconds: Seconds since the call began.
    """

    kind: EventKind
    values: Mapping[str, str]
    at_seconds: int = 0

    def get(self, name: str) -> str:
        """A value, or an empty text."""
        return self.values.get(name, "")


def event_from_record(record: Mapping[str, object]) -> CallEvent:
    """An event as the call screen sends it: ``{"kind": …, "values": {…}, "at_seconds": …}``.

    Raises:
        InvalidValue: The kind isn't known, a value isn't a text, or one that the kind needs is missing.
    """
    kind = record.get("kind")
    if kind not in {str(known) for known in EventKind}:
        raise InvalidValue("kind", kind, "one of " + ", ".join(EventKind))
    values = record.get("values")
    if not isinstance(values, Mapping) or any(not isinstance(value, str) for value in values.values()):
        raise InvalidValue("values", values, "a mapping of texts")
    found = EventKind(str(kind))
    for name in NAMES[found]:
        if not values.get(name):
            raise InvalidValue(f"values.{name}", values.get(name), f"the {name} of '{found}'")
    seconds = record.get("at_seconds", 0)
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 0:
        raise InvalidValue("at_seconds", seconds, "whole seconds since the call began")
    return CallEvent(found, {str(name): str(value) for name, value in values.items()}, seconds)
