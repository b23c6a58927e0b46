"""Reading the lawbook, trying a contact, and noting that a rule was compared with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.conduct.engine import check
from huashu.conduct.lawbook import Lawbook, Rule
from huashu.conduct.reading import contact_read
from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.conduct.selectors.settings import conduct_setting, house_zone, packs_of
from huashu.desk.conduct.speech import chinese, said
from huashu.desk.conduct.trust import zone_is_valid
from huashu.desk.lawbook import listing, services, words
from huashu.desk.lawbook.forms import DUE_DAYS, CheckedForm, FilterForm, initial_of
from huashu.desk.lawbook.models import HouseRule
from huashu.desk.lawbook.selectors import checked_on, checked_on_by_rule, checks_of, lawbook_all, versions_of
from huashu.desk.lawbook.telling import bound_told
from huashu.desk.lawbook.try_form import ConsentLines, PastLines, TryForm, WishLines, initial_blank, initial_of_case
from huashu.errors import Refusal

_LINES: dict[str, Any] = {"past": PastLines, "wish": WishLines, "consent": ConsentLines}


@require_GET
@require("lawbook.read")
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule, by pack, the lender's packs first."""
    lawbook, applied = lawbook_all(), packs_of(conduct_setting())
    in_desk, today = checked_on_by_rule(), clock.today()
    form = FilterForm(_packs(lawbook, applied), request.GET or None)
    wanted = form.wanted() if form.is_bound else listing.Wanted()
    packs = listing.rules_listed(lawbook, applied, in_desk, wanted, today)
    due = sum(1 for rule in lawbook.rules if (today - checked_on(rule, in_desk)).days >= DUE_DAYS)
    context = {
        "form": form,
        "packs": packs,
        "total": len(lawbook.rules),
        "found": sum(len(pack.rows) for pack in packs),
        "filtered": wanted != listing.Wanted(),
        "due": due,
        "due_days": DUE_DAYS,
        "may_change": may(person_of(request), "lawbook.change"),
    }
    return render(request, "lawbook/list.html", context, status=422 if form.errors else 200)


@require_GET
@require("lawbook.read")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule with everything that is known of it."""
    lawbook = lawbook_all()
    found, today = _rule_of(lawbook, rule_id), clock.today()
    checks = checks_of(rule_id)
    newest = max([found.last_checked_on, *(timezone.localdate(one.checked_at) for one in checks)])
    value = found.value_on(today)
    context = {
        "rule": found,
        "title": said(found.title),
        "limits": said(found.limits),
        "note": said(found.note),
        "binds_words": said(found.binds_words),
        "binds": bound_told(found),
        "pack": listing.pack_title(lawbook.pack(found.pack)),
        "severity": words.label(words.SEVERITIES, found.severity),
        "confidence": words.label(words.CONFIDENCES, found.confidence),
        "confidence_reason": words.label(words.CONFIDENCE_REASONS, found.confidence),
        "values": listing.values_shown(found, today),
        "is_in_force": value is not None,
        "citation": chinese(value.citation) if value else "",
        "cases": listing.cases_shown(found, lawbook),
        "checks": checks,
        "checked_on": newest,
        "age": (today - newest).days,
        "versions": listing.versions_shown(versions_of(rule_id)),
        "is_shipped": not HouseRule.objects.filter(rule_id=rule_id, shipped__isnull=True).exists(),
        "is_house": listing.is_house(rule_id),
        "may_change": may(person_of(request), "lawbook.change"),
        "form_fits": listing.is_house(rule_id) and initial_of(found, today) is not None,
        "checked_form": CheckedForm(),
    }
    return render(request, "lawbook/rule.html", context)


@require_POST
@require("lawbook.change")
def rule_checked(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Somebody compared the rule with its source today."""
    found = _rule_of(lawbook_all(), rule_id)
    form = CheckedForm(request.POST)
    note = form.cleaned_data["note"].strip() if form.is_valid() else ""
    services.rule_check_record(rule_id=found.id, note=note, person=person_of(request), now=clock.now())
    messages.success(request, _("%(rule)s: noted as checked today.") % {"rule": found.id})
    return redirect("lawbook-due") if request.POST.get("back") == "due" else redirect("lawbook-rule", found.id)


@require_GET
@require("lawbook.read")
def due(request: HttpRequest) -> HttpResponse:
    """Rules that nobody compared with their source for some days, the oldest first."""
    lawbook, in_desk, today = lawbook_all(), checked_on_by_rule(), clock.today()
    applied = packs_of(conduct_setting())
    text = request.GET.get("days", "")
    days = int(text) if text.isascii() and text.isdigit() and 0 < int(text[:5]) <= 9999 else DUE_DAYS
    packs = listing.rules_listed(lawbook, applied, in_desk, listing.Wanted(days=days), today)
    rows = sorted(
        ((row, pack) for pack in packs for row in pack.rows), key=lambda pair: (not pair[1].applies, -pair[0].age_days, pair[0].id)
    )
    context = {"rows": rows, "days": days, "may_change": may(person_of(request), "lawbook.change")}
    return render(request, "lawbook/due.html", context)


@require_http_methods(["GET", "POST"])
@require("lawbook.read")
def contact_try(request: HttpRequest) -> HttpResponse:
    """Try a contact that nobody makes; nothing is stored."""
    lawbook, setting = lawbook_all(), conduct_setting()
    packs = _packs(lawbook, packs_of(setting))
    posted = request.POST if request.method == "POST" else None
    initial, lines = (None, {}) if posted is not None else _start(request, lawbook, packs_of(setting))
    form = TryForm(packs, posted, initial=initial)
    sets = {name: made(posted, prefix=name, initial=lines.get(name)) for name, made in _LINES.items()}
    verdict, is_valid = None, False
    if posted is not None:
        # Every part says what is wrong with it, so all of them are looked at.
        is_valid = all([form.is_valid(), *(one.is_valid() for one in sets.values())])
    if is_valid:
        try:
            planned = contact_read(form.record(sets["past"], sets["wish"], sets["consent"]))
            verdict = listing.verdict_shown(check(planned, lawbook))
        except Refusal as refusal:
            form.add_error(None, _("The engine can't read this: %(fault)s") % {"fault": refusal.message})
    wrong = posted is not None and verdict is None
    context = {"form": form, "verdict": verdict, "wrong": wrong, "zones": _zones(lawbook)} | sets
    return render(request, "lawbook/try.html", context | _shown_case(request, lawbook), status=422 if wrong else 200)


def _start(request: HttpRequest, lawbook: Lawbook, packs: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    case = _case_of(request, lawbook)
    if case is not None:
        return initial_of_case(case[1].cases[case[0]].given)
    zone = house_zone(conduct_setting())
    return initial_blank(list(packs), zone if zone_is_valid(zone) else "UTC", clock.now()), {}


def _case_of(request: HttpRequest, lawbook: Lawbook) -> tuple[int, Rule] | None:
    found, text = lawbook.rule(request.GET.get("rule", "")), request.GET.get("case", "0")
    index = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return (index, found) if found is not None and index < len(found.cases) else None


def _shown_case(request: HttpRequest, lawbook: Lawbook) -> dict[str, Any]:
    case = _case_of(request, lawbook)
    if case is None:
        return {}
    return {"from_rule": case[1], "from_title": said(case[1].title), "case_name": said(case[1].cases[case[0]].name)}


def _rule_of(lawbook: Lawbook, rule_id: str) -> Rule:
    found = lawbook.rule(rule_id)
    if found is None:
        raise Http404("rule")
    return found


def _packs(lawbook: Lawbook, applied: Sequence[str]) -> list[tuple[str, str]]:
    return [(pack.name, f"{listing.pack_title(pack)} ({pack.name})") for pack in listing.packs_in_order(lawbook, applied)]


def _zones(lawbook: Lawbook) -> list[str]:
    names = {zone for pack in lawbook.packs for zone in ((pack.zone,) if pack.zone else pack.candidates)}
    return sorted(name for name in names if name)
