"""Pages of sign-in and of one's own account."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import person_of
from huashu.desk.people import services, sessions
from huashu.desk.people.address import address_of
from huashu.desk.people.context import THEME_COOKIE, THEMES
from huashu.desk.people.forms import PasswordForm, SignInForm
from huashu.desk.people.models import Person
from huashu.desk.people.nav import home_for
from huashu.desk.people.refusals import PasswordUnfit, SignInMismatch, TooManyTries
from huashu.desk.people.selectors import demo_logins

_YEAR_SECONDS: Final = 365 * 24 * 60 * 60


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Today, or the first page that the person's role may see."""
    return redirect(home_for(person_of(request)))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; send on to ``next`` when it is a page of this desk."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect("home")
    form, status, wait_seconds = SignInForm(request.POST or None), 200, 0
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _signed_in(request, services.sign_in_check(**form.cleaned_data, address=address_of(request), now=clock.now()))
            except TooManyTries as refusal:
                form.refuse(refusal)
                status, wait_seconds = 429, refusal.wait_seconds
            except SignInMismatch as refusal:
                form.refuse(refusal)
    context = {"form": form, "next": _next(request), "demo_logins": demo_logins(), "ended": "ended" in request.GET}
    response = render(request, "people/sign_in.html", context, status=status)
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    return response


def _signed_in(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person)
    sessions.begin(request.session, now=clock.now())
    return redirect(_next(request))


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
            services.person_language(person=request.user, language=code)
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
    """One's own account: who one is here, language and theme, and the way to another password."""
    return render(request, "people/account.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def account_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; the one page that somebody with a given password may open."""
    person = person_of(request)
    if person.is_demo:
        messages.info(request, _("The demo's passwords are published and stay as they are."))
        return redirect("account")
    form = PasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.password_set(person=person, password=form.cleaned_data["password"], now=clock.now())
        except PasswordUnfit as refusal:
            form.refuse(refusal)
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("Your password is changed. Other places where you were signed in are signed out."))
            return redirect("home")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    """Where to go on to: a page of this desk, or the first one."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("home")
