"""Pages of the close: how the latest run went, the button that closes today, and the loans that couldn't be closed."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.closing.alone import is_at_work
from huashu.desk.closing.selectors import failures_open, failures_page, has_gone, is_queued, run_latest, runs_page
from huashu.desk.closing.tasks import close_task


@require("closing.read")
@require_GET
def closing(request: HttpRequest) -> HttpResponse:
    """The latest run, and the runs before it."""
    context = _progress(request) | {
        "page": runs_page(request.GET.get("page", "1")),
        "failures_open": failures_open(),
        "may_run": may(person_of(request), "closing.run"),
        "today": clock.today(),
    }
    return render(request, "closing/closing.html", context)


@require("closing.read")
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """How far the run has got, for a page that asks again and again; once it's over, the whole page is to be asked for."""
    context = _progress(request)
    response = render(request, "closing/progress.html", context)
    if not context["is_moving"]:
        response.headers["HX-Refresh"] = "true"
    return response


@require("closing.run")
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Ask for today's close; the background process does it."""
    if is_at_work():
        messages.info(request, _("A close is at work already; its progress is below."))
        return redirect("closing")
    asked_at = clock.now()
    task = close_task.enqueue(clock.today().isoformat())
    return redirect(f"{reverse('closing')}?asked={asked_at.timestamp():.0f}&task={task.id}")


@require("closing.read")
@require_GET
def failures(request: HttpRequest) -> HttpResponse:
    """Loans that couldn't be closed, with the reason."""
    page = failures_page(person_of(request), request.GET.get("page", "1"))
    rows = [(failure, _(failure.sentence)) for failure in page]
    return render(request, "closing/failures.html", {"page": page, "rows": rows, "open": failures_open()})


def _progress(request: HttpRequest) -> dict[str, object]:
    asked = request.GET.get("asked", "")
    asked_at = datetime.fromtimestamp(int(asked), UTC) if asked.isdecimal() and len(asked) <= 10 else None
    latest = run_latest()
    task_id = request.GET.get("task", "")
    queued = is_queued(latest, asked_at)
    never_began = queued and has_gone(task_id, clock.now())
    is_moving = (queued and not never_began) or (latest is not None and latest.is_at_work)
    return {
        "latest": latest,
        "asked": asked if asked_at else "",
        "task": task_id,
        "queued": queued and not never_began,
        "never_began": never_began,
        "is_moving": is_moving,
    }
