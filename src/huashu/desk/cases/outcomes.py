"""Which outcomes fit which contact, and which contacts meet the first-contact duty.

The table is what the form offers and what the service accepts. To a third party nothing of the debt is said, so nothing about
paying can come of it.
"""

from __future__ import annotations

from typing import Final

from huashu.desk.cases.models import Channel, Outcome, Reached

TALKED: Final = (
    Outcome.PROMISED,
    Outcome.PAID,
    Outcome.CALL_BACK,
    Outcome.NO_PROMISE,
    Outcome.REFUSED,
    Outcome.DISPUTED,
    Outcome.HARDSHIP,
    Outcome.STOP,
)
THIRD_PARTY: Final = (Outcome.MESSAGE_LEFT, Outcome.WRONG_NUMBER, Outcome.STOP)

FITTING: Final[dict[Channel, dict[Reached, tuple[Outcome, ...]]]] = {
    Channel.CALL: {
        Reached.CUSTOMER: TALKED,
        Reached.GUARANTOR: TALKED,
        Reached.THIRD_PARTY: THIRD_PARTY,
        Reached.NOBODY: (Outcome.NO_ANSWER, Outcome.SWITCHED_OFF, Outcome.WRONG_NUMBER),
    },
    Channel.INBOUND: {Reached.CUSTOMER: TALKED, Reached.GUARANTOR: TALKED, Reached.THIRD_PARTY: THIRD_PARTY},
    Channel.VISIT: {
        Reached.CUSTOMER: TALKED,
        Reached.GUARANTOR: TALKED,
        Reached.THIRD_PARTY: THIRD_PARTY,
        Reached.NOBODY: (Outcome.NO_ANSWER, Outcome.WRONG_NUMBER),
    },
    Channel.MESSAGE: {Reached.CUSTOMER: TALKED, Reached.GUARANTOR: TALKED, Reached.NOBODY: (Outcome.SENT,)},
    Channel.LETTER: {Reached.CUSTOMER: TALKED, Reached.GUARANTOR: TALKED, Reached.NOBODY: (Outcome.SENT,)},
}
"""Outcomes by channel and person reached. A message or letter that was answered reached that person."""

SPOKEN: Final = frozenset({Channel.CALL, Channel.INBOUND, Channel.VISIT})
PROPER_ATTEMPT: Final = frozenset({Outcome.NO_ANSWER, Outcome.SWITCHED_OFF, Outcome.MESSAGE_LEFT})


def outcome_fits(channel: str, reached: str, outcome: str) -> bool:
    """Whether the outcome can come of a contact on this channel with this person."""
    return outcome in FITTING.get(Channel(channel), {}).get(Reached(reached), ())


def reached_by_voice(channel: str, reached: str) -> bool:
    """Whether the customer was spoken to: a call either way or a visit."""
    return channel in SPOKEN and reached == Reached.CUSTOMER


def attempted_properly(channel: str, outcome: str) -> bool:
    """Whether a call or visit went to the right place and found nobody to speak to.

    A wrong number or address isn't an attempt: nobody tried the customer.
    """
    return channel in (Channel.CALL, Channel.VISIT) and outcome in PROPER_ATTEMPT


def first_contact_met(channel: str, reached: str, outcome: str) -> bool:
    """Whether a contact meets the duty of a first contact within 24 hours.

    The duty is the lender's: to have spoken to the customer, or to have properly tried by call or visit. Messages and letters
    don't count, nor does a wrong number. Pages show both times, the first attempt and the first time the customer was reached.
    """
    return reached_by_voice(channel, reached) or attempted_properly(channel, outcome)
