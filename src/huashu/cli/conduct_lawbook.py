"""``huashu conduct explain`` and ``huashu conduct due``: what a rule says, and which rules nobody has looked at for long."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from huashu.conduct.lawbook import Rule, RuleValue, lawbook_load
from huashu.conduct.scan import phrases_load
from huashu.conduct.words import BREACH_WORDS

DAYS: Final = 90


@click.command(short_help="Say what a rule says, and where it stands.")
@click.argument("rule_id", metavar="RULE")
@click.option("--language", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of the texts.")
def explain(rule_id: str, language: str) -> None:
    """Print RULE (such as CN-TIME): what it limits, whom it binds, its values by date, its sources and worked cases."""
    lawbook = lawbook_load()
    rule = lawbook.rule(rule_id.upper())
    said = [] if rule is not None else list(_words_explained(rule_id.upper(), language))
    if said:
        click.echo("\n".join(said))
        return
    if rule is None:
        near = [other.id for other in lawbook.rules if other.id.startswith(rule_id.upper().split("-")[0] + "-")]
        known = ", ".join(near or sorted({other.pack for other in lawbook.rules}))
        message = f"There is no rule {rule_id}. " + (f"Rules of that pack: {known}." if near else f"The packs are {known}.")
        raise click.ClickException(message)
    click.echo("\n".join(_explained(rule, language)))


@click.command(short_help="List rules that weren't compared with their source for long.")
@click.option("--days", type=click.IntRange(0, 10_000), default=DAYS, show_default=True, help="How long ago is long.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Count back from this date; today if left out.")
def due(days: int, as_of: datetime | None) -> None:
    """List the rules whose last check lies more than so many days back, the oldest first; the exit code is 1 if there are any."""
    today = (as_of or datetime.now(UTC)).date()
    rules = [rule for rule in lawbook_load().rules if today - rule.last_checked_on > timedelta(days=days)]
    for rule in sorted(rules, key=lambda rule: (rule.last_checked_on, rule.id)):
        click.echo(f"{rule.last_checked_on}  {(today - rule.last_checked_on).days:>5}  {rule.id:<18}  {rule.title.zh} / {rule.title.en}")
    if rules:
        click.echo(f"huashu: {len(rules)} rules weren't compared with their source for more than {days} days.", err=True)
        raise click.exceptions.Exit(1)


def _words_explained(rule_id: str, language: str) -> Iterator[str]:
    """A rule on words: which breach it is, where it stands, and sentences that it speaks of."""
    index = 0 if language == "zh" else 1
    for phrase in phrases_load().rules:
        citations = dict.fromkeys(citation for name, citation in phrase.law.values() if name == rule_id)
        if not citations:
            continue
        yield f"{rule_id}  {BREACH_WORDS[phrase.label][index]} ({phrase.label})"
        for citation in citations:
            yield f"{_LABELS[language]['source']}: {citation}"
        for fires in (True, False):
            yield f"{_LABELS[language]['fires' if fires else 'stays_silent']}:"
            texts = [str(example.record["text"]) for example in phrase.examples if example.fires is fires]
            yield from (f"  - {text}" for text in texts if text.isascii() is (language == "en"))


def _explained(rule: Rule, language: str) -> Iterator[str]:
    labels = _LABELS[language]
    index = 0 if language == "zh" else 1
    yield f"{rule.id}  {rule.title[index]}"
    yield f"{labels['limits']}: {rule.limits[index]}"
    if rule.binds_words[index]:
        yield f"{labels['binds']}: {rule.binds_words[index]}"
    yield f"{labels['severity']}: {rule.severity}   {labels['confidence']}: {rule.confidence}   {labels['checked']}: {rule.last_checked_on}"
    if rule.note[index]:
        yield f"{labels['note']}: {rule.note[index]}"
    for value in rule.values:
        yield ""
        yield from _value(value, index, labels)
    if rule.cases:
        yield ""
        yield f"{labels['cases']}:"
    for case in rule.cases:
        yield f"  - {case.name[index]}: {case.verdict.value}" + (f" ({case.earliest})" if case.earliest else "")


def _value(value: RuleValue, index: int, labels: dict[str, str]) -> Iterator[str]:
    yield f"{labels['from']} {value.valid_from}" + (f" {labels['to']} {value.valid_to}" if value.valid_to else "")
    for reference in value.references:
        yield f"  {labels['source']}: {reference}" + (f"  <{reference.link}>" if reference.link else "")
    for provision in value.provisions:
        yield f"  - {provision.kind} -> {provision.answer.value}: {provision.why[index]}"
        given = {name: part for name, part in provision.given.items() if name not in {"kind", "answer", "why"}}
        if given:
            yield f"    {json.dumps(given, ensure_ascii=False)}"
    if not value.provisions:
        yield f"  {labels['silent']}"


_LABELS: Final = {
    "zh": {
        "limits": "限制", "binds": "约束", "severity": "性质", "confidence": "把握", "checked": "最近核对", "note": "说明", "from": "自",
        "to": "至", "fires": "会指出", "stays_silent": "不会指出", "source": "出处", "cases": "例子", "silent": "仅供查阅，不参与判断。",
    },
    "en": {
        "limits": "Limits", "binds": "Binds", "severity": "Severity", "confidence": "Confidence", "checked": "Last checked", "note": "Note",
        "fires": "Speaks of", "stays_silent": "Stays silent on",
        "from": "From", "to": "to", "source": "Source", "cases": "Worked cases", "silent": "To be read; it decides no contact.",
    },
}  # fmt: skip
