"""Editing a track: the file as text, checked while it is written, with the preview beside it, and published with a note."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.people.models import Person
from huashu.desk.playbooks.filling import filled
from huashu.desk.playbooks.models import TrackVersion
from huashu.desk.playbooks.problem_words import problem_shown
from huashu.desk.playbooks.refusals import TrackFaulty, TrackOther
from huashu.desk.playbooks.selectors import track_checked, track_versions
from huashu.desk.playbooks.services import track_publish
from huashu.desk.playbooks.words import language_words
from huashu.desk.refusals import DeskRefusal, RefusableForm
from huashu.playbook.facts import CAPTURES, FACTS

TEXT_MAX = 400_000


class TrackForm(RefusableForm):
    """The file and what changed in it."""

    text = forms.CharField(
        label=gettext_lazy("The file (YAML)"),
        max_length=TEXT_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "wrap": "off", "autocapitalize": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        max_length=240,
        error_messages={"required": gettext_lazy("Say in a few words what changed: it stands in the history.")},
    )


@require_http_methods(["GET", "POST"])
@require("playbooks.publish")
def edit(request: HttpRequest, track: str, language: str) -> HttpResponse:
    """Edit the latest version; what is published becomes the next one."""
    versions = track_versions(track, language)
    if not versions:
        raise Http404("track")
    latest = versions[0]
    if request.method == "POST":
        form = TrackForm(_plain_lines(request))
        if row := _published(request, form, only=(track, language)):
            return _to_track(row, f"{track}.{language}")
        return _page(request, form, track=track, language=language, status=422)
    text = re.sub(r"(?m)^version:.*$", f"version: {latest.track.version + 1}", latest.text, count=1)
    return _page(request, TrackForm(initial={"text": text}), track=track, language=language)


@require_http_methods(["GET", "POST"])
@require("playbooks.publish")
def new(request: HttpRequest) -> HttpResponse:
    """Publish a file of a track or language that isn't here yet."""
    form = TrackForm(_plain_lines(request)) if request.method == "POST" else TrackForm()
    if request.method == "POST" and (row := _published(request, form)):
        return _to_track(row, "new.")
    return _page(request, form, status=422 if form.errors else 200)


@require_POST
@require("playbooks.publish")
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with the file that is being written, and how it would look."""
    text = _plain_lines(request).get("text", "")
    return render(request, "playbooks/_check.html", _checked(text, person_of(request), request.POST.get("case", "")))


def _to_track(row: TrackVersion, draft: str) -> HttpResponse:
    """To the track's page, which lets the machine forget what was typed."""
    return redirect(f"{reverse('playbook', args=[row.track, row.language])}?written=track-{draft}")


def _published(request: HttpRequest, form: TrackForm, only: tuple[str, str] | None = None) -> TrackVersion | None:
    """Publish what the form holds; None if it has to be shown again."""
    if not form.is_valid():
        return None
    text = form.cleaned_data["text"]
    try:
        _of_page(text, only)
        row = track_publish(text=text, note=form.cleaned_data["note"], person=person_of(request), now=clock.now())
    except DeskRefusal as refusal:
        form.refuse(refusal)
        return None
    said = {"title": row.title, "version": row.version, "day": row.valid_from}
    messages.success(
        request, _("%(title)s, version %(version)s, is published. Calls follow it from %(day)s, open ones from their next step.") % said
    )
    return row


def _of_page(text: str, only: tuple[str, str] | None) -> None:
    track, problems = track_checked(text)
    if track is None:
        raise TrackFaulty(count=len(problems))
    if only is not None and (track.id, track.language) != only:
        raise TrackOther(track=only[0], language=language_words(only[1]))


def _page(request: HttpRequest, form: TrackForm, *, track: str = "", language: str = "", status: int = 200) -> HttpResponse:
    text = str(form["text"].value() or "")
    context = {
        "form": form,
        "track_id": track,
        "language": language,
        "facts": [(name, fact.zh, fact.en) for name, fact in (FACTS | CAPTURES).items()],
        **_checked(text, person_of(request), request.POST.get("case", "")),
    }
    return render(request, "playbooks/edit.html", context, status=status)


def _checked(text: str, person: Person, asked: str) -> dict[str, Any]:
    if not text.strip():
        return {"empty": True}
    track, problems = track_checked(text)
    return {
        "problems": [problem_shown(problem) for problem in problems],
        "filled": filled(track, person, asked, clock.now()) if track is not None else None,
        "asked": asked,
    }


def _plain_lines(request: HttpRequest) -> Any:
    """What was sent, with the line ends that files have."""
    data = request.POST.copy()
    data["text"] = data.get("text", "").replace("\r\n", "\n")
    return data
