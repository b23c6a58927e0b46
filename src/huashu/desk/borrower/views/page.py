"""The customer's pages: the digits first, then what is owed, and a form for each thing that they can tell us."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.borrower.forms.page import FORMS, DigitsForm
from huashu.desk.borrower.models import ActKind, BorrowerLink, VisitKind
from huashu.desk.borrower.refusals import DigitsWrong, LinkLocked, TriesTooFast
from huashu.desk.borrower.selectors.page import customer_page
from huashu.desk.borrower.services.acts import ActDraft, act_record
from huashu.desk.borrower.services.proof import digits_try, tails_of, visit_log
from huashu.desk.borrower.views.common import forget, over, pass_on, passed, show, with_link
from huashu.desk.borrower.words import GROUPS, LEADS, TITLES, next_words
from huashu.desk.cases.views.common import business_day
from huashu.desk.people.address import address_of
from huashu.desk.refusals import DeskRefusal


@require_GET
@with_link
def by_link(request: HttpRequest, link: BorrowerLink, token: str) -> HttpResponse:
    """Before the digits only who writes; after them the whole page."""
    now = clock.now()
    if not passed(request, link, now):
        visit_log(link=link, kind=VisitKind.OPENED, address=address_of(request), now=now)
        return _ask(request, link, token, DigitsForm())
    page, today = customer_page(link, now), business_day()
    context = {
        "link": link,
        "token": token,
        "case": link.case,
        "page": page,
        "today": today,
        "tells": [(title, [(kind.value, TITLES[kind]) for kind in kinds]) for title, kinds in GROUPS],
        "acts": [(act, next_words(act, today)) for act in page.acts],
    }
    return show(request, "borrower/page.html", context)


@sensitive_post_parameters("digits")
@require_POST
@with_link
def by_link_check(request: HttpRequest, link: BorrowerLink, token: str) -> HttpResponse:
    """Hold the digits against the file."""
    form, now, status = DigitsForm(request.POST), clock.now(), 422
    if form.is_valid():
        try:
            digits_try(link=link, digits=form.cleaned_data["digits"], address=address_of(request), now=now)
        except LinkLocked as refusal:
            return over(request, refusal)
        except TriesTooFast as refusal:
            form.refuse(refusal)
            status = 429
        except DigitsWrong as refusal:
            form.refuse(refusal)
        else:
            pass_on(request, link, now)
            return redirect("by-link", token=token)
    return _ask(request, link, token, form, status=status)


@require_http_methods(["GET", "POST"])
@with_link
def by_link_tell(request: HttpRequest, link: BorrowerLink, token: str, kind: str) -> HttpResponse:
    """One thing to tell us: its form, and after sending it what happens next."""
    if kind not in FORMS:
        raise Http404("kind")
    act_kind, now = ActKind(kind), clock.now()
    if not passed(request, link, now):
        return redirect("by-link", token=token)
    form = FORMS[act_kind](request.POST or None, initial={"key": secrets.token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            act = act_record(link=link, draft=ActDraft(act_kind, form.cleaned_data["key"], form.values), now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, next_words(act, timezone.localdate(now)))
            return redirect("by-link", token=token)
    context = {"link": link, "token": token, "kind": kind, "title": TITLES[act_kind], "lead": LEADS[act_kind], "form": form}
    return show(request, "borrower/tell.html", context, status=422 if form.errors else 200)


@require_POST
@with_link
def by_link_promise(request: HttpRequest, link: BorrowerLink, token: str, pk: int) -> HttpResponse:
    """Confirm an open promise; a second press changes nothing."""
    now = clock.now()
    if passed(request, link, now):
        try:
            act = act_record(link=link, draft=ActDraft(ActKind.PROMISE, request.POST.get("key", ""), promise=pk), now=now)
        except DeskRefusal as refusal:
            messages.error(request, refusal.text())
        else:
            messages.success(request, next_words(act, timezone.localdate(now)))
    return redirect("by-link", token=token)


@require_POST
@with_link
def by_link_leave(request: HttpRequest, link: BorrowerLink, token: str) -> HttpResponse:
    """Close the page in this browser: the digits are asked for again."""
    forget(request, link)
    return redirect(reverse("by-link", args=[token]) + "?left=1")


def _ask(request: HttpRequest, link: BorrowerLink, token: str, form: DigitsForm, *, status: int = 200) -> HttpResponse:
    can_check = bool(tails_of(link.case.customer))
    context = {"token": token, "form": form, "can_check": can_check, "left": "left" in request.GET}
    return show(request, "borrower/check.html", context, status=status)
