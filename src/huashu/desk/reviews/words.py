"""Saying it: labels, verdicts, why an item was judged so, what was promised, and better wordings with the case's numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from huashu.desk.calls.words import reader
from huashu.desk.cases.words import weekday_words
from huashu.desk.conduct.speech import chinese, traditional
from huashu.desk.reviews.models import Conversation
from huashu.money import format_minor
from huashu.playbook.conditions import Value
from huashu.playbook.facts import CAPTURES, FACTS
from huashu.playbook.track import Evidence, Track
from huashu.playbook.vocabulary import Label, vocabulary
from huashu.playbook.wording import VARIABLE, spoken

GOOD: Final = 80
FAIR: Final = 60
GROUPS: Final = {
    "steps": pgettext_lazy("review group", "Steps"),
    "faults": pgettext_lazy("review group", "Mistakes"),
    "breaches": pgettext_lazy("review group", "Breaches"),
    "arguments": pgettext_lazy("review group", "Arguments used"),
    "reasons": pgettext_lazy("review group", "Why it wasn't paid"),
    "signals": pgettext_lazy("review group", "What the customer asked for or showed"),
    "objections": pgettext_lazy("review group", "Objections"),
}
HEARD_GROUPS: Final = ("arguments", "reasons", "signals", "objections")
"""What is heard without a verdict."""
SPEAKERS: Final = {"officer": _lazy("Officer"), "customer": _lazy("Customer"), "third_party": _lazy("Somebody else")}
_STEP_VERDICTS: Final = {"met": pgettext_lazy("step of a call", "Done"), "not_met": pgettext_lazy("step of a call", "Missed")}
_FAULT_VERDICTS: Final = {"met": pgettext_lazy("mistake in a call", "Made"), "not_met": pgettext_lazy("mistake in a call", "Not made")}
_HEARD_VERDICTS: Final = {"met": pgettext_lazy("heard in a call", "Heard"), "not_met": pgettext_lazy("heard in a call", "Not heard")}
_BOTH: Final = {"not_applicable": pgettext_lazy("review", "Not applicable"), "cant_tell": pgettext_lazy("review", "Can't tell")}
_ANSWERS: Final = {
    "match": pgettext_lazy("answer", "As on the form"),
    "near": pgettext_lazy("answer", "Close to the form"),
    "conflict": pgettext_lazy("answer", "Differs: ask about it"),
    "unsure": pgettext_lazy("answer", "Not sure"),
    "not_answered": pgettext_lazy("answer", "Not answered"),
}
_FAILURES: Final = {
    "model_unreachable": _lazy("The language model gave no answer in time. The review stands without it; try again later."),
    "model_refused": _lazy("The language model refused. The review stands without it."),
    "model_nonsense": _lazy("The language model's answer can't be used. The review stands without it."),
}
_LONG_NUMBER: Final = re.compile(r"(?<![\d.])\d(?:[ -]?\d){7,}[xX]?")
"""Telephone, identity and card numbers; amounts of money are shorter."""


def label_of(group: str, label: str) -> Label | None:
    """A label of the vocabulary; the desk says ``faults`` for its mistakes."""
    return vocabulary().groups.get("mistakes" if group == "faults" else group, {}).get(label)


def label_words(group: str, label: str) -> str:
    """A label in the reader's language."""
    found = label_of(group, label)
    return reader(found.zh, found.en) if found else label


def label_means(group: str, label: str) -> str:
    """What a label means, in the reader's language."""
    found = label_of(group, label)
    return reader(found.means_zh, found.means) if found else ""


def verdict_words(group: str, verdict: str) -> str:
    """A verdict as one says it of a step, of a mistake or breach, or of what was heard."""
    own = _STEP_VERDICTS if group == "steps" else _HEARD_VERDICTS if group in HEARD_GROUPS else _FAULT_VERDICTS
    return str(own.get(verdict) or _BOTH[verdict])


def answer_words(verdict: str) -> str:
    """How an applicant's answer stands to the form."""
    return str(_ANSWERS[verdict])


def failure_words(code: str) -> str:
    """Why a language model's answer wasn't taken."""
    return str(_FAILURES.get(code, _FAILURES["model_nonsense"]))


def tone_of_score(score: int) -> str:
    """The colour of a score; the number always stands beside it."""
    return "ok" if score >= GOOD else "soon" if score >= FAIR else "late"


def why_words(item: Mapping[str, Any], track: Track) -> str:
    """Why the machine judged an item so: what it heard or looked for, or which rule was broken."""
    why = str(item["why"])
    if item["group"] == "breaches":
        return _("Rule %(rule)s") % {"rule": chinese(why)} if why else _("Words that the conduct rules forbid")
    if why == "heard":
        return _("Heard: %(cues)s") % {"cues": _cue_words(item, track)} if item["turns"] else _("Follows from the call as a whole.")
    said = {
        "not_heard": _("Looked for, and not heard: %(cues)s") % {"cues": _cue_words(item, track)},
        "condition": _("This call gave no occasion for it."),
        "optional": _("May be left out, and was."),
        "added": _("The machine didn't find it; a person did."),
        "only_others": _("The customer wasn't on the line."),
        "not_reached": _("The call ended, or the customer said stop, before it could come."),
    }
    return said.get(why, why)


def better_words(text: str, facts: Mapping[str, Value], language: str, currency: str) -> str:
    """A wording of the track with this case's numbers; what isn't known stands as its name in brackets.

    A Chinese wording comes in the characters that its reader reads.

    Args:
        text: The wording.
        facts: What is known, by name.
        language: Language of the track.
        currency: Currency of the amounts.
    """
    if language == "zh-Hans" and get_language() == "zh-hant":
        text, language = traditional(text), "zh-Hant"

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        fact = FACTS.get(name) or CAPTURES.get(name)
        if fact is None:
            return match.group()
        if (value := facts.get(name)) is not None:
            return spoken(fact, value, language, currency)
        return f"[{fact.en}]" if language == "en" else f"［{chinese(fact.zh)}］"

    return VARIABLE.sub(fill, text)


def track_title(track: Track) -> str:
    """What a track is called, in the characters that its reader reads."""
    return track.title if track.language == "en" else chinese(track.title)


def currency_of(conversation: Conversation) -> str:
    """The currency of a call's amounts."""
    return str(conversation.facts.get("currency") or (conversation.case.currency if conversation.case else settings.HUASHU_CURRENCY))


def promise_kind_words(promise: Mapping[str, Any]) -> str:
    """The kind of promise."""
    return label_words("promise_kinds", str(promise["kind"]))


def payment_words(payment: Mapping[str, Any], currency: str, said_on: date) -> str:
    """One payment of a promise: how much and by which day, with the weekday and how far off that was."""
    amount = payment["amount_minor"]
    much = _("everything overdue") if amount is None else f"{format_minor(amount, currency)} {currency}"
    if payment["by"] is None:
        return _("%(much)s, no day named") % {"much": much}
    by = date.fromisoformat(payment["by"])
    days = (by - said_on).days
    if days == 0:
        far = pgettext("promised day", "the day of the call")
    else:
        far = ngettext("%(days)s day after the call", "%(days)s days after the call", days) % {"days": days}
    return _("%(much)s by %(day)s (%(far)s)") % {"much": much, "day": day_full(by), "far": far}


def day_full(day: date) -> str:
    """A day with its weekday and year."""
    return date_format(day, _("D j M Y"))


def day_near(day: date, today: date) -> str:
    """A day with its weekday."""
    return weekday_words(day, today)


def shown(text: str) -> str:
    """Words as the page shows them: long numbers covered but for their last four; as long as before."""
    return _LONG_NUMBER.sub(lambda match: "*" * (len(match.group()) - 4) + match.group()[-4:], text)


def _cue_words(item: Mapping[str, Any], track: Track) -> str:
    """What the track looks for, in words: the cues, where in the call, and what must come before or after."""
    evidence = _evidence(item, track)
    if evidence is None:
        return label_words(str(item["group"]), str(item["id"]))
    parts = [_("; ").join(_heard_words(cue) for cue in evidence.cues)]
    if evidence.span == "opening":
        parts.append(_("in the opening"))
    if evidence.span == "closing":
        parts.append(_("at the end"))
    if evidence.after:
        parts.append(_("after “%(cue)s”") % {"cue": _heard_words(evidence.after)})
    if evidence.before:
        parts.append(_("before “%(cue)s”") % {"cue": _heard_words(evidence.before)})
    if evidence.unless_after:
        parts.append(_("unless “%(cue)s” came first") % {"cue": _heard_words(evidence.unless_after)})
    if evidence.answered:
        parts.append(_("answered with “%(cue)s”") % {"cue": _heard_words(evidence.answered)})
    if evidence.absent:
        parts.append(_("missing in the whole call"))
    return _(", ").join(parts)


def _heard_words(cue: str) -> str:
    for group in ("cues", "steps", "mistakes", "breaches", "arguments", "signals", "reasons", "objections"):
        if cue in vocabulary()[group]:
            return label_words(group, cue)
    return cue


def _evidence(item: Mapping[str, Any], track: Track) -> Evidence | None:
    if item["group"] == "steps":
        return next((step.evidence for step in track.steps if step.id == item["id"]), None)
    return next((fault.evidence for fault in track.faults if fault.id == item["id"]), None)
