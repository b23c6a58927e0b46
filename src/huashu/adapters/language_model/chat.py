"""The chat-completions protocol: one question, one answer, over HTTP; every way to fail has its own refusal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib import error, request
from urllib.parse import urlsplit

from huashu.errors import InvalidValue, Refusal

ANSWER_BYTES_MAX: Final = 2_000_000


class ModelUnreachable(Refusal):
    """No answer came: nobody listens there, or it took too long."""

    code = "model_unreachable"

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"The language model at {address} gave no answer ({reason}). The review stands without it; try again later.", reason=reason
        )


class ModelRefused(Refusal):
    """The server or the model said no."""

    code = "model_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The language model refused ({reason}). The review stands without it.", reason=reason)


class ModelNonsense(Refusal):
    """An answer came that isn't of the protocol."""

    code = "model_nonsense"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The language model's answer can't be used ({reason}). The review stands without it.", reason=reason)


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A model behind an address.

    Args:
        address: Base address up to ``/v1``, such as ``http://127.0.0.1:8080/v1``.
        name: The model's name, as its server knows it.
        key: Secret for the server; may be empty.
        seconds: How long to wait.
    """

    address: str
    name: str
    key: str = ""
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if urlsplit(self.address).scheme not in ("http", "https"):
            raise InvalidValue("HUASHU_MODEL_URL", self.address, "an address that begins with http:// or https://")

    def answer(self, messages: Sequence[dict[str, str]]) -> str:
        """The model's answer to some messages.

        Raises:
            ModelUnreachable: Nobody answers in time.
            ModelRefused: The server answers with an error, or the model declines.
            ModelNonsense: The answer isn't of the protocol.
        """
        body = json.dumps({"model": self.name, "messages": list(messages), "temperature": 0, "stream": False}).encode()
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        asked = request.Request(f"{self.address.rstrip('/')}/chat/completions", data=body, headers=headers, method="POST")  # noqa: S310 - the scheme was checked
        try:
            with request.urlopen(asked, timeout=self.seconds) as response:  # noqa: S310 - the scheme was checked
                raw = response.read(ANSWER_BYTES_MAX + 1)
        except error.HTTPError as problem:
            raise ModelRefused(f"status {problem.code}") from None
        except (error.URLError, OSError) as problem:
            reason = getattr(problem, "reason", problem)
            raise ModelUnreachable(self.address, "it took too long" if isinstance(reason, TimeoutError) else str(reason)) from None
        return _content(raw)


def _content(raw: bytes) -> str:
    if len(raw) > ANSWER_BYTES_MAX:
        raise ModelNonsense("it is too long")
    try:
        held = json.loads(raw)
        choice = held["choices"][0]
        message = choice["message"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise ModelNonsense("it isn't of the protocol") from None
    if isinstance(message, dict) and message.get("refusal"):
        raise ModelRefused(str(message["refusal"])[:200])
    content = message.get("content") if isinstance(message, dict) else None
    if choice.get("finish_reason") == "content_filter":
        raise ModelRefused("its filter stopped it")
    if not isinstance(content, str) or not content.strip():
        raise ModelNonsense("it is empty")
    return content
