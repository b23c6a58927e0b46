"""Tokens of links: a nonce, a case and an end, signed. Nothing in them says who the customer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.core.signing import BadSignature, Signer

from huashu.desk.borrower.models import BorrowerLink
from huashu.desk.borrower.refusals import LinkUnknown

_SALT: Final = "huashu.desk.borrower.link"
_PARTS: Final = 3
LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says, once its signature is right."""

    nonce: str
    case: int
    expires_at: datetime


def token_of(link: BorrowerLink) -> str:
    """The token that opens a link."""
    return _signer().sign(f"{link.nonce}-{link.case_id:x}-{int(link.expires_at.timestamp()):x}")


def token_read(text: str) -> Token:
    """What a token says.

    Raises:
        LinkUnknown: It isn't one of ours.
    """
    if len(text) > LONGEST:
        raise LinkUnknown
    try:
        parts = _signer().unsign(text).split("-")
    except BadSignature:
        raise LinkUnknown from None
    if len(parts) != _PARTS:
        raise LinkUnknown
    nonce, case, end = parts
    return Token(nonce, int(case, 16), datetime.fromtimestamp(int(end, 16), UTC))


def _signer() -> Signer:
    return Signer(salt=_SALT, sep=".")
