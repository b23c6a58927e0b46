"""The network address that a request came from."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

UNKNOWN: Final = "::"


def address_of(request: HttpRequest) -> str:
    """The address of the browser.

    Behind HTTPS the desk stands behind a proxy, and the last entry of ``X-Forwarded-For``, which that proxy wrote, is the
    address; entries before it are the browser's word and count for nothing.
    """
    if settings.HTTPS:
        forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", maxsplit=1)[-1].strip()
        if _is_address(forwarded):
            return forwarded
    given = request.META.get("REMOTE_ADDR", "")
    return given if _is_address(given) else UNKNOWN


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
