"""Notes, files and whose case it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.cases.models import Case, Note
from huashu.desk.cases.paper_forms import AssignForm, FileForm, NoteForm
from huashu.desk.cases.services import case_assign, file_add, file_name, note_record
from huashu.desk.cases.views.common import address_of_case, go, sent
from huashu.desk.conduct.views.common import words_warned
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("cases.work")
def note_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a note, and its writing."""
    return _note(request, case_for(person_of(request), pk), None)


@require_http_methods(["GET", "POST"])
@require("cases.work")
def note_correct(request: HttpRequest, pk: int, note_pk: int) -> HttpResponse:
    """The same with an older note, which the new one takes the place of."""
    case = case_for(person_of(request), pk)
    old = case.notes.filter(pk=note_pk).first()
    if old is None:
        raise Http404("note")
    return _note(request, case, old)


def _note(request: HttpRequest, case: Case, old: Note | None) -> HttpResponse:
    form = NoteForm(sent(request), initial={"text": old.text if old else ""})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                note_record(case=case, text=form.cleaned_data["text"], person=person_of(request), now=clock.now(), corrects=old)
            except DeskRefusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Note written."))
                words_warned(request, case, form.cleaned_data["text"])
                return go(request, address_of_case(request, case, written=f"note-{case.pk}"))
    context = {"case": case, "form": form, "old": old, "action": request.get_full_path(), "cancel": address_of_case(request, case)}
    template = "cases/_note_form.html" if request.headers.get("HX-Request") else "cases/note.html"
    return render(request, template, context, status=status)


@require_http_methods(["GET", "POST"])
@require("cases.work")
def file_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a document, and its keeping."""
    person = person_of(request)
    case = case_for(person, pk)
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            upload, title = form.cleaned_data["content"], form.cleaned_data["title"]
            try:
                file_add(case=case, upload=upload, title=title, person=person, now=clock.now())
            except DeskRefusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("File kept."))
                return redirect(f"{reverse('case', args=[case.pk])}?tab=files")
    return render(request, "cases/file.html", {"case": case, "form": form}, status=status)


@require_GET
@require("cases.read")
def file_get(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """Hand a document out, always as a download and never to be run in the desk's name."""
    row = case_for(person_of(request), pk).files.filter(pk=file_pk).first()
    if row is None:
        raise Http404("file")
    response = FileResponse(row.content.open("rb"), as_attachment=True, filename=file_name(row))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Type"] = "application/octet-stream"
    return response


@require_POST
@require("cases.assign")
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a case to somebody of its team, or to nobody."""
    person = person_of(request)
    case = case_for(person, pk)
    form = AssignForm(case, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a person of the case's team."))
        return redirect("case", case.pk)
    try:
        case_assign(case=case, assignee=form.cleaned_data["assignee"], person=person, now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
        return redirect("case", case.pk)
    chosen = form.cleaned_data["assignee"]
    messages.success(request, _("Given to %(name)s.") % {"name": chosen.name} if chosen else _("The case is nobody's now."))
    return redirect("case", case.pk)
