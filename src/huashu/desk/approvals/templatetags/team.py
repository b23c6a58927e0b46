"""Words and tones of the supervisor's page."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.desk.approvals.selectors.team import Figure, TeamCase
from huashu.desk.cases.words import span_words
from huashu.money import format_minor

register = template.Library()

_FIGURES: Final[dict[str, str | Promise]] = {
    "made": gettext_lazy("Contacts"),
    "spoken": gettext_lazy("Customers spoken to"),
    "promises": gettext_lazy("Promises taken"),
    "money": gettext_lazy("Money in"),
}


@register.filter
def figure_label(code: str) -> str:
    """What a figure counts."""
    return str(_FIGURES[code])


@register.filter
def change_tone(change: int) -> str:
    """The colour of a change: all four figures are better when they are more."""
    return "ok" if change > 0 else "soon" if change < 0 else "mute"


@register.filter
def change_text(figure: Figure, currency: str) -> str:
    """How much more or less than yesterday, with its sign."""
    if not figure.change:
        return _("the same")
    said = format_minor(abs(figure.change), currency) if figure.is_money else str(abs(figure.change))
    return f"+{said}" if figure.change > 0 else f"\N{MINUS SIGN}{said}"


@register.filter
def left_text(row: TeamCase) -> str:
    """How long is left for a first contact, or by how long it was missed."""
    span = span_words(row.span)
    return _("missed by %(span)s") % {"span": span} if row.is_missed else _("%(span)s left") % {"span": span}
