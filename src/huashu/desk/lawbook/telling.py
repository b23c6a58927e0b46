"""The provisions of a rule in plain words, from their mappings: what is asked, how much is allowed, who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huashu.conduct.contact import OUTCOMES
from huashu.conduct.lawbook import Provision, Rule
from huashu.conduct.verdict import Text
from huashu.desk.conduct.speech import said
from huashu.desk.lawbook import words
from huashu.desk.lawbook.words import Words, label


@dataclass(frozen=True, slots=True)
class Told:
    """A provision in words.

    Args:
        kind: What it is about.
        limit: What it allows or asks; empty where the conditions say all.
        when: When it speaks, a line each.
        unless: What excuses, a line each.
        answer: What it says then, with its tone.
        why: The officer's sentence, with words in braces.
    """

    kind: str
    limit: str
    when: tuple[str, ...]
    unless: tuple[str, ...]
    answer: str
    tone: str
    why: str


def provision_told(provision: Provision) -> Told:
    """A provision as the page shows it."""
    return given_told(provision.given)


def given_told(given: Mapping[str, Any]) -> Told:
    """The same from the mapping of a file or of a version."""
    measure = _MEASURES.get(given["kind"])
    answer = str(given.get("answer", "not_applicable"))
    return Told(
        kind=label(words.KINDS, given["kind"]),
        limit=measure(given) if measure else "",
        when=tuple(_conditions(given.get("when") or {}, given.get("asks") or ())),
        unless=tuple(_(", ").join(_conditions(part, ())) for part in given.get("unless") or ()),
        answer=label(words.ANSWERS, answer),
        tone=words.TONES[answer],
        why=said(Text(**given["why"])),
    )


def bound_told(rule: Rule) -> list[str]:
    """Whom a rule binds, a line for each kind of contact."""
    lines = []
    for binding in rule.binds:
        parts = [
            _listed(words.ACTORS, binding.actors, _("anybody who collects or lends")),
            _listed(words.PURPOSES, binding.purposes, _("whatever the purpose")),
            _listed(words.LENDER_TYPES, binding.lender_types, ""),
            _listed(words.PRODUCTS, binding.products, ""),
        ]
        outside = _listed(words.LENDER_TYPES | words.PRODUCTS, binding.not_lender_types | binding.not_products, "")
        parts.append(_("not: %(what)s") % {"what": outside} if outside else "")
        lines.append(" · ".join(part for part in parts if part))
    return lines


def _hours(given: Mapping[str, Any]) -> str:
    text = _("Only from %(from)s to %(to)s, by the clock where the person is.") % {"from": given["from"], "to": given["to"]}
    if given.get("days"):
        text += " " + _("Open on: %(days)s.") % {"days": _listed(words.WEEKDAYS, given["days"], "")}
    return text + (" " + _("Hours that the customer agreed to are open too.") if given.get("agreed_hours") else "")


def _count(given: Mapping[str, Any]) -> str:
    most = _("At most %(most)s in %(days)s") % {"most": given["at_most"], "days": _days(given["days"])}
    return _counted(most, given)


def _cooling_off(given: Mapping[str, Any]) -> str:
    return _counted(_("None for %(days)s, the day itself included") % {"days": _days(given["days"])}, given)


def _counted(start: str, given: Mapping[str, Any]) -> str:
    per = _listed(words.UNITS, given.get("per") or (), _("all together"))
    outcomes = given.get("outcomes") or OUTCOMES
    barred = given.get("not_outcomes") or ()
    found = [outcome for outcome in outcomes if outcome not in barred]
    results = _("whatever came of it") if len(found) == len(OUTCOMES) else _listed(words.OUTCOMES, found, "")
    what = _listed(words.GROUPS | words.CHANNELS, given["of"], "")
    side = label(words.SIDES, given.get("side", "ours"))
    text = _("%(limit)s, %(per)s. Counted: %(what)s (%(results)s), %(side)s.") % {
        "limit": start,
        "per": per,
        "what": what,
        "results": results,
        "side": side,
    }
    return text + (" " + _("What was agreed to beforehand doesn't count.") if given.get("consented") else "")


def _running(given: Mapping[str, Any]) -> str:
    start = _("Not after %(most)s a day on %(running)s days running within %(days)s") % {
        "most": given["at_most"],
        "running": given["running"],
        "days": _days(given["days"]),
    }
    return _counted(start, given)


def _together(given: Mapping[str, Any]) -> str:
    return _("Too many when all of these are reached:") + " " + " ".join(_count(part) for part in given["counts"])


def _rapid(given: Mapping[str, Any]) -> str:
    return _("Not within %(minutes)s minutes of a call to the same number that nobody took.") % {"minutes": given["minutes"]}


def _moratorium(given: Mapping[str, Any]) -> str:
    return _("Not for %(days)s after it was entered.") % {"days": _days(given["days"])}


def _unsuitable(given: Mapping[str, Any]) -> str:
    text = _("Not at times that the customer ruled out.")
    return text + (" " + _("One answer to the customer's own message of that time is free.") if given.get("one_reply") else "")


def _days(number: int) -> str:
    if number == 1:
        return _("one day")
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


_MEASURES: Final = {
    "hours": _hours,
    "count": _count,
    "cooling_off": _cooling_off,
    "days_running": _running,
    "together": _together,
    "rapid_repeat": _rapid,
    "moratorium": _moratorium,
    "unsuitable_time": _unsuitable,
}


def _conditions(when: Mapping[str, Any], asks: Iterable[str]) -> Iterator[str]:
    asked = set(asks)
    for name, wanted in when.items():
        if wanted is None:
            continue
        text = _condition(name, wanted)
        yield _("%(fact)s (asked for when nobody knows)") % {"fact": text} if name in asked else text


def _condition(name: str, wanted: Any) -> str:
    if isinstance(wanted, bool):
        fact = label(words.CONDITIONS, name)
        return _("%(fact)s: yes") % {"fact": fact} if wanted else _("%(fact)s: no") % {"fact": fact}
    template, vocabulary = {
        "channel": (_("Channel: %(what)s"), words.GROUPS | words.CHANNELS),
        "to": (_("To: %(what)s"), words.GROUPS | words.ADDRESSEES),
        "purpose": (_("Purpose: %(what)s"), words.PURPOSES),
        "place": (_("Place: %(what)s"), words.PLACES),
        "place_not": (_("Place other than: %(what)s"), words.PLACES),
        "state": (_("The customer's circumstances: %(what)s"), words.STATES),
        "state_not": (_("None of these circumstances: %(what)s"), words.STATES),
        "agreed_to": (_("The customer agreed to: %(what)s"), words.CONSENTS),
        "visitors_below": (_("Fewer visitors than %(what)s"), {}),
    }.get(name, (f"{name}: %(what)s", {}))
    return template % {"what": _listed(vocabulary, wanted if isinstance(wanted, list | tuple | set | frozenset) else [wanted], "")}


def _listed(vocabulary: Words, found: Iterable[Any] | None, none: str) -> str:
    """Codes in words, in the vocabulary's order."""
    codes = [str(code) for code in found or ()]
    order = {code: index for index, code in enumerate(vocabulary)}
    return _(", ").join(label(vocabulary, code) for code in sorted(codes, key=lambda code: order.get(code, -1))) or none
