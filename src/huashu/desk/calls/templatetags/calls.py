"""Tags of the call pages: words with what was filled in marked, one-press forms, and what a case shows of its calls."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from huashu.desk.access import may
from huashu.desk.calls import words
from huashu.desk.calls.models import Call
from huashu.desk.calls.selectors.calls import calls_open
from huashu.desk.cases.models import Case
from huashu.playbook.wording import Said

register = template.Library()


@register.filter
def marked_words(said: Said) -> SafeString:
    """Words to be spoken, with the numbers and names of this case marked."""
    pieces, place = [], 0
    for start, end in said.marks:
        pieces += [("", said.text[place:start]), ("mark", said.text[start:end])]
        place = end
    pieces.append(("", said.text[place:]))
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", text) if tag else text,) for tag, text in pieces))


@register.filter
def digit(number: int) -> str:
    """The digit that presses the n-th button; none beyond nine."""
    return str(number) if number < 10 else ""


@register.filter
def reason_name(code: str) -> str:
    """What a reason is called."""
    return words.label_name("reasons", code)


@register.filter
def step_name(code: str) -> str:
    """What a step is called."""
    return words.label_name("steps", code)


@register.filter
def remedy_name(code: str) -> str:
    """What a remedy is called."""
    return words.remedy_name(code)


@register.filter
def fact_name(code: str) -> str:
    """What a fact is called."""
    return words.fact_name(code)


@register.inclusion_tag("calls/_press.html", takes_context=True)
def press(context: Context, kind: str, label: str, key: str = "", css: str = "", **values: object) -> dict[str, Any]:
    """A form of one button that says that something happened.

    Args:
        context: The page's context, with ``call`` and ``press``, the beginning of the form's own key.
        kind: What happened.
        label: What the button says.
        key: The key that presses it.
        css: Classes of the button.
        **values: What the kind needs; ``wording`` stands apart, and ``then`` says where to go.
    """
    apart = {name: values.pop(name) for name in ("wording", "then") if name in values}
    name = "-".join(str(each) for each in (kind, *values.values()))[:30]
    return {
        "call": context["call"],
        "csrf_token": context.get("csrf_token"),
        "kind": kind,
        "label": label,
        "key": key,
        "css": css,
        "values": values,
        "apart": {name: value for name, value in apart.items() if value is not None and value != ""},
        "own_key": f"{context['press'][:24]}-{name}",
    }


@register.inclusion_tag("calls/_open.html", takes_context=True)
def open_calls(context: Context, case: Case) -> dict[str, Any]:
    """Calls of this person on the case that wait to be finished, and the way to the preparation sheet."""
    person = context.get("person")
    works = person is not None and may(person, "cases.work")
    calls: list[Call] = calls_open(case, person) if works and person is not None else []
    return {"calls": calls, "case": case, "works": works, "today": context.get("today")}
