"""E-mail through an SMTP server. A server that took a message isn't a proof that it arrived; most never say."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from typing import ClassVar, Final

from huashu.adapters.messages.outbox import email_of
from huashu.adapters.messages.port import Answer, Handover, OutgoingMessage

SECURITIES: Final = ("starttls", "tls", "none")
_FOR_GOOD: Final = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the server is and how to speak with it.

    Args:
        host, port: Its address.
        security: One of :data:`SECURITIES`.
        user, password: To sign in; no sign-in without a user.
        timeout_seconds: How long to wait for it.
    """

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout_seconds: float = 20.0


class SmtpGateway:
    """Hands e-mail to a server, one connection a message.

    Args:
        server: The server.
        sender: Name and address in the From line.
    """

    name: ClassVar[str] = "smtp"
    is_repeatable: ClassVar[bool] = False

    def __init__(self, server: SmtpServer, sender: tuple[str, str]) -> None:
        self._server = server
        self._sender = sender

    def send(self, message: OutgoingMessage) -> Handover:
        """Hand an e-mail to the server."""
        mail = email_of(message, self._sender)
        try:
            with self._connected() as server:
                refused = server.send_message(mail, from_addr=self._sender[1], to_addrs=[message.to])
        except smtplib.SMTPRecipientsRefused as problem:
            code, said = next(iter(problem.recipients.values()))
            return _refusal(code, said)
        except smtplib.SMTPResponseException as problem:
            return _refusal(problem.smtp_code, problem.smtp_error)
        except (OSError, smtplib.SMTPException) as problem:
            return Handover(Answer.TRY_AGAIN, reason=str(problem)[:300])
        if refused:
            return _refusal(*next(iter(refused.values())))
        return Handover(Answer.TAKEN, reference=str(mail["Message-ID"]))

    def _connected(self) -> smtplib.SMTP:
        there = self._server
        if there.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                there.host, there.port, timeout=there.timeout_seconds, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(there.host, there.port, timeout=there.timeout_seconds)
        try:
            if there.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if there.user:
                server.login(there.user, there.password)
        except BaseException:
            server.close()
            raise
        return server


def _refusal(code: int, said: bytes | str) -> Handover:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return Handover(Answer.REFUSED if code in _FOR_GOOD else Answer.TRY_AGAIN, reason=f"{code} {words}"[:300])
