"""The file outbox: one file a message in a folder, for a person or a program to carry on. It sends nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path
from typing import ClassVar

from huashu.adapters.messages.port import Answer, Handover, OutgoingMessage


class FileOutbox:
    """Writes e-mail as ``.eml``, letters as ``.pdf`` and everything else as ``.json``; writing again replaces the same file.

    Args:
        folder: Made when it isn't there yet, private to its owner.
        sender: Name and address in the From line of e-mail.
    """

    name: ClassVar[str] = "outbox"
    is_repeatable: ClassVar[bool] = True

    def __init__(self, folder: Path, sender: tuple[str, str] = ("", "")) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, message: OutgoingMessage) -> Handover:
        """Write the message; never claims that it was sent."""
        suffix, content = self._content(message)
        name = f"{hashlib.sha256(message.key.encode()).hexdigest()[:24]}{suffix}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self._folder / f".{name}"
            draft.touch(mode=0o600)
            draft.write_bytes(content)
            draft.replace(self._folder / name)
        except OSError as problem:
            return Handover(Answer.TRY_AGAIN, reason=str(problem.strerror or problem))
        return Handover(Answer.WRITTEN, reference=name)

    def _content(self, message: OutgoingMessage) -> tuple[str, bytes]:
        if message.channel == "email":
            return ".eml", email_of(message, self._sender).as_bytes()
        if message.channel == "letter" and message.paper:
            return ".pdf", message.paper
        record = {name: value for name, value in asdict(message).items() if name != "paper"}
        return ".json", json.dumps(record, ensure_ascii=False, indent=1).encode()


def email_of(message: OutgoingMessage, sender: tuple[str, str]) -> EmailMessage:
    """A message as an e-mail.

    Args:
        message: What goes out.
        sender: Name and address.
    """
    mail = EmailMessage()
    mail["From"] = formataddr(sender)
    mail["To"] = message.to
    mail["Subject"] = " ".join(message.title.split())
    mail["Content-Language"] = message.language
    mail["Message-ID"] = f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{sender[1].rpartition('@')[2] or 'localhost'}>"
    mail.set_content(message.text)
    return mail
