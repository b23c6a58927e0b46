"""What every page of a customer's link has in common: nobody keeps it, indexes it or learns where it was, and whose digits were right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from huashu.desk import clock
from huashu.desk.borrower.links import link_check, link_found
from huashu.desk.borrower.models import BorrowerLink, VisitKind
from huashu.desk.borrower.refusals import LinkUnknown
from huashu.desk.borrower.selectors.setting import page_texts
from huashu.desk.borrower.services.proof import visit_log
from huashu.desk.people.address import address_of
from huashu.desk.refusals import DeskRefusal

IDLE: Final = timedelta(minutes=30)
"""How long a page may lie idle before the digits are asked for again."""
_PASSED: Final = "borrower-passed"

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Decorate a page of a link: not kept by browsers or caches, not indexed, no address told to others.

    The address is told to the desk itself: without any referrer a browser sends forms with ``Origin: null``, which the protection against
    forged forms would refuse.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def with_link(view: View) -> View:
    """Decorate a view of a token: it gets the link, if the link works; else a page says why it doesn't and how to get a new one."""

    @private
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: object) -> HttpResponseBase:
        try:
            link = link_found(token)
            try:
                link_check(link, clock.now())
            except DeskRefusal:
                if request.method == "GET":
                    visit_log(link=link, kind=VisitKind.TURNED_AWAY, address=address_of(request), now=clock.now())
                raise
        except DeskRefusal as refusal:
            return over(request, refusal)
        return view(request, link, token, **kwargs)

    return guarded


def over(request: HttpRequest, refusal: DeskRefusal) -> HttpResponse:
    """The page of a link that opens nothing."""
    return show(request, "borrower/over.html", {"refusal": refusal}, status=404 if isinstance(refusal, LinkUnknown) else 410)


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page in the frame that customers see, with the lender's own words."""
    texts = page_texts(translation.get_language() or "")
    return render(request, template, {"texts": texts, "plain_path": request.path} | context, status=status)


def passed(request: HttpRequest, link: BorrowerLink, now: datetime) -> bool:
    """Whether the digits were right in this browser and the page hasn't lain idle since; counts as being used."""
    held = request.session.get(_PASSED, {})
    at = held.get(link.nonce)
    if at is None or not timedelta(0) <= now - datetime.fromisoformat(at) < IDLE:
        return False
    _remember(request, held, link, now)
    return True


def pass_on(request: HttpRequest, link: BorrowerLink, now: datetime) -> None:
    """Remember in this browser that the digits were right."""
    request.session.cycle_key()
    _remember(request, request.session.get(_PASSED, {}), link, now)


def forget(request: HttpRequest, link: BorrowerLink) -> None:
    """Ask for the digits again the next time."""
    request.session[_PASSED] = {nonce: at for nonce, at in request.session.get(_PASSED, {}).items() if nonce != link.nonce}


def _remember(request: HttpRequest, held: dict[str, str], link: BorrowerLink, now: datetime) -> None:
    request.session[_PASSED] = held | {link.nonce: now.isoformat()}
