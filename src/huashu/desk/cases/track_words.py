"""Saying which kind of call comes next, and why."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from huashu.worklist import Track
from huashu.worklist.track import DUE_REMINDER, FIRM, HARDSHIP, OVERDUE_FIRST_CALL, OVERDUE_FOLLOW_UP

TRACK_WORDS: Final[dict[str, str | Promise]] = {
    DUE_REMINDER: gettext_lazy("Reminder"),
    OVERDUE_FIRST_CALL: gettext_lazy("First overdue call"),
    OVERDUE_FOLLOW_UP: gettext_lazy("Follow-up"),
    FIRM: gettext_lazy("Firm call"),
    HARDSHIP: gettext_lazy("Hardship call"),
}
WHY_WORDS: Final[dict[str, str | Promise]] = {
    "help": gettext_lazy("the customer asked for help or is in hardship"),
    "not_overdue": gettext_lazy("nothing is overdue yet"),
    "stage": gettext_lazy("the loan is in the firm stage"),
    "first": gettext_lazy("nobody has spoken to the customer about these arrears yet"),
    "broken": gettext_lazy("a promise wasn't kept"),
    "talked": gettext_lazy("the customer has been spoken to before"),
}


def track_label(track: Track) -> str:
    """What the kind of call is called."""
    return str(TRACK_WORDS[track.code])


def track_why(track: Track) -> str:
    """Why it's that kind."""
    return str(WHY_WORDS[track.why])
