"""The desk's side: a case's links with their visits, and what the page says for the lender."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.borrower.forms.desk import AnswerForm, LinkForm, PageSettingForm
from huashu.desk.borrower.links import address_of_link, link_make, link_revoke
from huashu.desk.borrower.models import BorrowerAct
from huashu.desk.borrower.selectors.case import acts_of, links_of
from huashu.desk.borrower.selectors.setting import page_setting, setting_history
from huashu.desk.borrower.services.answers import answer_record
from huashu.desk.borrower.services.effects import ANSWERED
from huashu.desk.borrower.services.setting import page_setting_save
from huashu.desk.borrower.words import told_lines
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import business_day
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal

_SHOWN_ONCE = "borrower-link-shown"


@never_cache
@require_http_methods(["GET", "POST"])
@require("cases.read")
def case_links(request: HttpRequest, pk: int) -> HttpResponse:
    """A case's links; a new one is shown once, to be copied."""
    person, now = person_of(request), clock.now()
    case, makes = case_for(person, pk), may(person, "links.make")
    form = LinkForm(request.POST or None) if makes else None
    if request.method == "POST" and form is not None and form.is_valid():
        link = link_make(case=case, person=person, now=now, days=form.cleaned_data["days"])
        request.session[_SHOWN_ONCE] = link.pk
        return redirect("case-links", pk=case.pk)
    shown = request.session.pop(_SHOWN_ONCE, None) if makes else None
    context = _context(person, case, form)
    fresh = next((row.link for row in context["links"] if row.link.pk == shown), None)
    context["fresh"] = request.build_absolute_uri(address_of_link(fresh)) if fresh else ""
    return render(request, "borrower/links.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
@require("links.make")
def case_act_answer(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """Answer what the customer told us; a refused answer comes back to be changed."""
    person = person_of(request)
    case = case_for(person, pk)
    act = get_object_or_404(case.borrower_acts, pk=act_pk)
    form = AnswerForm(act.pk, request.POST)
    if form.is_valid():
        try:
            answer_record(act=act, text=form.cleaned_data["text"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The answer stands on the customer's page."))
            return redirect("case-links", pk=case.pk)
    return render(request, "borrower/links.html", _context(person, case, LinkForm(), form, act.pk), status=422)


@require_POST
@require("links.make")
def case_link_revoke(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Take a link back."""
    person = person_of(request)
    case = case_for(person, pk)
    link = get_object_or_404(case.borrower_links, pk=link_pk)
    try:
        link_revoke(link=link, person=person, now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    else:
        messages.success(request, _("The link is taken back; it opens nothing any more."))
    return redirect("case-links", pk=case.pk)


@require_http_methods(["GET", "POST"])
@require("borrower_page.change")
def borrower_setting(request: HttpRequest) -> HttpResponse:
    """What the page says for the lender, and every version of it."""
    person = person_of(request)
    form = PageSettingForm(page_setting(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = page_setting_save(values=form.values, person=person, now=clock.now())
        messages.success(request, _("Saved. It holds from now on.") if changed else _("Nothing was changed."))
        return redirect("borrower-setting")
    context = {"form": form, "history": setting_history(), "today": business_day()}
    return render(request, "borrower/setting.html", context, status=422 if form.errors else 200)


def _context(person: Person, case: Case, form: LinkForm | None, answer: AnswerForm | None = None, answered: int = 0) -> dict[str, Any]:
    """The page of a case's links; a refused answer stands with what it answers."""

    def answering(act: BorrowerAct) -> AnswerForm | None:
        if act.kind not in ANSWERED or hasattr(act, "answer") or not may(person, "links.make"):
            return None
        return answer if act.pk == answered and answer is not None else AnswerForm(act.pk)

    return {
        "case": case,
        "form": form,
        "links": links_of(case, clock.now()),
        "acts": [(act, told_lines(act), answering(act)) for act in acts_of(case)],
        "today": business_day(),
    }
