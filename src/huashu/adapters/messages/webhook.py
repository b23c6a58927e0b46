"""A generic gateway: the message as JSON by POST to an address, with an idempotency key and a signature.

The receiver checks ``X-Huashu-Signature: t=SECONDS,v1=HEX``, where HEX is the HMAC-SHA256 of ``SECONDS.BODY`` with the shared
secret, and answers 2xx (``{"id": "…"}`` names its own number), 4xx for never, 408, 429 or 5xx for later.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict
from typing import ClassVar, Final

from huashu.adapters.messages.port import Answer, Handover, OutgoingMessage

_LATER: Final = frozenset({408, 409, 425, 429})
_READ_MAX: Final = 65_536


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A message isn't carried on to an address that nobody set."""

    def redirect_request(self, *_args: object) -> None:
        return None


class WebhookGateway:
    """Posts each message to one address.

    Args:
        url: The address, http or https.
        secret: Shared with the receiver; signs every request.
        seconds: Gives the Unix time to sign with.
        timeout_seconds: How long to wait for an answer.
    """

    name: ClassVar[str] = "webhook"
    is_repeatable: ClassVar[bool] = True

    def __init__(self, url: str, secret: str, seconds: Callable[[], int], timeout_seconds: float = 20.0) -> None:
        self._url = url
        self._secret = secret
        self._seconds = seconds
        self._timeout_seconds = timeout_seconds
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, message: OutgoingMessage) -> Handover:
        """Post the message."""
        record = {name: value for name, value in asdict(message).items() if name != "paper"}
        body = json.dumps(record, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": message.key,
            "X-Huashu-Signature": signature_of(body, self._secret, self._seconds()),
        }
        request = urllib.request.Request(self._url, body, headers, method="POST")  # noqa: S310 - the settings allow http and https only
        try:
            with self._opener.open(request, timeout=self._timeout_seconds) as answer:
                return Handover(Answer.TAKEN, reference=_number_in(answer.read(_READ_MAX)))
        except urllib.error.HTTPError as problem:
            with problem:
                said = problem.read(300).decode(errors="replace")
            later = problem.code in _LATER or problem.code >= 500
            return Handover(Answer.TRY_AGAIN if later else Answer.REFUSED, reason=f"HTTP {problem.code} {said}".strip()[:300])
        except OSError as problem:
            return Handover(Answer.TRY_AGAIN, reason=str(getattr(problem, "reason", problem))[:300])


def signature_of(body: bytes, secret: str, seconds: int) -> str:
    """The signature header of a request.

    Args:
        body: The request's body.
        secret: The shared secret.
        seconds: Unix time of the request.
    """
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def _number_in(body: bytes) -> str:
    try:
        record = json.loads(body)
    except ValueError:
        return ""
    return str(record.get("id", ""))[:120] if isinstance(record, dict) else ""
