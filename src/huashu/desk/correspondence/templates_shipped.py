"""The shipped templates, read from YAML once; traditional Chinese is converted from simplified and corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from huashu.desk.conduct.speech import traditional

FILE: Final = Path(__file__).parent / "shipped" / "templates.yaml"


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one kind of message in one language.

    Args:
        code: What kind.
        channel: ``sms``, ``email``, ``chat`` or ``letter``.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        purpose: Why it is sent, in the conduct engine's word.
        title: Heading of a letter, subject of an e-mail.
        body: The words with their places.
        number: Version; 0 for a shipped one.
    """

    code: str
    channel: str
    language: str
    purpose: str
    title: str
    body: str
    number: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others."""
        return self.code, self.channel, self.language


def in_traditional(template: Template) -> Template:
    """A template in simplified characters, converted."""
    return replace(template, language="zh-Hant", title=traditional(template.title), body=traditional(template.body))


@lru_cache(maxsize=1)
def shipped() -> dict[tuple[str, str, str], Template]:
    """Every shipped template by code, way and language."""
    found: dict[tuple[str, str, str], Template] = {}
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for row in rows:
        for language, words in row["texts"].items():
            template = Template(row["code"], row["channel"], language, row["purpose"], words["title"], words["body"])
            found[template.key] = template
            if language == "zh-Hans":
                converted = in_traditional(template)
                found[converted.key] = converted
    return found
