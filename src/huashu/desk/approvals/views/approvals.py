"""The approvals page: what waits, and one request with all that a decision rests on."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import arrangement_for, may, person_of, require
from huashu.desk.approvals.forms import AnswerForm, ReasonForm
from huashu.desk.approvals.models import OPEN, WAITING, Arrangement, ArrangementStatus
from huashu.desk.approvals.selectors.requests import LISTS, request_list, request_pane, request_rows
from huashu.desk.cases.views.common import business_day
from huashu.desk.people.models import Person

PAGE_ROWS: Final = 50
LIST_WORDS: Final = {
    "waiting": pgettext_lazy("approvals", "Waiting"),
    "offered": pgettext_lazy("approvals", "Other terms offered"),
    "done": pgettext_lazy("approvals", "Decided"),
}


@require_GET
@require("approvals.read")
def approval_list(request: HttpRequest) -> HttpResponse:
    """What is asked of me, on what record: the list, and the first of it."""
    which = request.GET.get("list", "")
    which = which if which in LISTS else "waiting"
    return approval_page(request, which, None)


@require_GET
@require("approvals.read")
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, beside the list that it's in."""
    row = arrangement_for(person_of(request), pk)
    return approval_page(request, _list_of(row), row)


def approval_page(
    request: HttpRequest, which: str, asked: Arrangement | None, *, refuse: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """The page with its list; without a chosen request the first of the list is shown beside it."""
    person, now = person_of(request), clock.now()
    page = Paginator(request_list(person, which), PAGE_ROWS).get_page(request.GET.get("page"))
    rows = request_rows(list(page.object_list), now)
    chosen = asked or (arrangement_for(person, rows[0].arrangement.pk) if rows else None)
    context: dict[str, Any] = {
        "which": which,
        "lists": [(name, LIST_WORDS[name]) for name in LISTS],
        "rows": rows,
        "page": page,
        "query": f"list={which}",
        "asked": asked is not None,
        "pane": request_pane(chosen, person, now) if chosen else None,
        "today": business_day(),
        "now": now,
        "refuse": refuse or ReasonForm(),
        "answer": AnswerForm(),
        "works": may(person, "cases.work"),
        "may_take_back": chosen is not None and chosen.status in OPEN and _may_take_back(chosen, person),
        "countered": ArrangementStatus.COUNTERED,
    }
    return render(request, "approvals/approvals.html", context, status=status)


def _list_of(row: Arrangement) -> str:
    if row.status in WAITING:
        return "waiting"
    return "offered" if row.status == ArrangementStatus.COUNTERED else "done"


def _may_take_back(row: Arrangement, person: Person) -> bool:
    return may(person, "cases.work") and person.pk in (row.asked_by_id, row.case.assignee_id)
