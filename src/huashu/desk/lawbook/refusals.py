"""What a change of the house's rules is refused for."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class RuleChangedMeanwhile(DeskRefusal):
    """Somebody else changed the house's rules after the preview was made."""

    code = "rule_changed_meanwhile"
    template = _noop("The house's rules were changed after this preview was made. Look at the effect again before saving.")


class PreviewTooOld(DeskRefusal):
    """The preview isn't ours, or is from another day."""

    code = "preview_too_old"
    template = _noop("This preview is no longer good. Fill in the form again to see the effect as it is now.")


class BeginsInThePast(DeskRefusal):
    """A rule can't have held before it was decided."""

    code = "begins_in_the_past"
    template = _noop("A change can begin today or later: nobody could have followed it before.")
    place = "valid_from"


class EndsBeforeItBegan(DeskRefusal):
    """A rule that hasn't held a single day can't end."""

    code = "ends_before_it_began"
    template = _noop("The rule begins on %(day)s, so it can end the day after at the earliest. Change it instead.")
    place = "valid_from"


class AlreadyEnded(DeskRefusal):
    """The rule ends there or before already."""

    code = "already_ended"
    template = _noop("The rule has already ended by that day.")
    place = "valid_from"


class UnfitRule(DeskRefusal):
    """The lawbook doesn't take the rule."""

    code = "unfit_rule"
    template = _noop("The rule can't be used as it is written: %(fault)s")


class NoSuchRule(DeskRefusal):
    """There is no rule of that name."""

    code = "no_such_rule"
    template = _noop("There is no rule %(rule)s.")
