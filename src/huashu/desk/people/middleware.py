"""What every request passes: the content security policy, the person's language, and the rule that nobody works signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from huashu.desk import clock
from huashu.desk.people import sessions
from huashu.desk.people.models import Person

Handler = Callable[[HttpRequest], HttpResponseBase]

_SOURCES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY: Final = "; ".join(f"{directive} {source}" for directive, source in _SOURCES.items())
_UNUSED: Final = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
PERMISSIONS: Final = ", ".join(f"{feature}=()" for feature in _UNUSED)
OPEN_TO_ALL: Final = frozenset({"sign-in", "language", "theme", "delivery-report"})
OPEN_BY_LINK: Final = frozenset({"by-link", "by-link-check", "by-link-leave", "by-link-promise", "by-link-tell"})
"""The customer's pages: a signed link and digits open them, and nobody signs in (see ``desk.borrower``)."""
OPEN_BEFORE_PASSWORD_CHANGE: Final = frozenset({"account-password", "sign-out", "language", "theme"})


def content_security_policy(get_response: Handler) -> Handler:
    """Let pages load scripts, styles and pictures from the desk itself only, and keep pages out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not response.headers.get("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware


def preferred_language(get_response: Handler) -> Handler:
    """Answer in the person's language; before sign-in, in the one chosen on this browser or asked for by it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = request.user
        language = person.language if isinstance(person, Person) else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def sign_in_required(get_response: Handler) -> Handler:
    """Send people who are signed out, idle for too long or signed in for too long to the sign-in page.

    Somebody with a password that was given to them has to change it before anything else.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        ended = request.user.is_authenticated and not sessions.touch(request.session, now=clock.now())
        if ended:
            logout(request)
        name = _view_name(request.path_info)
        if name in OPEN_BY_LINK:
            return get_response(request)
        if not request.user.is_authenticated:
            return get_response(request) if name in OPEN_TO_ALL else _to_sign_in(request, ended=ended)
        if request.user.must_change_password and name not in OPEN_BEFORE_PASSWORD_CHANGE:
            return HttpResponseRedirect(reverse("account-password"))
        return get_response(request)

    return middleware


def _to_sign_in(request: HttpRequest, *, ended: bool) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponse(_("You have been signed out."), status=401, content_type="text/plain; charset=utf-8")
    query = {"next": back} if (back := _page_of(request)) != "/" else {}
    if ended:
        query["ended"] = "1"
    return HttpResponseRedirect(reverse("sign-in") + (f"?{urlencode(query)}" if query else ""))


def _page_of(request: HttpRequest) -> str:
    """The page to come back to after signing in: this one, or the one that held the form that was sent."""
    if request.method == "GET":
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from._replace(scheme="", netloc="").geturl() if sent_from.netloc == request.get_host() else "/"


def _view_name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
