"""Saying it: evidence, levels, remedies and phases in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from huashu.desk.assessment.models import Level
from huashu.desk.assessment.selectors.estimates import Piece
from huashu.desk.conduct.speech import traditional
from huashu.worklist.assessment import CIRCUMSTANCES
from huashu.worklist.phase import Condition, PhaseRule

Text = str | Promise

PHASES: Final[dict[str, Text]] = {
    "before_due": pgettext_lazy("phase", "Before due"),
    "early": pgettext_lazy("phase", "Early"),
    "non_litigation": pgettext_lazy("phase", "Firm, no lawsuit"),
    "litigation": pgettext_lazy("phase", "Firm, lawsuit"),
    "closed": pgettext_lazy("phase", "Repaid"),
}
PHASE_TONES: Final = {"before_due": "mute", "early": "soon", "non_litigation": "late", "litigation": "late", "closed": "ok"}
REMEDIES: Final[dict[str, Text]] = {
    "remind": gettext_lazy("Remind"),
    "plan": gettext_lazy("Agree on a plan"),
    "reschedule": gettext_lazy("Look at a reschedule or a payment holiday"),
    "hardship": gettext_lazy("Help in hardship first"),
    "firm_up": gettext_lazy("Be firmer: say plainly what it costs, ask for a day"),
    "estate": gettext_lazy("Speak with the estate; ask nobody else to pay"),
    "dispute_process": gettext_lazy("Clear up the dispute first"),
    "fraud_process": gettext_lazy("Look into the fraud first"),
}
_BECAUSE: Final[dict[str, Text]] = {
    "deceased": gettext_lazy("The customer has died."),
    "disputing": gettext_lazy("The customer disputes the debt."),
    "fraud_claim": gettext_lazy("The customer says that somebody used their name."),
    "hardship": gettext_lazy("The customer is in hardship; that outweighs both bars."),
}
_OF: Final[dict[str, Text]] = {
    "promise_kept": gettext_lazy("%(count)s of %(total)s promises kept"),
    "promise_part_kept": gettext_lazy("%(count)s of %(total)s promises kept in part"),
    "promise_broken": gettext_lazy("%(count)s of %(total)s promises broken"),
    "paid_in_time": gettext_lazy("%(count)s of the last %(total)s instalments paid in time"),
}
_ONCE: Final[dict[str, Text]] = {
    "income_above_instalment": gettext_lazy("Named an income of two instalments or more"),
    "income_below_instalment": gettext_lazy("Named an income below the instalment"),
}
_COUNTED: Final[dict[str, Callable[[int], str]]] = {
    "paid_part": lambda n: ngettext("%(count)s part payment while overdue", "%(count)s part payments while overdue", n),
    "paid_some": lambda n: ngettext("Could pay a part %(count)s time", "Could pay a part %(count)s times", n),
    "paid_full": lambda n: ngettext("Paid all that was due %(count)s time in a year", "Paid all that was due %(count)s times in a year", n),
    "new_arrears": lambda n: ngettext("Fell behind %(count)s time in 12 instalments", "Fell behind %(count)s times in 12 instalments", n),
    "called_us": lambda n: ngettext("Called us %(count)s time", "Called us %(count)s times", n),
    "reached": lambda n: ngettext("Spoke with us %(count)s time", "Spoke with us %(count)s times", n),
    "not_reached": lambda n: ngettext("Didn't answer %(count)s time", "Didn't answer %(count)s times", n),
    "refused": lambda n: ngettext("Refused to pay %(count)s time", "Refused to pay %(count)s times", n),
    "asked_for_help": lambda n: ngettext("Asked for help %(count)s time", "Asked for help %(count)s times", n),
}
_SAID: Final[dict[str, Text]] = {
    "said_unwilling": gettext_lazy("Said they don't want to pay"),
    "said_forgot": gettext_lazy("Said they forgot"),
    "said_income_loss": gettext_lazy("Said they lost their income"),
    "said_illness": gettext_lazy("Told of illness or an accident"),
    "said_disaster": gettext_lazy("Told of a disaster"),
    "said_over_indebted": gettext_lazy("Told of many debts at once"),
    "said_cash_flow_gap": gettext_lazy("Said they are short for now"),
    "said_third_party_unpaid": gettext_lazy("Said somebody owes them"),
    "said_family_event": gettext_lazy("Told of a family event"),
    "said_auto_debit_failed": gettext_lazy("Said the debit failed"),
}
FACTS: Final[dict[str, Text]] = {
    "stage": gettext_lazy("Stage"),
    "days_past_due": gettext_lazy("Days past due"),
    "broken_promises": gettext_lazy("Promises broken"),
    "has_open_promise": gettext_lazy("a promise stands"),
    "refused": gettext_lazy("a plain refusal"),
    "disputing": gettext_lazy("the debt is disputed"),
    "hardship": gettext_lazy("the customer is in hardship"),
    "deceased": gettext_lazy("the customer has died"),
    "moratorium": gettext_lazy("a breathing space holds"),
    "urgent": gettext_lazy("marked urgent"),
    "legal_approved": gettext_lazy("legal action approved"),
    "demand_letter_days": gettext_lazy("Days since the demand letter"),
    "demand_letter_date": gettext_lazy("a demand letter went out"),
    "overdue_minor": gettext_lazy("Overdue"),
}
_STAGES: Final[dict[str, Text]] = {
    "before_due": gettext_lazy("Before due"),
    "early": gettext_lazy("Early"),
    "firm": gettext_lazy("Firm"),
    "closed": gettext_lazy("Repaid"),
}


def piece_words(piece: Piece) -> str:
    """A piece of evidence in a phrase."""
    code, count = piece.evidence.code, piece.evidence.count
    if code in _OF:
        return str(_OF[code]) % {"count": count, "total": piece.total}
    if code in _COUNTED:
        return _COUNTED[code](count) % {"count": count}
    said = str(_ONCE.get(code) or _SAID.get(code) or code)
    return said if count == 1 or code in _ONCE else _("%(said)s, %(count)s times") % {"said": said, "count": count}


def sum_words(piece: Piece) -> str:
    """How the points of a piece come about: times points, half of that where it's old, and where it's capped."""
    each = abs(piece.each)
    parts = [f"{piece.fresh} × {each}"] if piece.fresh else []
    parts += [f"{piece.old} × {each} ÷ 2"] if piece.old else []
    said = " + ".join(parts)
    return _("%(sum)s, at most %(most)s") % {"sum": said, "most": abs(piece.most)} if piece.is_capped else said


def points_words(points: int) -> str:
    """Points with their sign."""
    return f"+{points}" if points > 0 else f"\N{MINUS SIGN}{-points}" if points < 0 else "0"


def kind_words(code: str) -> str:
    """What a code of ``POINTS`` counts, for the table of rules."""
    if code in _OF:
        return str(_KINDS[code])
    return str(_ONCE.get(code) or _SAID.get(code) or _KINDS.get(code, code))


_KINDS: Final[dict[str, Text]] = {
    "promise_kept": gettext_lazy("Promise kept"),
    "promise_part_kept": gettext_lazy("Promise kept in part"),
    "promise_broken": gettext_lazy("Promise broken"),
    "paid_in_time": gettext_lazy("Instalment of the last 12 paid in time"),
    "paid_part": gettext_lazy("Part payment while overdue"),
    "paid_some": gettext_lazy("The same, as a sign of ability"),
    "paid_full": gettext_lazy("Payment of all that was due, within a year"),
    "new_arrears": gettext_lazy("Fell behind anew, in the last 12 instalments"),
    "called_us": gettext_lazy("Customer called us"),
    "reached": gettext_lazy("Customer spoke with us"),
    "not_reached": gettext_lazy("Call or visit not answered"),
    "refused": gettext_lazy("Refusal to pay"),
    "asked_for_help": gettext_lazy("Asked for help"),
}


def why_words(why: str) -> str:
    """Why a remedy is suggested: the circumstance, or both levels."""
    if why in CIRCUMSTANCES:
        return str(_BECAUSE[why])
    willingness, ability = why.split("_")
    return _("Willingness %(willingness)s, ability %(ability)s.") % {
        "willingness": Level(willingness).label,
        "ability": Level(ability).label,
    }


def rule_words(rule: PhaseRule) -> str:
    """A rule's sentence in the reader's language."""
    language = get_language() or ""
    if language.startswith("en"):
        return rule.en
    return traditional(rule.zh) if language == "zh-hant" else rule.zh


def fact_words(name: str) -> str:
    """A fact that holds, in a phrase."""
    return str(FACTS[name])


def condition_words(condition: Condition) -> str:
    """A condition with what the case has: "Promises broken: 3 or more, 1 now"."""
    name = fact_words(condition.name)
    if condition.test == ">=":
        have = condition.have if condition.have is not None else _("none")
        return _("%(name)s: %(wanted)s or more, now %(have)s") % {"name": name, "wanted": condition.wanted, "have": have}
    if condition.name == "stage":
        wanted, have = _STAGES.get(str(condition.wanted), condition.wanted), _STAGES.get(str(condition.have), condition.have)
        return _("%(name)s: %(wanted)s, now %(have)s") % {"name": name, "wanted": wanted, "have": have}
    return name if condition.holds else _("%(name)s: not yet") % {"name": name}


def test_words(name: str, test: str, wanted: object) -> str:
    """A condition of a rule, for the table of rules."""
    said = fact_words(name)
    if test == ">=":
        return _("%(name)s: %(wanted)s or more") % {"name": said, "wanted": wanted}
    return _("%(name)s: %(wanted)s") % {"name": said, "wanted": _STAGES.get(str(wanted), wanted)} if name == "stage" else said
