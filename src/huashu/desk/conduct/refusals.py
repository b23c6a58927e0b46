"""What the desk refuses about starting contacts, wishes, overrides and the conduct settings."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class ContactRefused(DeskRefusal):
    """The verdict doesn't let the contact go ahead; the page shows the verdict."""

    code = "contact_refused"
    template = _noop("This contact can't be started now. The reason stands below.")


class CaseIsClosed(DeskRefusal):
    """Nothing is started on a closed case."""

    code = "case_is_closed"
    template = _noop("This case is closed; no contact about it is started.")


class TextEmpty(DeskRefusal):
    """A message or letter without words."""

    code = "text_empty"
    template = _noop("Write the text first.")


class TextBreaches(DeskRefusal):
    """The text says what must not be said."""

    code = "text_breaches"
    template = _noop("This text can't go out as it stands. What is marked below must not be said.")


class NotOverridable(DeskRefusal):
    """A rule of law or of the industry can't be overridden."""

    code = "not_overridable"
    template = _noop("A rule of law or of the industry holds this contact back. Nobody in the house can allow it.")


class NothingToOverride(DeskRefusal):
    """The contact may be made as it is."""

    code = "nothing_to_override"
    template = _noop("This contact may be made now; there is nothing to ask for.")


class ReasonMissing(DeskRefusal):
    """An override without a reason."""

    code = "reason_missing"
    template = _noop("Say why, so that whoever reads it next year understands.")


class AskDecided(DeskRefusal):
    """A request was decided already, or its day is over."""

    code = "ask_decided"
    template = _noop("This request was decided already, or its day is over.")


class OwnAsk(DeskRefusal):
    """Nobody grants their own request."""

    code = "own_ask"
    template = _noop("Somebody else has to decide what you asked for.")


class FactIncomplete(DeskRefusal):
    """A wish or state lacks what makes it one."""

    code = "fact_incomplete"
    template = _noop("Something is missing here. Fill it in, then record it.")


class FactWithdrawn(DeskRefusal):
    """A wish or state was withdrawn already."""

    code = "fact_withdrawn"
    template = _noop("This was withdrawn already.")


class PackUnknown(DeskRefusal):
    """There are no rules of that name."""

    code = "pack_unknown"
    template = _noop("There are no rules named “%(name)s”.")


class ZoneUnknown(DeskRefusal):
    """There is no such time zone."""

    code = "zone_unknown"
    template = _noop("“%(name)s” isn't a time zone. Give one such as Asia/Shanghai or America/New_York.")


class AppointmentUnlawful(DeskRefusal):
    """A next contact at a time when a call would have to wait."""

    code = "appointment_unlawful"
    template = _noop("No call may be made at that time. The next time that is open: %(when)s.")


class AppointmentClosed(DeskRefusal):
    """A next contact at a time when a call would be barred, and nothing says when it wouldn't be."""

    code = "appointment_closed"
    template = _noop("No call may be made at that time. Choose another time, or leave it empty.")
