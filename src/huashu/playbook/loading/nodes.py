"""YAML with its line numbers: a value knows where it stands, and a field is read as what it must be.

A fault never stops the reading: it is noted and something harmless is read in its place, so that a person sees everything that is
wrong at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

import yaml

from huashu.playbook.loading.problems import TrackProblem, one_of, shown

TEXT_MOST: Final = 400_000
"""Characters that a file may have; the longest shipped track has a tenth of it."""
DEPTH_MOST: Final = 12
"""Levels that a file may have; a track has 7."""
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")
_WORDS: Final = {"yes": True, "no": False, "true": True, "false": False, "是": True, "否": False}


class Node:
    """A value of the file with its place.

    Args:
        raw: What YAML composed.
        where: Its path.
        problems: Where faults are noted; shared by the whole file.
    """

    def __init__(self, raw: yaml.Node, where: str, problems: list[TrackProblem]) -> None:
        self.raw = raw
        self.where = where
        self.problems = problems

    @property
    def line(self) -> int:
        """One-based line on which it begins."""
        return int(self.raw.start_mark.line) + 1

    def fault(self, wanted: str, action: str = "", *, found: str | None = None, code: str = "invalid_value") -> None:
        """Note that something else was wanted here."""
        self.problems.append(TrackProblem(self.line, self.where, self.shown() if found is None else found, wanted, action, code))

    def shown(self) -> str:
        """What stands here, for a message."""
        if isinstance(self.raw, yaml.ScalarNode):
            return shown(self.raw.value)
        return "a list" if isinstance(self.raw, yaml.SequenceNode) else "a mapping"

    def text(self, wanted: str = "a text") -> str:
        """A text that isn't empty."""
        if not isinstance(self.raw, yaml.ScalarNode) or not self.raw.value.strip():
            self.fault(wanted)
            return ""
        return str(self.raw.value).strip()

    def word(self, allowed: Collection[str]) -> str:
        """One of some words."""
        found = self.text(one_of(allowed))
        if found and found not in allowed:
            self.fault(one_of(allowed, found))
            return ""
        return found

    def flag(self) -> bool:
        """Yes or no."""
        found = self.text("yes or no").lower()
        if found and found not in _WORDS:
            self.fault("yes or no")
        return _WORDS.get(found, False)

    def number(self, least: int = 0, most: int = 1_000_000_000) -> int:
        """A whole number."""
        found = self.text(f"a whole number from {least} to {most}").replace("_", "")
        if not _WHOLE.fullmatch(found) or not least <= int(found) <= most:
            if found:
                self.fault(f"a whole number from {least} to {most}")
            return least
        return int(found)

    def day(self) -> date:
        """A date."""
        found = self.text("a date such as 2026-11-24")
        try:
            return date.fromisoformat(found)
        except ValueError:
            if found:
                self.fault("a date such as 2026-11-24")
            return date.min

    def plain(self) -> Any:
        """The scalar as YAML understands it: text, number, yes/no."""
        if not isinstance(self.raw, yaml.ScalarNode):
            self.fault("one value")
            return None
        if not self.raw.style and self.raw.value.lower() in _WORDS:
            return _WORDS[self.raw.value.lower()]
        if not self.raw.style and _WHOLE.fullmatch(self.raw.value.replace("_", "")):
            return int(self.raw.value.replace("_", ""))
        return str(self.raw.value)

    def items(self, wanted: str = "a list") -> list[Node]:
        """The members of a list."""
        if not isinstance(self.raw, yaml.SequenceNode):
            self.fault(wanted)
            return []
        return [Node(item, f"{self.where}[{number}]", self.problems) for number, item in enumerate(self.raw.value)]

    def texts(self, wanted: str = "a list of texts") -> tuple[str, ...]:
        """A list of texts."""
        return tuple(text for item in self.items(wanted) if (text := item.text()))

    def fields(self, allowed: Collection[str], wanted: str = "a mapping") -> Fields:
        """The fields of a mapping, none of them unknown."""
        if not isinstance(self.raw, yaml.MappingNode):
            self.fault(wanted)
            return Fields(self, {})
        held: dict[str, Node] = {}
        for key, value in self.raw.value:
            name = str(key.value)
            here = Node(key, f"{self.where}.{name}".lstrip("."), self.problems)
            if name in held:
                here.fault("each field once", f"Delete this second '{name}'.", found=f"'{name}' again", code="field_twice")
            elif name not in allowed:
                here.fault(one_of(allowed, name), "Check the spelling, or delete the line.", found=shown(name), code="field_unknown")
            else:
                held[name] = Node(value, here.where, self.problems)
        return Fields(self, held)

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Keys and values of a mapping whose keys are free."""
        if not isinstance(self.raw, yaml.MappingNode):
            self.fault("a mapping")
            return
        for key, value in self.raw.value:
            yield str(key.value), Node(value, f"{self.where}.{key.value}".lstrip("."), self.problems)


class Fields:
    """The fields of one mapping.

    Args:
        node: The mapping.
        held: Its fields by name.
    """

    def __init__(self, node: Node, held: dict[str, Node]) -> None:
        self.node = node
        self.held = held

    def __contains__(self, name: str) -> bool:
        return name in self.held

    def get(self, name: str) -> Node | None:
        """A field that may be absent."""
        return self.held.get(name)

    def needed(self, name: str, wanted: str) -> Node | None:
        """A field that must be there; its absence is noted."""
        found = self.held.get(name)
        if found is None:
            where = f"{self.node.where}.{name}".lstrip(".")
            self.node.problems.append(TrackProblem(self.node.line, where, "", wanted, f"Add '{name}:'.", "missing_value"))
        return found

    def text(self, name: str, wanted: str) -> str:
        """A text that must be there."""
        node = self.needed(name, wanted)
        return node.text(wanted) if node else ""

    def word(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of some words; without a default it must be there."""
        node = self.held.get(name) if default is not None else self.needed(name, one_of(allowed))
        return node.word(allowed) if node else (default or "")

    def word_or(self, name: str, default: str) -> str:
        """A text that may be absent."""
        node = self.held.get(name)
        return node.text() if node else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that may be absent."""
        node = self.held.get(name)
        return node.texts() if node else ()

    def items(self, name: str) -> list[Node]:
        """A list that may be absent."""
        node = self.held.get(name)
        return node.items() if node else []

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no, with a default."""
        node = self.held.get(name)
        return node.flag() if node else default


def compose(text: str, problems: list[TrackProblem]) -> Node | None:
    """The file's top mapping, or None with the reason noted."""
    if len(text) > TEXT_MOST:
        found, wanted = f"{len(text):,} characters", f"a track of {TEXT_MOST:,} characters at most"
        problems.append(TrackProblem(1, "", found, wanted, "Make two tracks of it.", "too_large"))
        return None
    try:
        if refused := _refused(text):
            problems.append(refused)
            return None
        raw = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        found = str(error.problem).removeprefix("found ").replace("did not find expected", "no")
        problems.append(TrackProblem(line, "", found, "YAML that can be read", _advice(text, line), "not_yaml"))
        return None
    except yaml.YAMLError:
        advice = "Save the file as UTF-8 text without control characters."
        problems.append(TrackProblem(1, "", "characters that no text holds", "YAML that can be read", advice, "not_yaml"))
        return None
    if not isinstance(raw, yaml.MappingNode):
        found = "an empty file" if raw is None else "something else"
        wanted = "a mapping that begins with 'track:'"
        problems.append(TrackProblem(1, "", found, wanted, "Start from one of the shipped tracks.", "not_a_track"))
        return None
    return Node(raw, "", problems)


def _refused(text: str) -> TrackProblem | None:
    """Nesting deeper than any track's would bring the parser down, and anchors hide what stands where."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_MOST:
            return TrackProblem(line, "", f"more than {DEPTH_MOST} levels", "a track", "Close the brackets.", "not_a_track")
        if isinstance(event, yaml.AliasEvent):
            return TrackProblem(line, "", f"the alias '*{event.anchor}'", "the text itself", "Write it out where it's used.", "alias")
    return None


def _advice(text: str, line: int) -> str:
    lines = text.splitlines()
    at = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in at:
        return "Indent with spaces, not tabs."
    if at.lstrip().startswith(("{", "- {")) or "{" in at:
        return "A text that begins with { or holds ': ' must stand in quotation marks."
    return "Look at the indentation and quotation marks of this line and the one before."
