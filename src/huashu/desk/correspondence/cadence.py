"""Cadences as data: which message goes out how many days before or after a due date. Reads YAML; knows no database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

SHIPPED: Final = Path(__file__).parent / "shipped" / "cadences.yaml"
DAYS_MAX: Final = 120
CONDITIONS: Final = ("important", "open_promise", "no_open_promise", "promise_broken", "not_reached")
STAGES: Final = ("before_due", "early", "firm")
_FIELDS: Final = frozenset({"name", "title", "products", "stages", "steps"})
_STEP_FIELDS: Final = frozenset({"day", "channel", "template", "when"})
_CHANNELS: Final = ("sms", "email", "chat", "letter")


@dataclass(frozen=True, slots=True)
class Step:
    """One message of a cadence.

    Args:
        day: Days after the due date; negative for before.
        channel: How it travels.
        template: Code of its template.
        when: Conditions that must all hold.
    """

    day: int
    channel: str
    template: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadence:
    """A sequence of messages around each due date.

    Args:
        name: Identifier.
        title: What it is called, by language (``zh``, ``en``).
        products: Codes of the products that it is for; empty for all.
        stages: Stages of a case in which it goes on; empty for all.
        steps: Its messages, by day.
    """

    name: str
    title: Mapping[str, str]
    products: tuple[str, ...]
    stages: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CadenceProblem:
    """One thing wrong with a text of cadences.

    Args:
        line: One-based line near which it stands.
        code: Which sentence says it (``correspondence.words``).
        values: What the sentence is filled with.
    """

    line: int
    code: str
    values: Mapping[str, str]


class _Lines(yaml.SafeLoader):
    """A loader that remembers on which line each mapping begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        found = super().construct_mapping(node, deep=deep)
        found["__line__"] = node.start_mark.line + 1
        return found


def cadences_shipped() -> str:
    """The text that is shipped."""
    return SHIPPED.read_text(encoding="utf-8")


def cadences_read(
    text: str, templates: Collection[tuple[str, str]], products: Collection[str]
) -> tuple[list[Cadence], list[CadenceProblem]]:
    """Read a text of cadences; every problem is found, not the first alone.

    Args:
        text: YAML: a list of cadences.
        templates: Code and way of the templates that there are.
        products: Codes of the products that there are.
    """
    try:
        rows = yaml.load(text, Loader=_Lines)  # noqa: S506 - derives from SafeLoader
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        said = " ".join(str(getattr(problem, "problem", "") or problem).split())
        return [], [CadenceProblem(mark.line + 1 if mark else 1, "yaml", {"said": said[:160]})]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [], [CadenceProblem(1, "list", {})]
    found: list[Cadence] = []
    problems: list[CadenceProblem] = []
    for row in rows:
        cadence, wrong = _cadence(row, templates, products)
        problems += wrong
        if cadence and any(cadence.name == other.name for other in found):
            problems.append(CadenceProblem(row["__line__"], "twice", {"name": cadence.name}))
        elif cadence:
            found.append(cadence)
    return ([] if problems else found), problems


def _cadence(
    row: dict[str, Any], templates: Collection[tuple[str, str]], products: Collection[str]
) -> tuple[Cadence | None, list[CadenceProblem]]:
    line = row["__line__"]
    problems = [CadenceProblem(line, "field", {"name": str(name)}) for name in row.keys() - _FIELDS - {"__line__"}]
    name, title, steps = row.get("name"), row.get("title"), row.get("steps")
    if not isinstance(name, str) or not name.replace("_", "").replace("-", "").isalnum() or len(name) > 40:
        problems.append(CadenceProblem(line, "name", {"found": str(name)}))
    if not isinstance(title, dict) or not all(isinstance(title.get(tongue), str) for tongue in ("zh", "en")):
        problems.append(CadenceProblem(line, "title", {}))
    problems += _unknown(line, "product", row.get("products"), products)
    problems += _unknown(line, "stage", row.get("stages"), STAGES)
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        return None, [*problems, CadenceProblem(line, "steps", {})]
    for step in steps:
        problems += _step_problems(step, templates)
    problems += _same_day(steps)
    if problems:
        return None, problems
    read = (Step(step["day"], step["channel"], step["template"], tuple(step.get("when") or ())) for step in steps)
    titles = {tongue: title[tongue] for tongue in ("zh", "en")} if isinstance(title, dict) else {}
    products_wanted, stages = (tuple(row.get(key) or ()) for key in ("products", "stages"))
    return Cadence(str(name), titles, products_wanted, stages, tuple(sorted(read, key=lambda step: step.day))), []


def _step_problems(step: dict[str, Any], templates: Collection[tuple[str, str]]) -> Iterator[CadenceProblem]:
    line = step["__line__"]
    for name in step.keys() - _STEP_FIELDS - {"__line__"}:
        yield CadenceProblem(line, "step_field", {"name": str(name)})
    day, channel, code = step.get("day"), step.get("channel"), step.get("template")
    if not isinstance(day, int) or isinstance(day, bool) or abs(day) > DAYS_MAX:
        yield CadenceProblem(line, "day", {"found": str(day), "most": str(DAYS_MAX)})
    if channel not in _CHANNELS:
        yield CadenceProblem(line, "channel", {"found": str(channel), "wanted": ", ".join(_CHANNELS)})
    elif not _has(code, channel, templates):
        there = ", ".join(sorted({one for one, way in templates if (way == "letter") == (channel == "letter")}))
        yield CadenceProblem(line, "template", {"found": str(code), "channel": str(channel), "wanted": there})
    yield from _unknown(line, "when", step.get("when"), CONDITIONS)


def _has(code: object, channel: str, templates: Collection[tuple[str, str]]) -> bool:
    ways = ("letter",) if channel == "letter" else ("sms", "email", "chat")
    return any((code, way) in templates for way in ways)


def _same_day(steps: list[dict[str, Any]]) -> Iterator[CadenceProblem]:
    seen: set[tuple[object, object]] = set()
    for step in steps:
        key = (step.get("day"), str(step.get("when")))
        if key in seen:
            yield CadenceProblem(step["__line__"], "same_day", {"day": str(step.get("day"))})
        seen.add(key)


def _unknown(line: int, code: str, given: object, known: Collection[str]) -> Iterator[CadenceProblem]:
    if given is None:
        return
    if not isinstance(given, list):
        yield CadenceProblem(line, "not_a_list", {"name": code})
        return
    for one in given:
        if one not in known:
            yield CadenceProblem(line, code, {"found": str(one), "wanted": ", ".join(known) or "-"})
