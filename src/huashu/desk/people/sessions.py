"""How long a sign-in lasts: an idle limit and an absolute one, both kept in the session itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

SIGNED_IN_AT: Final = "signed_in_at"
SEEN_AT: Final = "seen_at"
WRITE_EVERY_SECONDS: Final = 60


def begin(session: SessionBase, *, now: datetime) -> None:
    """Start both limits at a successful sign-in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = int(now.timestamp())


def touch(session: SessionBase, *, now: datetime) -> bool:
    """Note that the person did something; whether the sign-in still holds.

    The note is written at most once a minute, so that reading pages costs no write. A session that carries no limits, made by
    something other than the sign-in page, gets them now.
    """
    if SIGNED_IN_AT not in session:
        begin(session, now=now)
        return True
    seconds = int(now.timestamp())
    if seconds - session[SEEN_AT] >= settings.SESSION_IDLE_SECONDS or seconds - session[SIGNED_IN_AT] >= settings.SESSION_COOKIE_AGE:
        return False
    if seconds - session[SEEN_AT] >= WRITE_EVERY_SECONDS:
        session[SEEN_AT] = seconds
    return True
