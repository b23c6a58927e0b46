"""The conversation of one spell of arrears: attempts, talks, promises, until it ends or today comes.

It's written with the payments in hand: who is about to pay tends to promise it, and who isn't mostly doesn't. Whether a promise
was kept is not decided here but by the ledger, as for any promise. All contacts lie between 08:00 and 21:00, two a day at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from huashu.adapters.demo import talks
from huashu.adapters.demo.dice import Dice
from huashu.adapters.demo.payments import History
from huashu.adapters.demo.phrases import note, promise_words, standing_note
from huashu.adapters.demo.spells import Spell, overdue_minor
from huashu.adapters.demo.talks import Memo, Pledge, Talk

FIRM_AFTER_DAYS: Final = 30
KEEPS_WORD_PERMILLE: Final = 760
"""Of those who are about to pay and are talked to, how many promise it and pay in time."""

PROMISES_LIGHTLY_PERMILLE: Final = 150
"""Of those who aren't about to pay, how many promise all the same."""

_PAYS_SOON_DAYS: Final = 9
_MEMO_PERMILLE: Final = 140
_DAY: Final = timedelta(days=1)


class Present(Enum):
    """How an open spell stands this morning; what brings it there is its last contact."""

    PLAIN = "plain"
    APPOINTMENT_TODAY = "appointment_today"
    CALL_LATER = "call_later"
    PROMISE_TODAY = "promise_today"
    PROMISE_TOMORROW = "promise_tomorrow"
    PROMISE_LATER = "promise_later"
    PROMISE_BROKEN = "promise_broken"


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The last contact of an open spell: so many days ago, at least and at most, and the day that it's about."""

    since_min: int
    since_max: int
    ahead_min: int
    ahead_max: int


_ARRIVALS: Final = {
    Present.APPOINTMENT_TODAY: _Arrival(1, 3, 0, 0),
    Present.CALL_LATER: _Arrival(1, 2, 1, 4),
    Present.PROMISE_TODAY: _Arrival(1, 5, 0, 0),
    Present.PROMISE_TOMORROW: _Arrival(1, 4, 1, 1),
    Present.PROMISE_LATER: _Arrival(1, 3, 2, 6),
    Present.PROMISE_BROKEN: _Arrival(8, 12, -7, -2),
}


def days_needed(present: Present) -> int:
    """Days that a spell must have lasted, without money coming in, before a morning can find it so."""
    return 0 if present is Present.PLAIN else _ARRIVALS[present].since_min


@dataclass(frozen=True, slots=True)
class Setting:
    """What a conversation depends on besides the loan.

    Args:
        today: The morning at which it stops.
        zone: The lender's time zone.
        language: The customer's.
        late_first_permille: How often the officer's first contact comes after the first day.
    """

    today: date
    zone: ZoneInfo
    language: str
    late_first_permille: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that was said and tried during one spell.

    Args:
        spell: The spell.
        talks: Contacts in order.
        memos: Notes in order.
    """

    spell: Spell
    talks: tuple[Talk, ...]
    memos: tuple[Memo, ...]


def conversation(history: History, spell: Spell, setting: Setting, dice: Dice, present: Present = Present.PLAIN) -> Conversation:
    """Make up the conversation of one spell.

    Args:
        history: The loan's payments.
        spell: The spell; for any ``present`` but the plain one it's open and has lasted as :func:`days_needed` says.
        setting: Day, zone, language and officer.
        dice: Where chance comes from.
        present: How the spell is to stand this morning.
    """
    line = _Line(history, spell, setting, dice)
    if present is Present.PLAIN:
        line.run(until=setting.today)
    else:
        line.arrive(_ARRIVALS[present], promised=present not in (Present.APPOINTMENT_TODAY, Present.CALL_LATER))
    return Conversation(spell, tuple(line.talks), tuple(line.memos()))


class _Line:
    """A conversation while it goes on."""

    def __init__(self, history: History, spell: Spell, setting: Setting, dice: Dice) -> None:
        self.history = history
        self.spell = spell
        self.setting = setting
        self.dice = dice
        self.talks: list[Talk] = []
        self.reason = dice.weighted(talks.REASONS_EARLY)
        self.reason_firm = self.reason if dice.chance(400) else dice.weighted(talks.REASONS_FIRM)
        self.reach_permille = dice.between(380, 640)
        self.currency = history.account.terms.currency

    def run(self, until: date) -> None:
        """Contact by contact up to the evening before a day, or to the end of the spell."""
        until = min(until, self.spell.ended_on or date.max)
        late = self.dice.chance(self.setting.late_first_permille)
        day = self.spell.began_on + _DAY * (self.dice.between(1, 3) if late else 0)
        at: datetime | None = None
        while day < until:
            talk = self._attempt(at or self._at(day))
            self.talks.append(talk)
            if talk.reached == "nobody" and talk.channel == "call" and talk.started_at.hour < 15 and self.dice.chance(350):
                self.talks.append(self._attempt(self._at(day, 17, 20)))
            at = self.talks[-1].next_contact_at
            day = at.date() if at else self._next_day(self.talks[-1], day)

    def arrive(self, arrival: _Arrival, *, promised: bool) -> None:
        """Go on up to the last contact, and make it the one that this morning follows from."""
        today = self.setting.today
        last_on = self._last_receipt_on() or self.spell.began_on
        room = (today - max(last_on, self.spell.began_on)).days
        day = today - _DAY * self.dice.between(arrival.since_min, max(arrival.since_min, min(arrival.since_max, room)))
        on = today + _DAY * self.dice.between(arrival.ahead_min, arrival.ahead_max)
        self.run(until=day)
        started_at = self._at(day, 9, 20)
        if promised:
            self.talks.append(self._promised(started_at, self._pledge("full", ((overdue_minor(self.history, day), on),))))
        else:
            next_at = self._at(on, 9, 17).replace(minute=30 * self.dice.below(2), second=0)
            self.talks.append(self._talked(started_at, "call_back", next_contact_at=next_at))

    def _last_receipt_on(self) -> date | None:
        return max((receipt.value_on for receipt in self.history.ledger.receipts), default=None)

    def memos(self) -> list[Memo]:
        """Now and then a note that stays true for longer than a call."""
        last = next((talk for talk in reversed(self.talks) if talk.reached == "customer"), None)
        if last is None or not self.dice.chance(_MEMO_PERMILLE):
            return []
        return [Memo(last.started_at + timedelta(minutes=12), standing_note(self.setting.language, self.dice))]

    def _days(self, day: date) -> int:
        return (day - self.spell.began_on).days

    def _at(self, day: date, from_hour: int = 8, to_hour: int = 20) -> datetime:
        """A moment on a day, from half past the first hour to before the last."""
        minute = self.dice.between(from_hour * 60 + 30, to_hour * 60 - 1)
        return datetime.combine(day, time(minute // 60, minute % 60, self.dice.below(60)), self.setting.zone)

    def _next_day(self, talk: Talk, day: date) -> date:
        """Day of the next contact after one that named none."""
        if talk.pledge:
            return talk.pledge.last_on + _DAY * self.dice.between(2, 3)
        if talk.outcome in ("disputed", "hardship", "stop"):
            return day + _DAY * self.dice.between(7, 15)
        if self._days(day) <= FIRM_AFTER_DAYS:
            return day + _DAY * self.dice.between(1, 4)
        return day + _DAY * (self.dice.between(4, 9) if self._days(day) <= 120 else self.dice.between(9, 22))

    def _attempt(self, at: datetime) -> Talk:
        """One contact: whom it reached and what came of it."""
        days = self._days(at.date())
        was_agreed = bool(self.talks) and self.talks[-1].next_contact_at == at
        if self.talks and not was_agreed and self.dice.chance(90):
            return Talk(at, "letter" if days > 90 and self.dice.chance(400) else "message", "nobody", "sent")
        channel = "visit" if days > 60 and self.dice.chance(talks.VISIT_PERMILLE) else "call"
        if self.dice.chance(self.reach_permille):
            return self._spoken(at, "inbound" if channel == "call" and self.dice.chance(talks.INBOUND_PERMILLE) else channel)
        if self.dice.chance(talks.THIRD_PARTY_PERMILLE):
            outcome = self.dice.weighted(talks.OUTCOMES_THIRD_PARTY)
            return Talk(at, channel, "third_party", outcome, duration_seconds=self.dice.between(15, 60))
        outcome = "no_answer" if channel == "visit" else self.dice.weighted(talks.OUTCOMES_NOBODY)
        return Talk(at, channel, "nobody", outcome)

    def _spoken(self, at: datetime, channel: str) -> Talk:
        """A talk with the customer."""
        if pledge := self._promise(at.date()):
            return self._promised(at, pledge, channel)
        outcome = self.dice.weighted(talks.OUTCOMES_TALKED)
        if outcome == "call_back":
            return self._talked(at, outcome, channel, next_contact_at=self._at(at.date() + _DAY * self.dice.between(1, 3), 9, 19))
        return self._talked(at, outcome, channel)

    def _promise(self, day: date) -> Pledge | None:
        """What the customer promises on a day, in the light of what is going to come."""
        coming = next((receipt for receipt in self.history.ledger.receipts if receipt.value_on > day), None)
        if coming is None or (coming.value_on - day).days > _PAYS_SOON_DAYS:
            return self._light_promise(day) if self.dice.chance(PROMISES_LIGHTLY_PERMILLE) else None
        owed_minor = overdue_minor(self.history, day)
        whole_yuan_minor = min(owed_minor, coming.amount_minor) // 10_000 * 10_000
        pays_all = coming.amount_minor >= owed_minor
        if not self.dice.chance(KEEPS_WORD_PERMILLE):
            # Promised too early, or more than will come.
            on = max(day, coming.value_on - _DAY * 3) if self.dice.chance(500) else coming.value_on
            return self._pledge("full", ((owed_minor, on),)) if self.dice.chance(400) else None
        on = coming.value_on + _DAY * self.dice.below(3)
        if pays_all or not whole_yuan_minor:
            return self._pledge("full", ((min(owed_minor, coming.amount_minor), on),))
        return self._pledge("part", ((whole_yuan_minor, on),))

    def _light_promise(self, day: date) -> Pledge:
        """A promise with nothing behind it."""
        owed_minor, on = overdue_minor(self.history, day), day + _DAY * self.dice.between(1, 7)
        half_minor = owed_minor // 20_000 * 10_000
        if half_minor and self.dice.chance(120):
            return self._pledge("instalments", ((half_minor, on), (owed_minor - half_minor, on + _DAY * 10)))
        return self._pledge("conditional" if self.dice.chance(150) else "full", ((owed_minor, on),))

    def _pledge(self, kind: str, parts: tuple[tuple[int, date], ...]) -> Pledge:
        amount_minor, on = parts[0]
        words = promise_words(self.setting.language, on, amount_minor, self.currency, self.dice, conditional=kind == "conditional")
        return Pledge(kind, words, parts)

    def _promised(self, at: datetime, pledge: Pledge, channel: str = "call") -> Talk:
        return self._talked(at, "promised", channel, pledge=pledge)

    def _talked(
        self, at: datetime, outcome: str, channel: str = "call", *, next_contact_at: datetime | None = None, pledge: Pledge | None = None
    ) -> Talk:
        reason = self.reason if self._days(at.date()) <= FIRM_AFTER_DAYS else self.reason_firm
        if outcome in talks.REASONS_OF_OUTCOME:
            reason = self.dice.pick(talks.REASONS_OF_OUTCOME[outcome])
        given = reason if self.dice.chance(820) else ""
        text = note(given, self.setting.language, self.dice) if given and self.dice.chance(420) else ""
        return Talk(at, channel, "customer", outcome, given, text, self.dice.between(55, 420), next_contact_at, pledge)
