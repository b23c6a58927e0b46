"""Why something about a reviewed call isn't written down."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class CallThere(DeskRefusal):
    """The same call was put in before."""

    code = "conversation_there"
    template = _noop("This call is there already: number %(number)s, added %(day)s.")


class SpeakerUnplaced(DeskRefusal):
    """A name in the text stands for nobody yet."""

    code = "speaker_unplaced"
    template = _noop("Say who “%(name)s” is: officer, customer or somebody else.")
    place = "speakers"


class ItemUnknown(DeskRefusal):
    """A mark names an item that the review doesn't have."""

    code = "review_item_unknown"
    template = _noop("This review has no item “%(label)s”. Load the page again.")


class ReasonMissing(DeskRefusal):
    """A person judges otherwise and doesn't say why."""

    code = "review_reason_missing"
    template = _noop("Say why, in a sentence: it stands beside the machine's verdict.")
    place = "reason"


class AppealDecided(DeskRefusal):
    """An appeal was decided before."""

    code = "appeal_decided"
    template = _noop("This appeal was decided already.")


class OwnCallDecided(DeskRefusal):
    """Somebody is to decide about their own call."""

    code = "own_call"
    template = _noop("This is your own call: somebody else decides about it.")


class SameVerdict(DeskRefusal):
    """A mark says what holds already."""

    code = "review_same_verdict"
    template = _noop("That is the verdict already.")
    place = "verdict"


class RecordingSettled(DeskRefusal):
    """A recording is to be written down again that waits, is at work or done."""

    code = "recording_settled"
    template = _noop("“%(name)s” isn't stopped: it waits its turn, is being written down, or has been.")
    place = "content"


class ReviewedMeanwhile(DeskRefusal):
    """A call is to be reviewed again that somebody reviewed again in the meantime."""

    code = "reviewed_meanwhile"
    template = _noop("This call was reviewed again a moment ago; that review is shown now.")


class FindingThere(DeskRefusal):
    """A finding is added that counts already."""

    code = "finding_there"
    template = _noop("“%(label)s” counts already. Look for it on the page; judge it there if it is wrong.")
    place = "item"


class FindingWaits(DeskRefusal):
    """A finding is asked for while the item has an appeal that nobody has decided."""

    code = "finding_waits"
    template = _noop("“%(label)s” waits for a supervisor already.")
    place = "item"


class LabelUnfit(DeskRefusal):
    """A finding names a label that a call of this kind can't have."""

    code = "label_unfit"
    template = _noop("A call of this kind has no such item. Choose one from the list.")
    place = "item"


class TurnUnknown(DeskRefusal):
    """A finding names a turn that the call doesn't have."""

    code = "turn_unknown"
    template = _noop("The call has turns 1 to %(turns)s. Choose one of them.")
    place = "turn"


class NotTheOfficer(DeskRefusal):
    """What only the officer can do is to be proved by words of somebody else."""

    code = "not_the_officer"
    template = _noop("Turn %(turn)s isn't the officer's, and only the officer's own words show “%(label)s”. Choose another turn.")
    place = "turn"


class OnlyTheOfficer(DeskRefusal):
    """What only the other side can say is to be proved by the officer's words."""

    code = "only_the_officer"
    template = _noop("Turn %(turn)s is the officer's, and only the other side's words show “%(label)s”. Choose another turn.")
    place = "turn"


class QuoteMissing(DeskRefusal):
    """A finding has no words that prove it."""

    code = "quote_missing"
    template = _noop("Copy the words that prove it from that turn.")
    place = "quote"


class QuoteElsewhere(DeskRefusal):
    """The quoted words were said in another turn."""

    code = "quote_elsewhere"
    template = _noop("Turn %(turn)s doesn't say these words, but turn %(other)s does. Choose that turn, or other words.")
    place = "quote"


class QuoteUntrue(DeskRefusal):
    """The quoted words were said nowhere."""

    code = "quote_untrue"
    template = _noop("Turn %(turn)s doesn't say these words. Copy them exactly as they stand there.")
    place = "quote"


class ReadingThere(DeskRefusal):
    """Somebody reads a call a second time."""

    code = "reading_there"
    template = _noop("You have read this call already; your reading stands.")
