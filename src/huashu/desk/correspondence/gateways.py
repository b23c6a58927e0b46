"""Which gateway takes which kind of message, from the settings of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import time
from typing import Final
from urllib.parse import urlsplit

from django.core import signing
from django.urls import reverse

from huashu.adapters.messages.outbox import FileOutbox
from huashu.adapters.messages.port import Gateway
from huashu.adapters.messages.smtp import SECURITIES, SmtpGateway, SmtpServer
from huashu.adapters.messages.webhook import WebhookGateway
from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.correspondence.models import Way
from huashu.desk.environment import data_folder, read
from huashu.errors import InvalidValue, MissingValue, Refusal

OUTBOX: Final = "outbox"
SALT: Final = "huashu.delivery"
_SETTINGS: Final = {Way.SMS: "HUASHU_SMS_GATEWAY", Way.EMAIL: "HUASHU_EMAIL_GATEWAY", Way.CHAT: "HUASHU_CHAT_GATEWAY"}


def gateway_names() -> dict[str, str]:
    """The gateway of each way, by name; letters always go to the outbox, to be printed and posted."""
    return {way.value: read(name) for way, name in _SETTINGS.items()} | {Way.LETTER.value: OUTBOX}


def gateways() -> Mapping[str, Gateway]:
    """The gateway of each way.

    Raises:
        InvalidValue: A setting names none, or what it needs isn't right.
        MissingValue: What a gateway needs isn't set.
    """
    sender = (conduct_setting().institution, read("HUASHU_SMTP_FROM"))
    return {way: _made(way, name, sender) for way, name in gateway_names().items()}


def gateway_fault() -> str:
    """Why nothing can be handed over: what isn't right in the settings; empty if all is."""
    try:
        gateways()
    except Refusal as refusal:
        return refusal.message
    return ""


def outbox_folder() -> Path:
    """Where the file outbox writes."""
    return data_folder() / "outbox"


def callback_url(message_pk: int) -> str:
    """Where a gateway reports what became of a message: an address that only whoever got it knows; empty if the desk has none."""
    base = read("HUASHU_PUBLIC_URL").rstrip("/")
    return base + reverse("delivery-report", args=[signing.dumps(message_pk, salt=SALT)]) if base else ""


def _made(way: str, name: str, sender: tuple[str, str]) -> Gateway:
    if name == OUTBOX:
        return FileOutbox(outbox_folder(), sender)
    if name == "webhook":
        return _webhook()
    if name == "smtp" and way == Way.EMAIL:
        return _smtp(sender)
    raise InvalidValue(_SETTINGS[Way(way)], name, "outbox, smtp or webhook" if way == Way.EMAIL else "outbox or webhook")


def _webhook() -> WebhookGateway:
    url, secret = read("HUASHU_WEBHOOK_URL"), read("HUASHU_WEBHOOK_SECRET")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise InvalidValue("HUASHU_WEBHOOK_URL", url, "an http or https address")
    if not secret:
        raise MissingValue("HUASHU_WEBHOOK_SECRET", "the secret that requests are signed with")
    return WebhookGateway(url, secret, lambda: int(time()))


def _smtp(sender: tuple[str, str]) -> SmtpGateway:
    host, port, security = read("HUASHU_SMTP_HOST"), read("HUASHU_SMTP_PORT"), read("HUASHU_SMTP_SECURITY")
    if not host:
        raise MissingValue("HUASHU_SMTP_HOST", "the name of the e-mail server")
    if not sender[1]:
        raise MissingValue("HUASHU_SMTP_FROM", "the sender's e-mail address")
    if not port.isdigit():
        raise InvalidValue("HUASHU_SMTP_PORT", port, "a number")
    if security not in SECURITIES:
        raise InvalidValue("HUASHU_SMTP_SECURITY", security, ", ".join(SECURITIES))
    return SmtpGateway(SmtpServer(host, int(port), security, read("HUASHU_SMTP_USER"), read("HUASHU_SMTP_PASSWORD")), sender)
