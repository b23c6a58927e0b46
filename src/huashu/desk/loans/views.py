"""Pages of products: what a lender sets once for all loans of a kind."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.loans import services
from huashu.desk.loans.forms import ProductForm
from huashu.desk.loans.models import ProductSetting


@require("closing.run")
@require_GET
def product_list(request: HttpRequest) -> HttpResponse:
    """All products with how many loans each has."""
    products = ProductSetting.objects.annotate(loan_count=Count("loans")).order_by("code")
    return render(request, "loans/product_list.html", {"products": products})


@require("closing.run")
@require_http_methods(["GET", "POST"])
def product_change(request: HttpRequest, pk: int) -> HttpResponse:
    """One product's settings; new ones hold from the next close."""
    setting = get_object_or_404(ProductSetting, pk=pk)
    form = ProductForm(request.POST or None, setting=setting)
    if request.method == "POST" and form.is_valid():
        name, person = form.cleaned_data["name"], person_of(request)
        services.product_save(setting=setting, name=name, record=form.record, person=person, now=clock.now())
        messages.success(request, _("Saved. The next close counts with the new settings."))
        return redirect("product-list")
    return render(request, "loans/product_change.html", {"form": form, "setting": setting}, status=422 if form.errors else 200)
