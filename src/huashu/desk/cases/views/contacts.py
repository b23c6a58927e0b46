"""Writing down a contact, correcting one, and reading a promise back while it is typed."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.approvals.selectors.asking import begun_words, forward_words, forwarded_words
from huashu.desk.approvals.words import forward_notice
from huashu.desk.cases.contact_form import ContactForm, contact_initial, new_key
from huashu.desk.cases.drafts import promise_check
from huashu.desk.cases.models import Case, Channel, Contact, Outcome, Reached
from huashu.desk.cases.outcomes import FITTING
from huashu.desk.cases.promise_form import FormSetting, PromiseFields
from huashu.desk.cases.quick import quick_days, quick_times
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.services import case_finish, contact_record
from huashu.desk.cases.views.common import address_of_case, business_day, came_from_today, go, queue_params
from huashu.desk.cases.words import read_back
from huashu.desk.conduct.selectors.appointments import open_moments
from huashu.desk.conduct.views.common import words_warned
from huashu.desk.refusals import DeskRefusal
from huashu.desk.today.filters import filter_of
from huashu.desk.today.selectors import queue_next


@require_http_methods(["GET", "POST"])
@require("cases.work")
def contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a new contact, and its writing down."""
    case = case_for(person_of(request), pk)
    setting = _setting(case)
    if request.method == "POST":
        form = ContactForm(setting, request.POST)
        return _written(request, case, form, None) or _page(request, case, form, None, status=422)
    outcome = request.GET.get("outcome", "")
    initial = {"key": new_key(), "channel": Channel.CALL, "reached": Reached.CUSTOMER}
    initial["outcome"] = outcome if outcome in Outcome.values else ""
    return _page(request, case, ContactForm(setting, initial=initial), None)


@require_http_methods(["GET", "POST"])
@require("cases.work")
def contact_correct(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """The same form filled with an older contact; what is written points at it and takes its place."""
    case = case_for(person_of(request), pk)
    old = case.contacts.filter(pk=contact_pk).select_related("promise__case").first()
    if old is None:
        raise Http404("contact")
    setting = _setting(case)
    if request.method == "POST":
        form = ContactForm(setting, request.POST)
        return _written(request, case, form, old) or _page(request, case, form, old, status=422)
    return _page(request, case, ContactForm(setting, initial=contact_initial(old, getattr(old, "promise", None))), old)


@require_POST
@require("cases.work")
def promise_read_back(request: HttpRequest, pk: int) -> HttpResponse:
    """How the promise that is being typed is understood, to be read back, and what of it is beyond the reader's authority."""
    person = person_of(request)
    case = case_for(person, pk)
    setting, form = _setting(case), PromiseFields(request.POST)
    form.is_valid()
    promise = form.read_promise(setting) if form.has_typed() else None
    if promise is not None:
        try:
            promise_check(promise, setting.today)
        except DeskRefusal as refusal:
            form.refuse(refusal)
            promise = None
    context = {
        "said": read_back(promise, case.currency, setting.today) if promise else "",
        "beyond": forward_words(case, promise, person, setting.now) if promise else None,
        "begun": begun_words(case, form.begun, person, setting.now) if promise is None else "",
        "problem": next((sentence for sentences in form.errors.values() for sentence in sentences), ""),
    }
    return render(request, "cases/_read_back.html", context)


def _setting(case: Case) -> FormSetting:
    standing = standing_of(case.loan, business_day())
    return FormSetting(case, clock.now(), standing.whole_minor, standing.limit_minor)


def _written(request: HttpRequest, case: Case, form: ContactForm, old: Contact | None) -> HttpResponse | None:
    """Write the contact down and go on; None if the form has to be shown again."""
    if not form.is_valid() or form.draft is None:
        return None
    person, key = person_of(request), form.cleaned_data["key"] or None
    try:
        contact = contact_record(case=case, draft=form.draft, person=person, now=clock.now(), key=key, corrects=old)
    except DeskRefusal as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, _("Written down: %(outcome)s.") % {"outcome": form.draft.outcome.label})
    if sentence := forwarded_words(contact):
        messages.warning(request, forward_notice(sentence))
    words_warned(request, case, form.draft.note)
    if request.POST.get("then") == "next" and came_from_today(request):
        wanted = filter_of(person, request.GET)
        case.refresh_from_db()
        following = queue_next(person, wanted, case)
        case_finish(case=case, now=clock.now())
        return go(request, f"{reverse('today')}?{wanted.address(case=following, written=key)}")
    return go(request, address_of_case(request, case, written=key or ""))


def _page(request: HttpRequest, case: Case, form: ContactForm, old: Contact | None, status: int = 200) -> HttpResponse:
    offered = quick_times(form.setting.now)
    lawful = open_moments(case, [each.moment for each in offered], form.setting.now)
    context = {
        "case": case,
        "form": form,
        "old": old,
        "today": form.setting.today,
        "from_today": came_from_today(request),
        "action": request.get_full_path(),
        "cancel": address_of_case(request, case),
        "fits": json.dumps(FITTING),
        "quick_days": quick_days(case, form.setting.today),
        "quick_times": [each for each in offered if each.moment in lawful],
        "whole_minor": form.setting.whole_minor,
        "queue": queue_params(request),
    }
    template = "cases/_contact_form.html" if request.headers.get("HX-Request") else "cases/contact.html"
    return render(request, template, context, status=status)
