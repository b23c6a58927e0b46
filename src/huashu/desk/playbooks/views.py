"""Talk tracks to read: the list, one track with its versions, an old version with what changed since the one before."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.playbooks.filling import filled
from huashu.desk.playbooks.preview import diff_lines
from huashu.desk.playbooks.problem_words import problem_shown
from huashu.desk.playbooks.selectors import Held, track_read, track_version, track_versions, tracks_current


@require_GET
@require("playbooks.read")
def tracks(request: HttpRequest) -> HttpResponse:
    """Every track in use, by stage."""
    held = tracks_current(timezone.localdate(clock.now()))
    return render(request, "playbooks/list.html", {"rows": held, "may_publish": may(person_of(request), "playbooks.publish")})


@require_GET
@require("playbooks.read")
def track_page(request: HttpRequest, track: str, language: str) -> HttpResponse:
    """One track as it is used now, and the versions that there have been."""
    person, now = person_of(request), clock.now()
    versions = track_versions(track, language)
    today = timezone.localdate(now)
    current = next((held for held in versions if held.track.valid_on(today)), None) or (versions[0] if versions else None)
    if current is None:
        raise Http404("track")
    asked = request.GET.get("case", "")
    context = {
        "held": current,
        "filled": filled(current.track, person, asked, now),
        "asked": asked,
        "versions": [(held, held.track.version == current.track.version and held == current) for held in versions],
        "may_publish": may(person, "playbooks.publish"),
    }
    return render(request, "playbooks/track.html", context)


@require_GET
@require("playbooks.read")
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One kept version: its file, and what changed since the version before."""
    row = track_version(pk)
    _track, problems = track_read(row.text)
    before = _before(row.track, row.language, row.version)
    context = {
        "row": row,
        "before": before,
        "lines": diff_lines(before.text, row.text) if before else [],
        "problems": [problem_shown(problem) for problem in problems],
    }
    return render(request, "playbooks/version.html", context)


@require_GET
@require("playbooks.read")
def download(request: HttpRequest, track: str, language: str) -> HttpResponse:
    """The file of the version in use."""
    del request
    versions = track_versions(track, language)
    if not versions:
        raise Http404("track")
    response = HttpResponse(versions[0].text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{track}.{language}.yaml"'
    return response


def _before(track: str, language: str, number: int) -> Held | None:
    return next((held for held in track_versions(track, language) if held.track.version < number), None)
