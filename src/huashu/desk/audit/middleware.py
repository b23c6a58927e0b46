"""A trail that somebody has changed from outside stops what would be written in it, with a sentence instead of a fault."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from huashu.desk.audit.refusals import TrailBroken

Handler = Callable[[HttpRequest], HttpResponseBase]


def trail_broken(get_response: Handler) -> Handler:
    """Answer with a page of its own where nothing can be added to the trail; what was asked for is undone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, TrailBroken):
            return None
        return render(request, "audit/broken.html", {"sentence": problem.text()}, status=409)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
