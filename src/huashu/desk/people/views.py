"""Pages of sign-in and of one's own account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import person_of
from huashu.desk.people import sessions
from huashu.desk.people.context import THEME_COOKIE, THEMES
from huashu.desk.people.forms import SignInForm
from huashu.desk.people.models import Person
from huashu.desk.people.nav import home_for

_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Today, or the first page that the person's role may see."""
    return redirect(home_for(person_of(request)))


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; send on to ``next`` when it is a page of this desk."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(request, username=form.cleaned_data["username"].strip().lower(), password=form.cleaned_data["password"])
        if person is not None:
            login(request, person)
            sessions.begin(request.session, now=clock.now())
            return redirect(_next(request))
        form.add_error(None, _("Name and password don't match. Check both and try again."))
    context = {"form": form, "next": _next(request), "demo_people": Person.objects.filter(is_demo=True, is_active=True)}
    return render(request, "people/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget the pages that were open."""
    logout(request)
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language, on the person when somebody is signed in and on this browser."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if code in dict(settings.LANGUAGES):
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=code)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=_YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Change light or dark for this browser."""
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(_next(request))
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "people/account.html", {"person": person_of(request)})


def account_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    return render(request, "people/account.html", {"person": person_of(request)})


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("home")
