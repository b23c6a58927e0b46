"""Pages on which an administrator looks after the people and teams of the lender."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.people import services
from huashu.desk.people.forms import PersonAddForm, PersonChangeForm, TeamForm
from huashu.desk.people.models import Person, Role
from huashu.desk.people.selectors import people_all, person_by, team_by, teams_all
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("people.manage")
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody, with role, team and how much lies with them."""
    people = list(people_all())
    active = sum(person.is_active for person in people)
    return render(request, "people/person_list.html", {"people": people, "active": active})


@require_http_methods(["GET", "POST"])
@require("people.manage")
def person_add(request: HttpRequest) -> HttpResponse:
    """Add somebody; the page that follows shows their first password once."""
    form = PersonAddForm(request.POST or None, initial={"role": Role.OFFICER, "language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            added, password = services.person_add(**{**form.cleaned_data, "role": Role(form.cleaned_data["role"])}, **_who(request))
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            return _password_once(request, added, password)
    return render(request, "people/person_add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require("people.manage")
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, role, team and language, or whether somebody may sign in."""
    other = person_by(pk)
    fields = ("name", "role", "team", "language", "is_active")
    form = PersonChangeForm(request.POST or None, initial={field: getattr(other, field) for field in fields})
    if request.method == "POST" and form.is_valid():
        try:
            services.person_change(person=other, **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])}, **_who(request))
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": other.name})
            return redirect("person-list")
    return render(request, "people/person_change.html", {"other": other, "form": form}, status=422 if form.errors else 200)


@require_POST
@require("people.manage")
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a new first password and show it once."""
    other = person_by(pk)
    return _password_once(request, other, services.password_reset(person=other, **_who(request)))


@require_http_methods(["GET", "POST"])
@require("people.manage")
def team_list(request: HttpRequest) -> HttpResponse:
    """Every team, and a field to add one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.team_add(name=form.cleaned_data["name"], **_who(request))
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("team-list")
    return render(request, "people/team_list.html", {"teams": teams_all(), "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require("people.manage")
def team_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a team; remove it when it is empty."""
    team = team_by(pk)
    form = TeamForm(request.POST or None, initial={"name": team.name})
    if request.method == "POST" and form.is_valid():
        try:
            services.team_rename(team=team, name=form.cleaned_data["name"], **_who(request))
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("team-list")
    return render(request, "people/team_change.html", {"team": team, "form": form}, status=422 if form.errors else 200)


@require_POST
@require("people.manage")
def team_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an empty team."""
    team = team_by(pk)
    try:
        services.team_remove(team=team, **_who(request))
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    return redirect("team-list")


def _who(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": person_of(request), "now": clock.now()}


def _password_once(request: HttpRequest, other: Person, password: str) -> HttpResponse:
    response = render(request, "people/password_once.html", {"other": other, "password": password})
    add_never_cache_headers(response)
    return response
