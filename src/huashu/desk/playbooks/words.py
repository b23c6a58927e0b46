"""Saying what a track holds: how much a step matters, conditions in words, what an argument rests on."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.desk.calls.words import fact_name
from huashu.playbook.conditions import Condition, Conditions, Test, Value
from huashu.playbook.ladder import Offer

NEEDS: Final[dict[str, str | Promise]] = {
    "must": gettext_lazy("must"),
    "should": gettext_lazy("should"),
    "optional": gettext_lazy("optional"),
}
STAGES: Final[dict[str, str | Promise]] = {
    "before_due": gettext_lazy("Before due"),
    "early": gettext_lazy("Early"),
    "firm": gettext_lazy("Firm"),
    "any": gettext_lazy("Any stage"),
}
LANGUAGES: Final = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}


def need_words(need: str) -> str:
    """How much a step matters."""
    return str(NEEDS.get(need, need))


def language_words(language: str) -> str:
    """A language in its own name."""
    return LANGUAGES.get(language, language)


def source_of(offer: Offer) -> str:
    """What an argument rests on."""
    return offer.argument.source


def conditions_words(conditions: Conditions) -> str:
    """Conditions as a phrase; empty for none."""
    return _(", ").join(condition_words(condition) for condition in conditions)


def condition_words(condition: Condition) -> str:
    """One condition as a phrase."""
    name = fact_name(condition.fact)
    values = _(", ").join(_value(value) for value in condition.values)
    return {
        Test.IS: _("%(name)s: %(values)s"),
        Test.ONE_OF: _("%(name)s: one of %(values)s"),
        Test.AT_LEAST: _("%(name)s at least %(values)s"),
        Test.AT_MOST: _("%(name)s at most %(values)s"),
        Test.KNOWN: _("%(name)s known"),
        Test.UNKNOWN: _("%(name)s not known"),
    }[condition.test] % {"name": name, "values": values}


def _value(value: Value) -> str:
    return str({True: _("yes"), False: _("no")}[value]) if isinstance(value, bool) else str(value)
