"""What the desk refuses about messages, templates and cadences."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class TemplateUnknown(DeskRefusal):
    """There is no such template in that language."""

    code = "template_unknown"
    template = _noop("There is no template “%(template)s” for this channel and language.")


class ValuesMissing(DeskRefusal):
    """The case or the house lacks what the template says."""

    code = "values_missing"
    template = _noop("This template needs what isn't known here: %(names)s.")


class AddressMissing(DeskRefusal):
    """Nobody knows where to send it."""

    code = "address_missing"
    template = _noop("There is no address for this channel on file. Record one, or choose another channel.")


class InstitutionMissing(DeskRefusal):
    """The house has no name yet."""

    code = "institution_missing"
    template = _noop(
        "The institution's name isn't set; compliance fills it in under Conduct settings. Nobody gets a message without a name."
    )


class TemplateFaulty(DeskRefusal):
    """A template can't be saved as it stands; the page lists what is wrong."""

    code = "template_faulty"
    template = _noop("The template can't be saved as it stands. What is wrong is listed below.")


class CadenceFaulty(DeskRefusal):
    """Cadences can't be saved as they stand; the page lists what is wrong."""

    code = "cadence_faulty"
    template = _noop("The cadences can't be saved as they stand. What is wrong is listed below.")


class NothingChanged(DeskRefusal):
    """A new version that is the same as the old one."""

    code = "nothing_changed"
    template = _noop("Nothing was changed, so there is no new version.")


class MessageSettled(DeskRefusal):
    """A message that was handed over or given up already."""

    code = "message_settled"
    template = _noop("This message isn't waiting any more.")


class ReasonWanted(DeskRefusal):
    """A message is given up without a reason."""

    code = "reason_wanted"
    place = "reason"
    template = _noop("Say why, so that whoever reads it next year understands.")


class SettingBreaches(DeskRefusal):
    """What messages say of the lender says what must not be said."""

    code = "setting_breaches"
    template = _noop("This can't stand in a message: %(quote)s — %(name)s.")
