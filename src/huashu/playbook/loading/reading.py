"""From the composed file to a track, field by field."""

from __future__ import annotations

from datetime import date
from typing import Final

from huashu.playbook.conditions import Conditions
from huashu.playbook.facts import CAPTURES, OUTCOMES, REMEDIES
from huashu.playbook.loading.nodes import Fields, Node
from huashu.playbook.loading.parts import (
    acts_read,
    conditions_read,
    evidence_read,
    nevers_read,
    sets_read,
    wordings_read,
)
from huashu.playbook.track import (
    AUDIENCES,
    CONFIRMS,
    LANGUAGES,
    NEEDS,
    STAGES,
    Aim,
    Argument,
    Closing,
    Fault,
    Part,
    Question,
    ReasonCare,
    SideQuestion,
    Step,
    Track,
    Wording,
)
from huashu.playbook.vocabulary import vocabulary

_FIELDS: Final = {
    *("track", "version", "language", "title", "summary", "call_kind", "stage", "audience", "valid", "applies", "aims", "outline"),
    *("steps", "questions", "sides", "arguments", "reasons", "closings", "faults", "caps"),
}
_STEP_FIELDS: Final = {
    *("id", "goal", "need", "after", "when", "speaks_of_debt", "say", "acts", "capture", "needs", "never", "evidence", "weight"),
}
EFFECTS: Final = ("gain", "cost")


def track_read(root: Node) -> Track:
    """A track with whatever could be read; faults stand in the node's problems."""
    fields = root.fields(_FIELDS, "a mapping that begins with 'track:'")
    words = vocabulary()
    valid = fields.needed("valid", "the first day of use, as {from: 2026-11-24}")
    dates = valid.fields({"from", "until"}) if valid else None
    caps = fields.get("caps")
    breach_caps = {name: node.number(0, 100) for name, node in caps.pairs() if _cap_known(name, node)} if caps else {}
    return Track(
        id=fields.text("track", "the track's name, such as overdue_first_call"),
        version=node.number(1) if (node := fields.needed("version", "a number that counts up from 1")) else 1,
        language=fields.word("language", LANGUAGES),
        title=fields.text("title", "a name for lists"),
        summary=fields.text("summary", "when and what for, in a sentence"),
        call_kind=fields.word("call_kind", words["call_kinds"]),
        stage=fields.word("stage", STAGES),
        audience=next(who for who in AUDIENCES if who == (fields.word("audience", AUDIENCES, "customer") or "customer")),
        valid_from=_day(dates, "from") or date(2026, 1, 1),
        valid_until=_day(dates, "until"),
        applies=conditions_read(fields.get("applies")),
        aims=tuple(_aim(node) for node in fields.items("aims")),
        outline=tuple(
            _part(node) for node in (fields.items("outline") if fields.needed("outline", "the headings with their steps") else [])
        ),
        steps=tuple(_step(node) for node in (fields.items("steps") if fields.needed("steps", "the steps") else [])),
        questions=tuple(_question(node) for node in fields.items("questions")),
        sides=tuple(_side(node) for node in fields.items("sides")),
        arguments=tuple(_argument(node) for node in fields.items("arguments")),
        reasons=tuple(_reason(node) for node in fields.items("reasons")),
        closings=tuple(_closing(node) for node in (fields.items("closings") if fields.needed("closings", "the ways to end") else [])),
        faults=tuple(_fault(node) for node in fields.items("faults")),
        breach_caps=tuple((name, cap) for name, cap in breach_caps.items() if name != "any"),
        cap=breach_caps.get("any", 40),
    )


def _day(fields: Fields | None, name: str) -> date | None:
    node = fields.get(name) if fields else None
    return node.day() if node else None


def _cap_known(name: str, node: Node) -> bool:
    allowed = {*vocabulary()["breaches"], "any"}
    if name not in allowed:
        node.fault("a breach of the vocabulary, or any", found=f"'{name}'")
    return name in allowed


def _aim(node: Node) -> Aim:
    fields = node.fields({"id", "title", "steps"})
    return Aim(fields.text("id", "a short name"), fields.text("title", "the aim in words"), fields.texts("steps"))


def _part(node: Node) -> Part:
    fields = node.fields({"title", "steps", "questions"})
    if "questions" not in fields:
        fields.needed("steps", "the steps under this heading")
    return Part(fields.text("title", "the heading"), fields.texts("steps"), fields.texts("questions"))


def _question(node: Node) -> Question:
    fields = node.fields({"id", "say", "openly", "weight", "when"})
    return Question(
        fields.word("id", vocabulary().application_fields),
        _said(fields),
        fields.flag("openly", default=True),
        weight.number(0, 100) if (weight := fields.get("weight")) else 5,
        conditions_read(fields.get("when")),
    )


def _step(node: Node) -> Step:
    fields = node.fields(_STEP_FIELDS)
    step_id = fields.word("id", vocabulary()["steps"])
    opens = step_id in {CONFIRMS, "identify_self"}
    capture = tuple(word for item in fields.items("capture") if (word := item.word(CAPTURES)))
    need = fields.word("need", NEEDS)
    return Step(
        id=step_id,
        goal=fields.text("goal", "what the step is for, in a sentence"),
        need=next((known for known in NEEDS if known == need), "should"),
        after=fields.texts("after"),
        when=conditions_read(fields.get("when")),
        speaks_of_debt=fields.flag("speaks_of_debt", default=not opens),
        say=wordings_read(fields.items("say")),
        acts=acts_read(fields.items("acts")),
        capture=capture,
        needs=tuple(word for item in fields.items("needs") if (word := item.word(CAPTURES))),
        never=nevers_read(fields.items("never")),
        evidence=evidence_read(fields.get("evidence"), step_id),
        weight=weight.number(0, 100) if (weight := fields.get("weight")) else 5,
    )


def _side(node: Node) -> SideQuestion:
    fields = node.fields({"id", "title", "hear", "say", "speaks_of_debt", "to", "sets"})
    return SideQuestion(
        fields.text("id", "a short name"),
        fields.text("title", "what the key on the screen says"),
        fields.texts("hear"),
        _said(fields),
        fields.flag("speaks_of_debt", default=False),
        fields.word_or("to", "stay"),
        sets_read(fields),
    )


def _argument(node: Node) -> Argument:
    fields = node.fields({"id", "effect", "true_when", "source", "say", "suits", "unfit", "counts"})
    reasons = vocabulary()["reasons"]
    effect = fields.word("effect", EFFECTS)
    true_when: Conditions = conditions_read(fields.needed("true_when", "the facts that make it true ({} if it always is)"))
    return Argument(
        fields.word("id", vocabulary()["arguments"]),
        "gain" if effect == "gain" else "cost",
        true_when,
        fields.text("source", "what it rests on: article of the contract, rule, law"),
        _said(fields),
        tuple(word for item in fields.items("suits") if (word := item.word(reasons))),
        tuple(word for item in fields.items("unfit") if (word := item.word(reasons))),
        fields.flag("counts", default=True),
    )


def _reason(node: Node) -> ReasonCare:
    fields = node.fields({"id", "say", "ask_next", "remedies", "verify_later", "avoid", "to"})
    return ReasonCare(
        fields.word("id", vocabulary()["reasons"]),
        _said(fields),
        fields.texts("ask_next"),
        tuple(word for item in fields.items("remedies") if (word := item.word(REMEDIES))),
        fields.texts("verify_later"),
        fields.texts("avoid"),
        fields.word_or("to", ""),
    )


def _closing(node: Node) -> Closing:
    fields = node.fields({"id", "title", "outcome", "needs", "say", "speaks_of_debt", "when"})
    return Closing(
        fields.text("id", "a short name"),
        fields.text("title", "what the button says"),
        fields.word("outcome", OUTCOMES),
        tuple(word for item in fields.items("needs") if (word := item.word(CAPTURES))),
        _said(fields),
        fields.flag("speaks_of_debt", default=False),
        conditions_read(fields.get("when")),
    )


def _fault(node: Node) -> Fault:
    fields = node.fields({"id", "cost", "evidence", "better"})
    fault_id = fields.word("id", vocabulary()["mistakes"])
    points = fields.needed("cost", "the points that it costs")
    cost = points.number(0, 100) if points else 5
    return Fault(fault_id, cost, evidence_read(fields.get("evidence"), fault_id), fields.word_or("better", ""))


def _said(fields: Fields) -> tuple[Wording, ...]:
    if not fields.needed("say", "the words to say"):
        return ()
    return wordings_read(fields.items("say"))
