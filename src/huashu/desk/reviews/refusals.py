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


class ReadingThere(DeskRefusal):
    """Somebody reads a call a second time."""

    code = "reading_there"
    template = _noop("You have read this call already; your reading stands.")
