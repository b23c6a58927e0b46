"""Saying it: how far a message has got and why, what is wrong with a cadence, names of templates and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from huashu.desk.conduct.speech import traditional
from huashu.desk.correspondence.cadence import Cadence, CadenceProblem
from huashu.desk.correspondence.models import MessageState, StatusCode

REASONS: Final[dict[str, str | Promise]] = {
    "conduct": gettext_lazy("the rules forbid it"),
    "unknown": gettext_lazy("the rules can't say, a fact is missing"),
    "needs_look": gettext_lazy("the rules want a person's look first"),
    "hours": gettext_lazy("not at this hour"),
    "text_breaches": gettext_lazy("it says what must not be said"),
    "values_missing": gettext_lazy("something that it says isn't known"),
    "institution_missing": gettext_lazy("the institution has no name yet"),
    "template_unknown": gettext_lazy("no template in this language"),
    "address_missing": gettext_lazy("no address on file"),
    "case_is_closed": gettext_lazy("the case was closed meanwhile"),
    "too_late": gettext_lazy("its day is over"),
    "figures": gettext_lazy("the loan's figures can't be read"),
    "font_missing": gettext_lazy("this machine has no Chinese font for the PDF"),
    "refused": gettext_lazy("the gateway refused it"),
    "gave_up": gettext_lazy("the gateway couldn't be reached, tried often enough"),
    "unknown_outcome": gettext_lazy("stopped in the middle: nobody knows whether the gateway took it"),
    "reported": gettext_lazy("the gateway says it didn't arrive"),
    "by_hand": gettext_lazy("carried on by hand"),
    "given_up": gettext_lazy("given up by a person"),
    "again": gettext_lazy("once more"),
}
TONES: Final[dict[str, str]] = {
    MessageState.QUEUED: "soon",
    MessageState.HANDED_OVER: "do",
    MessageState.DELIVERED: "ok",
    MessageState.FAILED: "late",
    MessageState.DROPPED: "mute",
}
STATUS_TONES: Final[dict[str, str]] = {**TONES, StatusCode.TRY_AGAIN: "soon", StatusCode.WAITING: "soon"}
TEMPLATES: Final[dict[str, str | Promise]] = {
    "due_reminder": gettext_lazy("Due soon"),
    "due_today": gettext_lazy("Due today"),
    "first_overdue": gettext_lazy("First overdue"),
    "overdue_followup": gettext_lazy("Still overdue"),
    "promise_confirmation": gettext_lazy("Promise confirmed"),
    "promise_reminder": gettext_lazy("Day before a promise"),
    "promise_broken": gettext_lazy("Promise not kept"),
    "arrangement_proposed": gettext_lazy("Arrangement put forward"),
    "arrangement_approved": gettext_lazy("Arrangement approved"),
    "arrangement_refused": gettext_lazy("Arrangement refused"),
    "letter_before_due": gettext_lazy("Letter before an important due date"),
    "letter_overdue": gettext_lazy("Overdue letter"),
    "letter_demand": gettext_lazy("Demand letter"),
}
CONDITIONS: Final[dict[str, str | Promise]] = {
    "important": gettext_lazy("a balloon, or a fifth of the loan or more"),
    "open_promise": gettext_lazy("a promise is open"),
    "no_open_promise": gettext_lazy("no promise is open"),
    "promise_broken": gettext_lazy("a promise was broken"),
    "not_reached": gettext_lazy("nobody was reached yet"),
}
_PROBLEMS: Final[dict[str, str | Promise]] = {
    "yaml": gettext_lazy("Line %(line)s: this isn't valid YAML (%(said)s)."),
    "list": gettext_lazy("Line 1: the text has to be a list of cadences, each beginning with “- name:”."),
    "twice": gettext_lazy("Line %(line)s: there are two cadences named “%(name)s”; give one another name."),
    "field": gettext_lazy("Line %(line)s: a cadence has no field “%(name)s”; it has name, title, products, stages and steps."),
    "name": gettext_lazy("Line %(line)s: name is “%(found)s”, but has to be up to 40 letters, digits, dashes and underscores."),
    "title": gettext_lazy("Line %(line)s: the title needs both languages: {zh: …, en: …}."),
    "product": gettext_lazy("Line %(line)s: there is no product “%(found)s”; there are %(wanted)s."),
    "stage": gettext_lazy("Line %(line)s: there is no stage “%(found)s”; there are %(wanted)s."),
    "steps": gettext_lazy("Line %(line)s: the cadence needs steps, each beginning with “- {day: …”."),
    "step_field": gettext_lazy("Line %(line)s: a step has no field “%(name)s”; it has day, channel, template and when."),
    "day": gettext_lazy("Line %(line)s: day is “%(found)s”, but has to be a whole number from -%(most)s to %(most)s."),
    "channel": gettext_lazy("Line %(line)s: channel is “%(found)s”, but has to be one of %(wanted)s."),
    "template": gettext_lazy("Line %(line)s: there is no template “%(found)s” for %(channel)s; there are %(wanted)s."),
    "when": gettext_lazy("Line %(line)s: there is no condition “%(found)s”; there are %(wanted)s."),
    "not_a_list": gettext_lazy("Line %(line)s: “%(name)s” has to be a list in square brackets, such as [a, b]."),
    "same_day": gettext_lazy("Line %(line)s: two steps on day %(day)s under the same conditions; a customer would get both."),
}


def problem_words(problem: CadenceProblem) -> str:
    """One thing wrong with a text of cadences, as a sentence."""
    return str(_PROBLEMS[problem.code]) % {"line": problem.line, **problem.values}


def reason_words(code: str) -> str:
    """Why a message stands as it does; a code that isn't known says itself."""
    return str(REASONS.get(code, code))


def template_words(code: str) -> str:
    """A template's name; a lender's own code says itself, free text that it is one."""
    return str(TEMPLATES.get(code, code)) if code else _("Free text")


def condition_words(codes: Iterable[str]) -> str:
    """Conditions of a step."""
    return _(", ").join(str(CONDITIONS[code]) for code in codes)


def day_words(day: int) -> str:
    """When a step comes, relative to the due date."""
    if day == 0:
        return _("on the due date")
    if day < 0:
        return ngettext("%(n)s day before", "%(n)s days before", -day) % {"n": -day}
    return ngettext("%(n)s day after", "%(n)s days after", day) % {"n": day}


def cadence_title(cadence: Cadence) -> str:
    """What a cadence is called, in the reader's language."""
    language = get_language() or "zh-hans"
    if language == "en":
        return cadence.title["en"]
    return traditional(cadence.title["zh"]) if language == "zh-hant" else cadence.title["zh"]
