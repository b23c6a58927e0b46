"""What the desk refuses to write down about a case, each with the sentence that the officer reads.

A refusal's ``template`` is its English sentence and the key of its translations; values are already words (formatted amounts,
names of days), so that one sentence serves every language.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class OutcomeUnfit(DeskRefusal):
    """The outcome can't come of this channel with this person."""

    code = "outcome_unfit"
    place = "outcome"
    template = _noop("“%(outcome)s” can't come of this contact. Choose another outcome, or change the channel or who was reached.")


class NobodyCalledIn(DeskRefusal):
    """Nobody was reached, on a channel where somebody must have been."""

    code = "nobody_called_in"
    place = "reached"
    template = _noop("Somebody must have been reached on this channel. Choose who it was.")


class ContactInFuture(DeskRefusal):
    """A contact that hasn't happened yet."""

    code = "contact_in_future"
    place = "happened_on"
    template = _noop("A contact is written down after it happened. Give a time that has passed, or leave it empty for now.")


class CallBackWithoutTime(DeskRefusal):
    """A call back was agreed, but not for when."""

    code = "call_back_without_time"
    place = "next_on"
    template = _noop("Say when to call back: a day and a time.")


class NextContactPast(DeskRefusal):
    """The next step lies in the past."""

    code = "next_contact_past"
    place = "next_on"
    template = _noop("The next contact lies in the past. Give a later day or time.")


class NextContactTooFar(DeskRefusal):
    """The next step lies too far ahead to be one."""

    code = "next_contact_too_far"
    place = "next_on"
    template = _noop("The next contact is more than %(days)s days away. Give a nearer day.")


class PromiseMissing(DeskRefusal):
    """The outcome says promised, and there is no promise."""

    code = "promise_missing"
    place = "part_1_on"
    template = _noop("“Agreed” alone is no promise. Ask how much and by which day, or choose “Talked, no promise”.")


class PromiseUnasked(DeskRefusal):
    """A promise is given, and the outcome says something else."""

    code = "promise_unasked"
    place = "outcome"
    template = _noop("A promise goes with the outcome “Promised to pay”. Choose it, or take the promise out.")


class PromiseDayMissing(DeskRefusal):
    """A promised payment without a day."""

    code = "promise_day_missing"
    template = _noop("By which day? A promise needs one.")


class PromiseDayPast(DeskRefusal):
    """A promised payment on a day that is over."""

    code = "promise_day_past"
    template = _noop("This day is over. Give today or a later day.")


class PromiseDayTooFar(DeskRefusal):
    """A promised payment too far ahead to be accepted."""

    code = "promise_day_too_far"
    template = _noop("This is more than %(days)s days away. A plan that long is a reschedule, which a supervisor makes.")


class PromiseDayTwice(DeskRefusal):
    """Two payments of one promise on the same day."""

    code = "promise_day_twice"
    template = _noop("Two payments fall on the same day. Put them together or change a day.")


class PromiseAmountMissing(DeskRefusal):
    """A promised payment without an amount."""

    code = "promise_amount_missing"
    template = _noop("How much? Give an amount, or choose “All that is overdue”.")


class PromiseAmountNotPositive(DeskRefusal):
    """A promised payment of nothing."""

    code = "promise_amount_not_positive"
    template = _noop("An amount is more than 0.")


class PromiseOfNothing(DeskRefusal):
    """All that is overdue was promised, and nothing is."""

    code = "promise_of_nothing"
    place = "promise_kind"
    template = _noop("Nothing is overdue, so “all” is no amount. Choose “A part” and give the amount.")


class PromisePartsTooFew(DeskRefusal):
    """Several payments, and only one is given."""

    code = "promise_parts_too_few"
    place = "part_2_on"
    template = _noop("Several payments need at least two. Give the second, or choose “A part”.")


class PromisePartsShort(DeskRefusal):
    """The payments don't reach what was promised altogether."""

    code = "promise_parts_short"
    place = "promise_total"
    template = _noop("The payments come to %(sum)s, but %(total)s was promised: %(missing)s is missing.")


class PromisePartsOver(DeskRefusal):
    """The payments exceed what was promised altogether."""

    code = "promise_parts_over"
    place = "promise_total"
    template = _noop("The payments come to %(sum)s, but %(total)s was promised: %(over)s too much.")


class PromiseAboveOwed(DeskRefusal):
    """More is promised than is owed and comes next; the officer may confirm it."""

    code = "promise_above_owed"
    place = "promise_confirmed"
    template = _noop("%(total)s is more than the %(owed)s owed now and next. Check the amount; tick the box if the customer did say so.")


class ConditionWordsMissing(DeskRefusal):
    """A condition is said to have failed without what the customer said."""

    code = "condition_words_missing"
    place = "words"
    template = _noop("Write what the customer said about the condition, in their words.")


class AlreadyCorrected(DeskRefusal):
    """The entry has been corrected before."""

    code = "already_corrected"
    template = _noop("This entry has been corrected already. Correct the newer one.")


class CaseClosed(DeskRefusal):
    """The case is closed, so nothing more is done on it."""

    code = "case_closed"
    template = _noop("This case was closed on %(day)s. Notes and files can still be added.")


class NoteEmpty(DeskRefusal):
    """A note without words."""

    code = "note_empty"
    place = "text"
    template = _noop("Write the note first.")


class FileEmpty(DeskRefusal):
    """A file without content."""

    code = "file_empty"
    place = "content"
    template = _noop("This file is empty. Choose another one.")


class FileTooLarge(DeskRefusal):
    """A file above the limit."""

    code = "file_too_large"
    place = "content"
    template = _noop("This file has %(found)s MB; at most %(wanted)s MB are kept. Make it smaller or split it.")


class FileKindUnknown(DeskRefusal):
    """A file of a kind that isn't kept."""

    code = "file_kind_unknown"
    place = "content"
    template = _noop("“%(name)s” isn't a kind of file that is kept here. Use one of: %(wanted)s.")


class FileNotWhatItSays(DeskRefusal):
    """A file whose content isn't what its name says."""

    code = "file_not_what_it_says"
    place = "content"
    template = _noop("“%(name)s” isn't what its name says. Open it, save it again in its own format, and add that.")


class AssigneeElsewhere(DeskRefusal):
    """The person chosen can't work this case."""

    code = "assignee_elsewhere"
    place = "assignee"
    template = _noop("%(name)s can't work this case. Choose an officer of its team.")
