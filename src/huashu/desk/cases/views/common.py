"""What the case pages share: where to go after something was written, and how htmx is told."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from huashu.desk import clock
from huashu.desk.cases.models import Case

QUEUE_FIELDS = ("scope", "part", "stage", "bucket", "q")


def business_day() -> date:
    """The business day, from the desk's clock."""
    return timezone.localdate(clock.now())


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, which may be nothing; None where it wasn't sent."""
    return request.POST if request.method == "POST" else None


def came_from_today(request: HttpRequest) -> bool:
    """Whether the person works through the queue."""
    return request.GET.get("from") == "today"


def queue_params(request: HttpRequest) -> dict[str, str]:
    """The queue's filter, carried along in the address."""
    return {name: request.GET[name] for name in QUEUE_FIELDS if request.GET.get(name)}


def address_of_case(request: HttpRequest, case: Case, **extra: object) -> str:
    """Where the person came from: the case in the queue, or the case's own page."""
    if came_from_today(request):
        return f"{reverse('today')}?{urlencode(queue_params(request) | {'case': case.pk} | extra)}"
    address = reverse("case", args=[case.pk])
    return f"{address}?{urlencode(extra)}" if extra else address


def go(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser on, whether the form was sent by htmx or by itself."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
