"""Recordings: bring one in, see how far it is, try one again that stopped."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import conversations_for, person_of, recordings_for, require
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.refusals import DeskRefusal
from huashu.desk.reviews.asking import speech_is_set
from huashu.desk.reviews.forms import RecordingForm
from huashu.desk.reviews.models import Recording, RecordingState
from huashu.desk.reviews.reader_words import reader_words
from huashu.desk.reviews.services.recordings import recording_add, recording_enqueued, recording_is_stopped, recording_requeue
from huashu.desk.reviews.tasks import recording_task

LISTED = 30


@require("reviews.add")
@require_http_methods(["GET", "POST"])
def recording_list(request: HttpRequest) -> HttpResponse:
    """A place to bring a recording in, and those before; without a model it says how to set one."""
    person, now = person_of(request), clock.now()
    form = RecordingForm(person, None, now, sent(request), request.FILES or None) if speech_is_set() else None
    if request.method == "POST" and form is not None and form.is_valid():
        content = form.cleaned_data["content"]
        row = recording_add(content=content, name=content.name, draft=form.draft(), person=person, now=now)
        _enqueue(row)
        return redirect("recording", row.pk)
    context = {
        "form": form,
        "recordings": recordings_for(person).select_related("added_by").order_by("-pk")[:LISTED],
        "today": business_day(),
    }
    return render(request, "reviews/recordings.html", context, status=422 if request.method == "POST" else 200)


@require("reviews.add")
@require_GET
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one recording is."""
    return render(request, "reviews/recording.html", _shown(request, pk))


@require("reviews.add")
@require_GET
def recording_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, for a page that asks again and again."""
    return render(request, "reviews/_progress.html", _shown(request, pk))


@require("reviews.add")
@require_POST
def recording_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a recording that stopped have another turn."""
    row = _recording(request, pk)
    try:
        recording_requeue(recording=row)
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    else:
        _enqueue(row)
    return redirect("recording", pk)


def _recording(request: HttpRequest, pk: int) -> Recording:
    row = recordings_for(person_of(request)).filter(pk=pk).first()
    if row is None:
        raise Http404("recording")
    return row


def _shown(request: HttpRequest, pk: int) -> dict[str, object]:
    row = _recording(request, pk)
    is_stopped = recording_is_stopped(row)
    seen = row.conversation_id is not None and conversations_for(person_of(request)).filter(pk=row.conversation_id).exists()
    return {
        "recording": row,
        "is_working": row.state in (RecordingState.QUEUED, RecordingState.RUNNING) and not is_stopped,
        "is_stopped": is_stopped,
        "problem": reader_words(row.problem) if row.problem else "",
        "call_seen": seen,
        "today": business_day(),
    }


def _enqueue(row: Recording) -> None:
    recording_enqueued(recording=row, task_id=recording_task.enqueue(row.pk).id)
