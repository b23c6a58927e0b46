"""What is refused about bars and marks, each with the sentence that the person reads."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class WhyMissing(DeskRefusal):
    """Something is said otherwise, marked or taken back without a reason."""

    code = "why_missing"
    place = "reason"
    template = _noop("Say why, in a sentence that the next reader understands. It stays on record with your name.")


class LevelSame(DeskRefusal):
    """The level is the one that stands already."""

    code = "level_same"
    place = "level"
    template = _noop("That is the level that stands already. Choose another one, or leave it.")


class WithdrawnAlready(DeskRefusal):
    """What is to be withdrawn doesn't stand any more."""

    code = "withdrawn_already"
    template = _noop("This doesn't stand any more: somebody has withdrawn or replaced it. Load the page again.")


class MarkedAlready(DeskRefusal):
    """The case carries the mark already."""

    code = "marked_already"
    template = _noop("The case carries this mark already. Load the page again.")


class SameHand(DeskRefusal):
    """One person marks a case urgent and approves legal action."""

    code = "same_hand"
    template = _noop("You set the other mark on this case. Urgent and approved have to come from two people.")


class IncomeUnlikely(DeskRefusal):
    """An income that isn't more than nothing, or a day to come."""

    code = "income_unlikely"
    place = "amount"
    template = _noop("Give an amount of 0 or more for a month, and a day that isn't to come.")
