"""The case page with its tabs, and the dossier that prints all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.cases.models import Case
from huashu.desk.cases.paper_forms import AssignForm
from huashu.desk.cases.selectors.pane import CasePane, case_pane
from huashu.desk.cases.selectors.standing import ended_rows, instalments_of, ledger_lines
from huashu.desk.cases.selectors.timeline import contacts_of, files_of, notes_of, promises_of, timeline_of
from huashu.desk.cases.views.common import business_day

TABS: Final = (
    ("timeline", gettext_lazy("Timeline")),
    ("schedule", gettext_lazy("Schedule")),
    ("ledger", gettext_lazy("Ledger")),
    ("contacts", gettext_lazy("Contacts")),
    ("promises", gettext_lazy("Promises")),
    ("notes", gettext_lazy("Notes")),
    ("files", gettext_lazy("Files")),
)
GROUP_WORDS: Final = (
    ("", gettext_lazy("Everything")),
    ("contacts", gettext_lazy("Contacts")),
    ("money", gettext_lazy("Money")),
    ("promises", gettext_lazy("Promises")),
    ("documents", gettext_lazy("Notes and files")),
    ("case", gettext_lazy("The case itself")),
)


@require_GET
@require("cases.read")
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What has happened and what is owed: figures, and one tab at a time."""
    person = person_of(request)
    case = case_for(person, pk)
    pane = case_pane(case, person, clock.now())
    asked = request.GET.get("tab", "")
    tab = asked if asked in _READERS else "timeline"
    context = {
        "pane": pane,
        "case": case,
        "tab": tab,
        "tabs": TABS,
        "today": business_day(),
        "assign_form": AssignForm(case) if pane.rights.assign else None,
        "written": request.GET.get("written", ""),
    }
    return render(request, "cases/case.html", context | _READERS[tab](pane, request))


@require_GET
@require("cases.read")
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a case on paper: figures, schedule, ledger, contacts, promises, notes."""
    person = person_of(request)
    case = case_for(person, pk)
    pane = case_pane(case, person, clock.now())
    context: dict[str, Any] = {"pane": pane, "case": case, "today": business_day(), "printed_at": clock.now()}
    for reader in _READERS.values():
        context |= reader(pane, request)
    return render(request, "cases/dossier.html", context)


def _timeline(pane: CasePane, request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("show", "")
    group = asked if asked in dict(GROUP_WORDS) else ""
    items = pane.all_items if not group else timeline_of(pane.case, group)
    return {"items": items, "group": group, "groups": GROUP_WORDS}


def _schedule(pane: CasePane, _request: HttpRequest) -> dict[str, Any]:
    return {"instalments": instalments_of(pane.standing), "ended": ended_rows(pane.standing)}


def _ledger(pane: CasePane, _request: HttpRequest) -> dict[str, Any]:
    return {"lines": ledger_lines(pane.case.loan, pane.standing)}


def _reading(name: str, reader: Callable[[Case], list[Any]]) -> Callable[[CasePane, HttpRequest], dict[str, Any]]:
    return lambda pane, _request: {name: reader(pane.case)}


_READERS: Final[dict[str, Callable[[CasePane, HttpRequest], dict[str, Any]]]] = {
    "timeline": _timeline,
    "schedule": _schedule,
    "ledger": _ledger,
    "contacts": _reading("contacts", contacts_of),
    "promises": _reading("promises", promises_of),
    "notes": _reading("notes", notes_of),
    "files": _reading("files", files_of),
}
