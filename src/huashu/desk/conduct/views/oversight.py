"""For compliance: contacts that somebody has to look at, and the lender's conduct settings."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.cases.views.common import sent
from huashu.desk.conduct.forms.settings import ConductSettingForm
from huashu.desk.conduct.selectors.basis import doubt_of
from huashu.desk.conduct.selectors.lists import finding_rows, findings_to_look_at
from huashu.desk.conduct.selectors.settings import conduct_setting, house_zone, product_kinds
from huashu.desk.conduct.services.settings import clock_confirm, conduct_setting_save, product_kind_save
from huashu.desk.conduct.speech import said
from huashu.desk.conduct.views.overrides import overrides
from huashu.desk.loans.models import ProductSetting
from huashu.desk.refusals import DeskRefusal

PAGE_ROWS = 50


@require_GET
@require("conduct.read")
def conduct(request: HttpRequest) -> HttpResponseBase:
    """The first of the conduct pages that the person may open."""
    return overrides(request) if may(person_of(request), "overrides.read") else conduct_settings(request)


@require_GET
@require("conduct.review")
def findings(request: HttpRequest) -> HttpResponse:
    """Contacts that were unlawful or not started from the desk, newest first."""
    page = Paginator(findings_to_look_at(person_of(request)), PAGE_ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "rows": finding_rows(page.object_list), "today": timezone.localdate(clock.now())}
    return render(request, "conduct/findings.html", context)


@require_http_methods(["GET", "POST"])
@require("conduct.settings")
def conduct_settings(request: HttpRequest) -> HttpResponse:
    """Who the lender is for the rules, and which rules apply."""
    setting, products = conduct_setting(), list(ProductSetting.objects.order_by("name", "pk"))
    form = ConductSettingForm(setting, products, product_kinds(), sent(request))
    if request.method == "POST" and form.is_valid():
        person, now = person_of(request), clock.now()
        try:
            conduct_setting_save(values=form.values(), person=person, now=now)
        except DeskRefusal as refusal:
            form.add_error(refusal.field, refusal.text())
        else:
            for product, kind in form.kinds():
                product_kind_save(product=product, kind=kind, person=person, now=now)
            messages.success(request, _("Saved; every verdict from now on follows it."))
            return redirect("conduct-settings")
    doubt = doubt_of(setting, clock.now())
    context = {
        "form": form,
        "setting": setting,
        "zone": house_zone(setting),
        "doubt": doubt,
        "doubt_text": doubt and said(doubt.sentence()),
    }
    return render(request, "conduct/settings.html", context, status=422 if form.errors else 200)


@require_POST
@require("conduct.settings")
def clock_confirmed(request: HttpRequest) -> HttpResponse:
    """An administrator says that the clock, which ran fast before, is right now."""
    clock_confirm(person=person_of(request), now=clock.now())
    messages.success(request, _("Confirmed; contacts are judged by this clock again."))
    return redirect("conduct-settings")
