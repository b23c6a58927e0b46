"""Why a call or one of its events is refused."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_noop

from huashu.desk.refusals import DeskRefusal


class EventUnreadable(DeskRefusal):
    """An event isn't of a known kind, or lacks what its kind needs."""

    code = "event_unreadable"
    template: ClassVar[str] = gettext_noop("This press wasn't understood, so nothing was written down for it. Load the page again.")


class CallWritten(DeskRefusal):
    """The call has its contact already."""

    code = "call_written"
    template: ClassVar[str] = gettext_noop("This call has been written down already; nothing is added to it.")


class NotYourCall(DeskRefusal):
    """Somebody else made the call."""

    code = "not_your_call"
    template: ClassVar[str] = gettext_noop("%(name)s made this call; only they add to it.")


class NoTrack(DeskRefusal):
    """There is no track to follow."""

    code = "no_track"
    template: ClassVar[str] = gettext_noop("No talk track is in use, so the call is written down by the plain form.")
