"""The whole invented book: who borrowed what, what they paid, and what was said about it.

Same seed and same day, same book. Another day gives a book of the same kind, a day older or younger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from huashu.adapters.demo.borrowers import Borrower, borrower
from huashu.adapters.demo.contracts import Contract, contract
from huashu.adapters.demo.conversation import Conversation, Present, Setting, conversation, days_needed
from huashu.adapters.demo.dice import Dice
from huashu.adapters.demo.payments import History, history
from huashu.adapters.demo.spells import Spell, spells
from huashu.adapters.demo.staff import OFFICERS, Staff
from huashu.errors import InvalidValue

SEED: Final = 2026
"""The book that is made if nobody asks for another."""

BORROWERS: Final = 1_000
BORROWERS_MAX: Final = 1_000
HISTORY_DAYS: Final = 400
"""Conversations about spells that ended longer ago aren't made up: a year of charts needs a little over a year."""

FRESH_EACH: Final = 3
"""Loans of each officer on which an instalment fell due yesterday, nothing has come, and nothing was unpaid before."""

MORNING: Final = (
    (Present.PROMISE_BROKEN, 3),
    (Present.APPOINTMENT_TODAY, 3),
    (Present.PROMISE_TODAY, 3),
    (Present.PROMISE_TOMORROW, 2),
    (Present.PROMISE_LATER, 2),
    (Present.CALL_LATER, 3),
)
"""How many of each officer's open spells stand how this morning; the rest is plain."""

_CONTRACT, _LIFE, _TALK, _MORNING = range(1, 5)
_SECOND_LOAN_PERMILLE: Final = 60
_EARLIER_DAYS: Final = 500
_LIVES_MAX: Final = 50
"""More than half of all lives are fit, so none ever runs out of them."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemoLoan:
    """One invented loan with its past.

    Args:
        contract_no: Contract number, with a prefix that no lender uses.
        borrower: Who borrowed.
        officer: Who looks after it.
        contract: What was signed.
        history: What was paid.
        conversations: What was said, one per spell of arrears, earliest first.
    """

    contract_no: str
    borrower: Borrower
    officer: Staff
    contract: Contract
    history: History
    conversations: tuple[Conversation, ...] = ()


def book(today: date, seed: int, zone: ZoneInfo, borrowers: int = BORROWERS) -> Iterator[DemoLoan]:
    """Make the book up, loan by loan.

    Args:
        today: The morning that it leads up to; nothing happens on it or after it.
        seed: Any whole number from 0.
        zone: Time zone of calls and entries.
        borrowers: How many people, 1 to 1,000.

    Raises:
        InvalidValue: A number is out of range.
    """
    if seed < 0:
        raise InvalidValue("seed", seed, "a whole number from 0")
    if not 1 <= borrowers <= BORROWERS_MAX:
        raise InvalidValue("borrowers", borrowers, f"from 1 to {BORROWERS_MAX}")
    silent = [loan for number in range(borrowers) for loan in _loans(number, today, seed, zone)]
    for officer in OFFICERS:
        own = [loan for loan in silent if loan.officer is officer]
        yield from _with_conversations(own, today, seed, zone)


def _loans(number: int, today: date, seed: int, zone: ZoneInfo) -> Iterator[DemoLoan]:
    """A borrower's loans with their payments: mostly one, some have an earlier one that ran its course."""
    who = borrower(number, today, Dice(seed, number))
    officer = OFFICERS[number % len(OFFICERS)]
    is_fresh = number // len(OFFICERS) < FRESH_EACH
    yield _fresh_loan(number, who, officer, today, seed, zone) if is_fresh else _loan(number, 0, who, officer, today, seed, zone)
    if Dice(seed, number, _CONTRACT).chance(_SECOND_LOAN_PERMILLE):
        yield _loan(number, 1, who, officer, today, seed, zone)


def _loan(number: int, place: int, who: Borrower, officer: Staff, today: date, seed: int, zone: ZoneInfo) -> DemoLoan:
    signed = contract(today - _DAY * _EARLIER_DAYS * place, Dice(seed, number, _CONTRACT, place), is_english=who.language == "en")
    return _named(number, place, who, officer, signed, history(signed, today, Dice(seed, number, _LIFE, place), zone))


def _fresh_loan(number: int, who: Borrower, officer: Staff, today: date, seed: int, zone: ZoneInfo) -> DemoLoan:
    """A loan that became overdue this morning: the first of several lives in which nothing was unpaid until yesterday."""
    yesterday = today - _DAY
    for life in range(_LIVES_MAX):
        signed = contract(today, Dice(seed, number, _CONTRACT, 0, life), is_english=who.language == "en", due_on=yesterday)
        lived = history(signed, today, Dice(seed, number, _LIFE, 0, life), zone, quiet_from=yesterday)
        if any(spell.began_on == today for spell in spells(lived, today)):
            break
    return _named(number, 0, who, officer, signed, lived)


def _named(number: int, place: int, who: Borrower, officer: Staff, signed: Contract, lived: History) -> DemoLoan:
    return DemoLoan(f"DEMO-{signed.terms.disbursed_on:%Y}-{number:04d}{'AB'[place]}", who, officer, signed, lived)


def _with_conversations(loans: Sequence[DemoLoan], today: date, seed: int, zone: ZoneInfo) -> Iterator[DemoLoan]:
    """One officer's loans with what was said about them."""
    found = [spells(loan.history, today) for loan in loans]
    mornings = _mornings(loans, found, today, seed)
    for place, (loan, own) in enumerate(zip(loans, found, strict=True)):
        setting = Setting(today, zone, loan.borrower.language, loan.officer.late_first_permille)
        number = int(loan.borrower.key.removeprefix("demo:"))
        lately = [spell for spell in own if spell.ended_on is None or (today - spell.ended_on).days <= HISTORY_DAYS]
        said = tuple(
            conversation(
                loan.history,
                spell,
                setting,
                Dice(seed, number, _TALK, spell.began_on.toordinal()),
                mornings.get(place, Present.PLAIN) if spell.ended_on is None else Present.PLAIN,
            )
            for spell in lately
        )
        yield replace(loan, conversations=said)


def _mornings(loans: Sequence[DemoLoan], found: Sequence[list[Spell]], today: date, seed: int) -> dict[int, Present]:
    """How each of an officer's open spells stands this morning, by place of the loan."""
    officer_place = OFFICERS.index(loans[0].officer) if loans else 0
    dice = Dice(seed, _MORNING, officer_place)
    quiet = {place: _quiet_days(loan, own, today) for place, (loan, own) in enumerate(zip(loans, found, strict=True)) if own}
    waiting = sorted((place for place, days in quiet.items() if days > 0), key=lambda _: dice.below(1 << 32))
    chosen: dict[int, Present] = {}
    for present, count in MORNING:
        fit = [place for place in waiting if place not in chosen and quiet[place] >= days_needed(present)]
        chosen.update(dict.fromkeys(fit[:count], present))
    return chosen


def _quiet_days(loan: DemoLoan, own: list[Spell], today: date) -> int:
    """Days since an open spell began or money last came; 0 if none is open."""
    if own[-1].ended_on is not None:
        return 0
    receipts = loan.history.ledger.receipts
    last_on = receipts[-1].value_on if receipts else own[-1].began_on
    return (today - max(last_on, own[-1].began_on)).days
