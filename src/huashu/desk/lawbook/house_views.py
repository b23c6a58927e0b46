"""Adding, changing and ending the lender's own rules: a form, a preview of the effect on yesterday's contacts, then saving."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huashu.conduct.lawbook import Rule
from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.conduct.selectors.settings import conduct_setting, packs_of
from huashu.desk.conduct.speech import said
from huashu.desk.lawbook import services, words
from huashu.desk.lawbook.drafts import given_of
from huashu.desk.lawbook.effects import effect_of
from huashu.desk.lawbook.forms import FORMS, EndForm, HouseRuleForm, initial_new, initial_of
from huashu.desk.lawbook.listing import is_house, verdict_shown
from huashu.desk.lawbook.selectors import lawbook_all
from huashu.desk.lawbook.telling import Told, given_told
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("lawbook.change")
def house_new(request: HttpRequest) -> HttpResponse:
    """A new rule of the house; first its kind."""
    kind = request.GET.get("kind", "")
    if kind not in FORMS:
        return render(request, "lawbook/kinds.html", {"kinds": [(code, words.KINDS[code], _about(code)) for code in FORMS]})
    form = FORMS[kind](_sent(request), initial=initial_new(kind, clock.today()))
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@require("lawbook.change")
def house_change(request: HttpRequest, rule_id: str) -> HttpResponse:
    """A new value of a rule of the house."""
    rule = _house_rule(rule_id)
    start = initial_of(rule, clock.today())
    if start is None:
        raise Http404("rule")
    kind, initial = start
    return _form_page(request, FORMS[kind](_sent(request), initial=initial), rule)


@require_http_methods(["GET", "POST"])
@require("lawbook.change")
def house_end(request: HttpRequest, rule_id: str) -> HttpResponse:
    """A rule of the house ends."""
    rule, today = _house_rule(rule_id), clock.today()
    form = EndForm(_sent(request), initial={"valid_from": today})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            proposal = services.proposal_make(
                rule_id=rule.id, kind="", given={}, valid_from=data["valid_from"], is_end=True, reason=data["reason"], today=today
            )
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            if "back" not in request.POST:
                return _preview(request, proposal, rule, None)
    context = {"form": form, "rule": rule, "title": said(rule.title), "action": request.path}
    return render(request, "lawbook/end.html", context, status=422 if form.errors else 200)


@require_POST
@require("lawbook.change")
def house_save(request: HttpRequest) -> HttpResponse:
    """Let a previewed change hold."""
    person, now = person_of(request), clock.now()
    try:
        proposal = services.proposal_opened(request.POST.get("proposal", ""))
        services.house_rule_save(proposal=proposal, person=person, now=now)
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
        return redirect("lawbook")
    text = _("Saved. %(rule)s ends on %(day)s.") if proposal.is_end else _("Saved. Every verdict from %(day)s on follows %(rule)s.")
    messages.success(request, text % {"rule": proposal.rule_id, "day": proposal.valid_from.isoformat()})
    return redirect("lawbook-rule", proposal.rule_id)


def _form_page(request: HttpRequest, form: HouseRuleForm, rule: Rule | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        draft = form.draft(rule.id if rule else "")
        try:
            proposal = services.proposal_make(
                rule_id=draft.rule_id,
                kind=draft.kind,
                given=given_of(draft),
                valid_from=draft.valid_from,
                is_end=False,
                reason=draft.reason,
                today=clock.today(),
            )
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            if "back" not in request.POST:
                return _preview(request, proposal, rule, said(draft.title))
    context = {
        "form": form,
        "rule": rule,
        "kind": words.KINDS[form.kind],
        "action": request.get_full_path(),
        "back": reverse("lawbook-rule", args=[rule.id]) if rule else reverse("lawbook-house-new"),
    }
    return render(request, "lawbook/house.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, proposal: services.Proposal, rule: Rule | None, title: str | None) -> HttpResponse:
    """What the change says, and what it would have done yesterday; nothing is saved yet."""
    effect = effect_of(proposal, person_of(request), clock.now())
    fields = [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
    rows = [(one, verdict_shown(one.before), verdict_shown(one.after), said(one.rule.why) if one.rule else "") for one in effect.touched]
    now_told = [given_told(provision.given) for provision in rule.values[-1].provisions] if rule else []
    context: dict[str, Any] = {
        "proposal": proposal,
        "sealed": services.proposal_sealed(proposal),
        "title": title or (said(rule.title) if rule else ""),
        "before": now_told,
        "after": _told(proposal),
        "effect": replace(effect, touched=()),
        "rows": rows,
        "fields": fields,
        "action": request.get_full_path(),
        "packs": packs_of(conduct_setting()),
    }
    return render(request, "lawbook/preview.html", context)


def _told(proposal: services.Proposal) -> list[Told]:
    return [given_told(provision) for provision in proposal.given.get("provisions", ())]


def _house_rule(rule_id: str) -> Rule:
    rule = lawbook_all().rule(rule_id) if is_house(rule_id) else None
    if rule is None:
        raise Http404("rule")
    return rule


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _about(kind: str) -> str:
    return {
        "hours": _("Contact only between two times of the day."),
        "count": _("At most so many contacts within so many days."),
        "cooling_off": _("After a contact none for some days."),
        "channel": _("A channel isn't used, for everybody or for some."),
    }[kind]
