"""The pieces of a track read from their nodes: conditions, wordings, acts, evidence."""

from __future__ import annotations

from typing import Final

from huashu.playbook.conditions import Condition, Conditions, Test, Value
from huashu.playbook.facts import CAPTURES, CODES, FACTS
from huashu.playbook.loading.nodes import Fields, Node
from huashu.playbook.loading.problems import one_of
from huashu.playbook.track import SPANS, SPEAKERS, CustomerAct, Evidence, Never, Wording
from huashu.playbook.vocabulary import vocabulary
from huashu.playbook.wording import VARIABLE, variables

_BOUNDS: Final = {"at_least": Test.AT_LEAST, "at_most": Test.AT_MOST}
_EVIDENCE: Final = {"cue", "all", "by", "span", "after", "before", "unless_after", "answered", "absent", "when"}
_WORDING: Final = {"text", "also", "when"}
_BRACE: Final = str.maketrans("", "", "{}")


def conditions_read(node: Node | None) -> Conditions:
    """``{fact: value | [values] | {at_least, at_most} | known | unknown}``."""
    if node is None:
        return ()
    found: list[Condition] = []
    for name, value in node.pairs():
        if name not in FACTS and name not in CAPTURES:
            value.fault(f"a fact: {one_of([*FACTS, *CAPTURES], name)}", found=f"'{name}'", code="fact_unknown")
            continue
        found += _condition(name, value)
    return tuple(found)


def _condition(name: str, node: Node) -> list[Condition]:
    kind = (FACTS.get(name) or CAPTURES[name]).type
    raw = node.raw
    if raw.tag.endswith(":seq"):
        values = tuple(item.plain() for item in node.items())
        for item in node.items():
            _fits(item, name, kind)
        return [Condition(name, Test.ONE_OF, values)]
    if raw.tag.endswith(":map"):
        fields = node.fields(set(_BOUNDS))
        made = []
        for bound, test in _BOUNDS.items():
            if limit := fields.get(bound):
                if kind not in {"money", "count", "rate", "date", "moment"}:
                    limit.fault(f"a fact that can be counted; {name} is a {kind}")
                _fits(limit, name, kind)
                made.append(Condition(name, test, (limit.plain(),)))
        return made
    value = node.plain()
    if value == "known":
        return [Condition(name, Test.KNOWN)]
    if value == "unknown":
        return [Condition(name, Test.UNKNOWN)]
    _fits(node, name, kind)
    return [Condition(name, Test.IS, (value,))]


def _fits(node: Node, name: str, kind: str) -> None:
    value: Value = node.plain()
    if name in CODES and value not in CODES[name]:
        node.fault(one_of(CODES[name], value))
    if kind == "flag" and not isinstance(value, bool):
        node.fault("yes or no (or known, unknown)")
    if kind in {"money", "count", "rate"} and (not isinstance(value, int) or isinstance(value, bool)):
        node.fault("a whole number" + (" of minor units (fen, cents)" if kind == "money" else ""))
    if kind == "date":
        node.day()


def wordings_read(nodes: list[Node]) -> tuple[Wording, ...]:
    """A list of texts, or of ``{text, also, when}``."""
    return tuple(wording for node in nodes if (wording := _wording(node)))


def _wording(node: Node) -> Wording | None:
    if node.raw.tag.endswith(":map"):
        if not {name for name, _ in node.pairs()} & _WORDING:
            node.fault("the words", "A text that begins with { must stand in quotation marks.", found="a mapping", code="not_quoted")
            return None
        fields = node.fields(_WORDING)
        if "text" not in fields:
            fields.needed("text", "the words")
            return None
        text_check(fields.held["text"])
        return Wording(fields.text("text", "the words"), fields.texts("also"), conditions_read(fields.get("when")))
    text_check(node)
    text = node.text("the words")
    return Wording(text) if text else None


def text_check(node: Node) -> None:
    """Every variable of a text must be a fact, and every brace belong to one."""
    text = node.text("the words")
    for name in variables(text):
        if name not in FACTS and name not in CAPTURES:
            action = "The list of variables is in docs/playbooks.md and in the editor."
            node.fault(one_of([*FACTS, *CAPTURES], name), action, found=f"the variable '{{{name}}}'", code="variable_unknown")
    rest = VARIABLE.sub("", text)
    if rest != rest.translate(_BRACE):
        node.fault("variables as {name}, in small letters with both braces", found="a brace that belongs to no variable", code="brace")


def acts_read(nodes: list[Node]) -> tuple[CustomerAct, ...]:
    """What the customer may do."""
    acts = []
    for node in nodes:
        fields = node.fields({"id", "title", "hear", "to", "does", "sets"})
        act_id = fields.text("id", "a short name")
        title = fields.text("title", "what the key on the screen says")
        if not fields.texts("hear"):
            fields.needed("hear", "two or more sample phrases")
        acts.append(
            CustomerAct(
                act_id, title, fields.texts("hear"), fields.word_or("to", "stay"), fields.flag("does", default=False), sets_read(fields)
            )
        )
    return tuple(acts)


def sets_read(fields: Fields) -> tuple[tuple[str, str], ...]:
    """``{captured field: value}``."""
    node = fields.get("sets")
    if node is None:
        return ()
    found = []
    for name, value in node.pairs():
        if name not in CAPTURES:
            value.fault(f"a captured field: {one_of(CAPTURES, name)}", found=f"'{name}'", code="field_unknown")
        else:
            found.append((name, value.word(CODES[name]) if name in CODES else str(value.plain())))
    return tuple(found)


def nevers_read(nodes: list[Node]) -> tuple[Never, ...]:
    """What must not be said."""
    found = []
    words = vocabulary()
    labels = {*words["mistakes"], *words["breaches"]}
    for node in nodes:
        fields = node.fields({"label", "text"})
        found.append(Never(fields.word("label", labels), fields.text("text", "what not to say, in words")))
    return tuple(found)


def evidence_read(node: Node | None, label: str) -> Evidence:
    """What shows that something was done; without a node, that its own label is heard from the officer."""
    if node is None:
        return Evidence((label,))
    fields = node.fields(_EVIDENCE)
    heard = vocabulary().cues()
    many = tuple(word for item in fields.items("all") if (word := item.word(heard)))
    one = fields.word("cue", heard, label) if not many else ""
    for name in ("after", "before", "unless_after", "answered"):
        if found := fields.get(name):
            found.word(heard)
    return Evidence(
        cues=many or (one,),
        by=next(speaker for speaker in SPEAKERS if speaker == (fields.word("by", SPEAKERS, "officer") or "officer")),
        span=next(span for span in SPANS if span == (fields.word("span", SPANS, "anywhere") or "anywhere")),
        after=fields.word_or("after", ""),
        before=fields.word_or("before", ""),
        unless_after=fields.word_or("unless_after", ""),
        answered=fields.word_or("answered", ""),
        absent=fields.flag("absent", default=False),
        when=conditions_read(fields.get("when")),
    )
