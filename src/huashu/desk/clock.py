"""The only place in the desk that reads the clock. Tests hand in their own day by patching :func:`now`."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its offset."""
    return timezone.now()


def today() -> date:
    """The business day: the calendar day in the lender's time zone."""
    return timezone.localdate(now())
