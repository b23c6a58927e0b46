"""The demo's invented calls, as written in ``reviewed_calls.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """One invented call.

    Args:
        days: How many days before loading it was.
        officer: Sign-in name of whoever called.
        kind: A call kind of the vocabulary.
        language: ``zh`` or ``en``.
        case: Whether it is attached to an open case of the officer.
        title: Its title.
        text: Its words, a turn a line; ``{name}`` and ``{overdue}`` stand for the case's.
    """

    days: int
    officer: str
    kind: str
    language: str
    case: bool
    title: str
    text: str


def written_calls() -> tuple[WrittenCall, ...]:
    """Every invented call, the newest first."""
    held = yaml.safe_load(files("huashu.adapters.demo").joinpath("reviewed_calls.yaml").read_text(encoding="utf-8"))
    return tuple(WrittenCall(**row) for row in held)
