"""The port: a message as it is handed over, and what the gateway said of it.

A gateway that took a message over has not delivered it; whether it arrived is told later by a delivery report, or never.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message on its way out.

    Args:
        key: Idempotency key: the same message always carries the same.
        channel: ``sms``, ``email``, ``chat`` or ``letter``.
        to: Telephone number, e-mail address or chat account; empty for letters.
        language: BCP 47 tag of the text.
        title: Subject; may be empty.
        text: The words.
        callback_url: Where delivery is reported to; empty if the desk has no address of its own.
        paper: The PDF of a letter.
    """

    key: str
    channel: str
    to: str
    language: str
    title: str
    text: str
    callback_url: str = ""
    paper: bytes = b""


class Answer(StrEnum):
    """What a gateway did with a message."""

    TAKEN = "taken"
    """It accepted the message and carries it on."""
    WRITTEN = "written"
    """It lies in a folder; nobody has carried it on yet."""
    REFUSED = "refused"
    """It will never take this message."""
    TRY_AGAIN = "try_again"
    """It couldn't be asked, or asks to be asked later."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What came of handing a message over.

    Args:
        answer: What the gateway did.
        reference: The gateway's own number for it, or where it was written.
        reason: Its own words where it didn't take it.
    """

    answer: Answer
    reference: str = ""
    reason: str = ""


class Gateway(Protocol):
    """Somebody who takes messages over."""

    name: ClassVar[str]
    """What statuses call it."""
    is_repeatable: ClassVar[bool]
    """Whether handing the same message over twice sends it once."""

    def send(self, message: OutgoingMessage) -> Handover:
        """Hand a message over; raises nothing that comes of the network."""
        ...
