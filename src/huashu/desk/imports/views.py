"""Pages of the imports app: drop a file, see how it was read, load it, see what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.adapters.spreadsheet.templates import template
from huashu.adapters.spreadsheet.vocabulary import Shape
from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.imports import services
from huashu.desk.imports.forms import UploadForm
from huashu.desk.imports.labels import AMOUNT_UNITS, RATE_PERIODS, RATE_SCALES, SHAPES, TEMPLATE_NOTES
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.pages import PreviewPage, preview_page
from huashu.desk.imports.refusals import BatchSettled
from huashu.desk.imports.selectors import BatchView, batch_get, batches_page
from huashu.desk.imports.tasks import batch_load_task

_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


@require("imports.run")
@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    """A place to drop a file, templates, and the files before."""
    return _list(request, UploadForm())


@require("imports.run")
@require_POST
def batch_upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and show how it was read."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    upload = form.cleaned_data["file"]
    batch = services.batch_upload(
        upload=upload,
        name=upload.name,
        shape=form.cleaned_data["shape"],
        as_of=form.cleaned_data["as_of"],
        person=person_of(request),
        now=clock.now(),
    )
    return redirect("import-batch", batch.pk)


@require("imports.run")
@require_http_methods(["GET", "POST"])
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How the file was read and what would happen; or, once confirmed, what happened."""
    batch = batch_get(pk)
    if batch.state != ImportState.UPLOADED:
        return render(request, "imports/batch.html", {"batch": BatchView(batch, clock.now())})
    if request.POST.get("do") == "discard":
        return _discard(request, batch)
    page = preview_page(batch, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.is_valid:
        services.batch_choose(batch=batch, shape=page.shape, mapping=page.mapping, choices=page.choices)
        if request.POST.get("do") in ("load", "load_good") and page.may_load and page.was_shown:
            return _load(request, batch)
    return _show(request, batch, page, status=422 if request.method == "POST" and not page.is_valid else 200)


@require("imports.run")
@require_GET
def batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the load has got, for a page that asks again and again."""
    return render(request, "imports/progress.html", {"batch": BatchView(batch_get(pk), clock.now())})


@require("imports.run")
@require_POST
def batch_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Load a file again whose load stopped, or the good rows of one that had problems."""
    batch = batch_get(pk)
    try:
        services.batch_requeue(batch=batch, skip_bad=request.POST.get("do") == "load_good", now=clock.now())
    except BatchSettled as refusal:
        messages.error(request, refusal.text())
    else:
        _enqueue(batch)
    return redirect("import-batch", batch.pk)


@require("imports.run")
@require_GET
def batch_bad_rows(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The rows with problems, as a file to be mended."""
    del request
    batch = batch_get(pk)
    if not batch.bad_rows:
        raise Http404("bad rows")
    return FileResponse(batch.bad_rows.open("rb"), as_attachment=True, filename=Path(batch.bad_rows.name or "rows").name)


@require("imports.run")
@require_GET
def template_download(request: HttpRequest, shape: str) -> HttpResponse:
    """An empty sheet with the headings of a shape, in the reader's language."""
    del request
    if shape not in set(Shape):
        raise Http404("shape")
    content = template(Shape(shape), _LANGUAGES.get(get_language() or "", "en"))
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="huashu-{shape}.xlsx"'
    return response


def _list(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    page = batches_page(request.GET.get("page", "1"))
    batches = [BatchView(batch, clock.now()) for batch in page.object_list]
    templates = [(shape, str(SHAPES[shape]), note) for shape, note in TEMPLATE_NOTES.items()]
    return render(request, "imports/list.html", {"form": form, "page": page, "batches": batches, "templates": templates}, status=status)


def _show(request: HttpRequest, batch: ImportBatch, page: PreviewPage, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "batch": BatchView(batch, clock.now()),
        "preview": page,
        "options": page.form,
        "refusal": page.refusal,
        "look_again": request.POST.get("do") in ("load", "load_good") and page.has_changed,
        "units": AMOUNT_UNITS.items(),
        "periods": RATE_PERIODS.items(),
        "scales": RATE_SCALES.items(),
    }
    return render(request, "imports/batch.html", context, status=status)


def _discard(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        services.batch_discard(batch=batch)
    except BatchSettled as refusal:
        messages.error(request, refusal.text())
        return redirect("import-batch", batch.pk)
    messages.info(request, _("The file was discarded; nothing had been saved."))
    return redirect("import-list")


def _load(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        services.batch_confirm(batch=batch, person=person_of(request), now=clock.now())
    except BatchSettled as refusal:
        messages.error(request, refusal.text())
    else:
        _enqueue(batch)
    return redirect("import-batch", batch.pk)


def _enqueue(batch: ImportBatch) -> None:
    services.batch_enqueued(batch=batch, task_id=batch_load_task.enqueue(batch.pk).id)
