"""The texts of the desk that wait for translation, found in its Python files and templates.

No gettext program is needed: Django turns a template into something that reads like Python, and Babel finds the calls in both.
"""

from __future__ import annotations

import ast
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

CALLS: dict[str, tuple[Any, ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Django's translation functions and where their arguments stand, as Babel writes it."""
_PERCENT = re.compile(r"%\([a-z_]+\)[-0-9.]*[sdf]", re.IGNORECASE)


class Key(NamedTuple):
    """What makes a text one text: the same words in another context are another text."""

    context: str
    msgid: str


def find_texts(root: Path) -> dict[Key, polib.POEntry]:
    """Every text below a folder, with the files that it stands in and an empty translation."""
    found: dict[Key, polib.POEntry] = {}
    places: dict[Key, set[str]] = defaultdict(set)
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html")]):
        if "migrations" in path.parts or "locale" in path.parts:
            continue
        for key, plural in _texts_in(path):
            entry = found.setdefault(key, polib.POEntry(msgctxt=key.context or None, msgid=key.msgid))
            entry.msgid_plural = entry.msgid_plural or plural
            places[key].add(path.relative_to(root).as_posix())
    for key, entry in found.items():
        entry.occurrences = [(place, "") for place in sorted(places[key])]
        entry.flags = ["python-format"] if _PERCENT.search(entry.msgid + entry.msgid_plural) else []
    return found


def _texts_in(path: Path) -> Iterator[tuple[Key, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        keywords = _keywords(source)
    else:
        # Parentheses keep Babel's tokenizer from asking for Python's indentation.
        source, keywords = f"(\n{templatize(source, origin=str(path))}\n)", {**CALLS, "_": None}
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=keywords):
        msgid, plural = message[:2] if isinstance(message, tuple) else (message, "")
        if msgid:
            yield Key(context or "", msgid), plural


def _keywords(source: str) -> dict[str, tuple[Any, ...] | None]:
    """Django's functions under the names that this file imports them by."""
    keywords: dict[str, tuple[Any, ...] | None] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            keywords |= {name.asname or name.name: CALLS[name.name] for name in node.names if name.name in CALLS}
        elif isinstance(node, ast.Attribute) and node.attr in CALLS:
            keywords[node.attr] = CALLS[node.attr]
    return keywords


def find_constants(root: Path, wanted: set[str]) -> dict[str, set[str]]:
    """Which of some texts stand as plain string constants in which Python files.

    The rooms below the desk know no translation; the desk translates what they say by looking it up.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in wanted:
                found[node.value].add(path.relative_to(root).as_posix())
    return found
