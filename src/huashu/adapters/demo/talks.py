"""What an invented contact is made of: the record, and the odds of what comes of it.

Codes are the desk's own (``desk.cases.models``) and the shared vocabulary's. The odds are guesses of ours, set so that about half
of the calls reach the customer, and so that lists and charts have something of everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

REASONS_EARLY: Final = (
    ("forgot", 220),
    ("auto_debit_failed", 150),
    ("cash_flow_gap", 280),
    ("third_party_unpaid", 120),
    ("income_loss", 60),
    ("illness", 40),
    ("family_event", 60),
    ("disaster", 10),
    ("dispute", 20),
    ("in_custody_or_away", 20),
    ("other", 20),
)
REASONS_FIRM: Final = (
    ("cash_flow_gap", 260),
    ("third_party_unpaid", 170),
    ("income_loss", 230),
    ("illness", 90),
    ("over_indebted", 110),
    ("dispute", 40),
    ("unwilling", 60),
    ("family_event", 20),
    ("in_custody_or_away", 20),
)

OUTCOMES_TALKED: Final = (
    ("no_promise", 480),
    ("call_back", 190),
    ("refused", 90),
    ("hardship", 90),
    ("disputed", 40),
    ("paid", 60),
    ("stop", 10),
)
OUTCOMES_NOBODY: Final = (("no_answer", 700), ("switched_off", 270), ("wrong_number", 30))
OUTCOMES_THIRD_PARTY: Final = (("message_left", 900), ("wrong_number", 100))

REASONS_OF_OUTCOME: Final = {
    "hardship": ("income_loss", "illness", "over_indebted", "disaster"),
    "refused": ("unwilling", "over_indebted", "dispute"),
    "disputed": ("dispute",),
}
"""Outcomes that only go with some reasons."""

THIRD_PARTY_PERMILLE: Final = 60
INBOUND_PERMILLE: Final = 50
VISIT_PERMILLE: Final = 60
"""Of contacts with those more than sixty days behind, how many are visits."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised.

    Args:
        kind: ``full``, ``part``, ``instalments`` or ``conditional``.
        words: The customer's words.
        parts: Amounts in minor units with their days, earliest first.
    """

    kind: str
    words: str
    parts: tuple[tuple[int, date], ...]

    @property
    def last_on(self) -> date:
        """Day of the last part."""
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class Talk:
    """One contact.

    Args:
        started_at: When it began, between 08:00 and 21:00.
        channel: ``call``, ``inbound``, ``message``, ``letter`` or ``visit``.
        reached: ``customer``, ``third_party`` or ``nobody``.
        outcome: The desk's code of what came of it.
        reason: Why it wasn't paid, or empty.
        note: What the officer wrote, or empty.
        duration_seconds: How long it took, None where that means nothing.
        next_contact_at: When to contact next, if the customer agreed to a time.
        pledge: What was promised, if anything.
    """

    started_at: datetime
    channel: str
    reached: str
    outcome: str
    reason: str = ""
    note: str = ""
    duration_seconds: int | None = None
    next_contact_at: datetime | None = None
    pledge: Pledge | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on a case.

    Args:
        written_at: When.
        text: What.
    """

    written_at: datetime
    text: str
