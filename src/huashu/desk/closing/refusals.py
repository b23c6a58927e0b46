"""Why the close doesn't start, each with the sentence that a person reads."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class DayAlreadyPast(DeskRefusal):
    """Old news must not overwrite new."""

    code = "day_already_past"
    template = _noop(
        "%(as_of)s is earlier than %(latest_on)s, the latest day that was closed, and old news would overwrite new. "
        "Close %(latest_on)s again, or a later day."
    )

    def __init__(self, as_of: date, latest_on: date) -> None:
        super().__init__(field="as_of", as_of=as_of.isoformat(), latest_on=latest_on.isoformat())


class DayNotYetCome(DeskRefusal):
    """A day that hasn't come would break promises that can still be kept."""

    code = "day_not_yet_come"
    template = _noop("%(as_of)s hasn't come yet; today is %(today)s. Close today or an earlier day.")

    def __init__(self, as_of: date, today: date) -> None:
        super().__init__(field="as_of", as_of=as_of.isoformat(), today=today.isoformat())


class CloseAtWork(DeskRefusal):
    """One close at a time."""

    code = "close_at_work"
    template = _noop("A close is at work already. Wait until it has finished; its progress is on the Close page.")

    def __init__(self) -> None:
        super().__init__()
