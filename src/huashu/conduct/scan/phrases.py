"""The phrase rules, loaded once: lexicons, shared guards, and one file of frames for each breach.

A file that lacks something, names an unknown lexicon or carries no examples is refused with a sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from huashu.conduct.scan.figures import FIGURES
from huashu.conduct.scan.patterns import Frame, Language, Lexicons, PatternFault, frames_compiled, words_expanded
from huashu.conduct.scan.remark import AMOUNTS, CALL_KINDS, FLAGS, LISTENERS, PACKS
from huashu.conduct.scan.vocabulary import Sieve
from huashu.errors import Refusal

FOLDER: Final = Path(__file__).parents[1] / "phrases"
LABELS: Final = (
    "threat_violence", "threat_unlawful_action", "impersonate_official", "insult", "shaming", "third_party_disclosure",
    "third_party_pressure", "third_party_demand", "false_amount", "false_statement", "private_account", "induce_borrowing",
    "ignored_stop", "guarantee_approval", "misleading_cost", "coached_applicant", "over_collection",
)  # fmt: skip
SCOPES: Final = ("before", "after", "clause", "sentence_before", "sentence", "next_sentence", "text")
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
EXAMPLES: Final = ("zh-Hans", "zh-Hant", "en")


class InvalidPhrases(Refusal):
    """A phrase file can't be used.

    Args:
        file: Its name.
        fault: What is wrong with it, as a clause.
    """

    code = "invalid_phrases"

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"The phrase file {file} can't be used: {fault}.", file=file, fault=fault)


@dataclass(frozen=True, slots=True)
class When:
    """Under what circumstances a group of frames speaks; empty = always.

    Args:
        to: Whom the words are spoken to.
        call_kinds: In which kinds of talk.
        case: Facts that must stand so in the case; for amounts, ``positive`` or ``zero``.
        unless_case: Facts that must not stand so.
    """

    to: frozenset[str] = frozenset()
    call_kinds: frozenset[str] = frozenset()
    case: tuple[tuple[str, object], ...] = ()
    unless_case: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """What makes a match innocent: a pattern in some part of the text around the act.

    Args:
        name: What it recognises ("denied").
        scope: Where it is looked for, one of ``SCOPES``.
        frames: The patterns.
        mask: Look-alikes that are taken out first ("not only").
        ends: Words that end the reach of what stands before them ("but").
    """

    name: str
    scope: str
    frames: tuple[Frame, ...]
    mask: tuple[Frame, ...] = ()
    ends: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Frames that share a name, circumstances and guards of their own."""

    name: str
    when: When
    frames: tuple[Frame, ...]
    guards: tuple[Guard, ...]
    figures: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A remark on which a rule must fire or stay silent, as the contract's record without an identifier."""

    fires: bool
    record: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that finds one label, and the law behind it: pack -> (rule, citation)."""

    label: str
    law: Mapping[str, tuple[str, str]]
    groups: tuple[Group, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried on a text: one frame of a group, or its figures if there is no frame."""

    rule: Rule
    group: Group
    frame: Frame | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """All rules and the guards that every guarded frame obeys.

    Args:
        rules: The rules.
        guards: The shared guards.
        trials: Everything that may be tried on a text, in order.
        sieve: Which of them a text makes worth trying.
    """

    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    trials: tuple[Trial, ...]
    sieve: Sieve


@cache
def phrases_load(folder: Path = FOLDER) -> Phrases:
    """Read the phrase files of a folder; the answer is kept, for the files are part of the product.

    Args:
        folder: Holds ``lexicon.yaml``, ``guards.yaml`` and one file a label.

    Raises:
        InvalidPhrases: A file is incomplete or contradicts itself.
    """
    lexicons = _lexicons(_yaml(folder / "lexicon.yaml"), "lexicon.yaml")
    shared = _yaml(folder / "guards.yaml")
    guards = _guards(shared.get("guards"), lexicons, "guards.yaml")
    rules = [_rule(folder / f"{label}.yaml", label, lexicons) for label in LABELS]
    strays = {path.stem for path in folder.glob("*.yaml")} - {*LABELS, "lexicon", "guards"}
    if strays:
        raise InvalidPhrases(f"{min(strays)}.yaml", f"it isn't named after a breach; the breaches are {', '.join(LABELS)}")
    trials = tuple(_trials(rules))
    return Phrases(tuple(rules), guards, trials, Sieve(trial.frame.needs if trial.frame else () for trial in trials))


def _trials(rules: Iterable[Rule]) -> Iterator[Trial]:
    for rule in rules:
        for group in rule.groups:
            if group.figures:
                yield Trial(rule, group, None)
            for frame in group.frames:
                yield Trial(rule, group, frame)


def _yaml(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidPhrases(path.name, "it doesn't exist; write one file for each breach") from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise InvalidPhrases(path.name, f"it isn't YAML in UTF-8 ({' '.join(str(fault).split())})") from None
    if not isinstance(content, dict):
        raise InvalidPhrases(path.name, "it must hold fields by name")
    return content


def _lexicons(content: dict[str, Any], file: str) -> Lexicons:
    words: dict[Language, dict[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        entries = content.get(language)
        if not isinstance(entries, dict):
            raise InvalidPhrases(file, f"it lacks the lexicons of {language}")
        words[language] = {name: _words(shorts, f"{file}, {name}") for name, shorts in entries.items()}
    return Lexicons(words)


def _words(shorts: object, file: str) -> tuple[str, ...]:
    if not isinstance(shorts, list) or not shorts:
        raise InvalidPhrases(file, "a lexicon is a list of words")
    try:
        return tuple(word for short in shorts for word in words_expanded(str(short)))
    except PatternFault as fault:
        raise InvalidPhrases(file, str(fault)) from None


def _frames(content: object, lexicons: Lexicons, file: str) -> tuple[Frame, ...]:
    if not isinstance(content, dict):
        return ()
    frames: list[Frame] = []
    for language in LANGUAGES:
        for source in content.get(language) or ():
            try:
                frames.extend(frames_compiled(str(source), lexicons, language))
            except PatternFault as fault:
                raise InvalidPhrases(file, str(fault)) from None
    return tuple(frames)


def _guards(content: object, lexicons: Lexicons, file: str) -> tuple[Guard, ...]:
    guards = []
    for entry in _list(content, file, "guards"):
        _known(entry, {"name", "scope", "zh", "en", "mask", "ends", "why"}, file)
        name, scope = str(entry.get("name")), str(entry.get("scope"))
        if scope not in SCOPES:
            raise InvalidPhrases(file, f"the scope of guard '{name}' is '{scope}', but must be one of {', '.join(SCOPES)}")
        frames = _frames(entry, lexicons, file)
        if not frames:
            raise InvalidPhrases(file, f"guard '{name}' has no patterns under zh or en")
        guards.append(Guard(name, scope, frames, _frames(entry.get("mask"), lexicons, file), _frames(entry.get("ends"), lexicons, file)))
    return tuple(guards)


def _rule(path: Path, label: str, lexicons: Lexicons) -> Rule:
    content, file = _yaml(path), path.name
    _known(content, {"id", "label", "about", "law", "frames", "guards", "fires_on", "silent_on"}, file)
    if content.get("label") != label:
        raise InvalidPhrases(file, f"its label is '{content.get('label')}', but must be '{label}' like its name")
    own = _guards(content.get("guards") or [], lexicons, file)
    groups = tuple(_group(entry, own, lexicons, file) for entry in _list(content.get("frames"), file, "frames"))
    examples = (*_examples(content, "fires_on", file), *_examples(content, "silent_on", file))
    return Rule(label, _law(content.get("law"), file), groups, examples)


def _group(entry: dict[str, Any], own: tuple[Guard, ...], lexicons: Lexicons, file: str) -> Group:
    _known(entry, {"name", "when", "zh", "en", "guards", "figures", "why"}, file)
    name, frames = str(entry.get("name")), _frames(entry, lexicons, file)
    if not frames and "figures" not in entry:
        raise InvalidPhrases(file, f"frame group '{name}' has no patterns under zh or en")
    _within([entry["figures"]] if "figures" in entry else [], tuple(FIGURES), file)
    guards = (*own, *_guards(entry.get("guards") or [], lexicons, file))
    return Group(name, _when(entry.get("when") or {}, file), frames, guards, entry.get("figures"))


def _when(entry: dict[str, Any], file: str) -> When:
    _known(entry, {"to", "call_kinds", "case", "unless_case"}, file)
    _within([*entry.get("to", ()), *entry.get("call_kinds", ())], (*LISTENERS, *CALL_KINDS), file)
    case, unless = entry.get("case") or {}, entry.get("unless_case") or {}
    _within([*case, *unless], (*FLAGS, *AMOUNTS), file)
    return When(frozenset(entry.get("to", ())), frozenset(entry.get("call_kinds", ())), tuple(case.items()), tuple(unless.items()))


def _law(entry: object, file: str) -> dict[str, tuple[str, str]]:
    if not isinstance(entry, dict) or set(entry) != set(PACKS):
        raise InvalidPhrases(file, f"law must name rule and citation for each of {', '.join(PACKS)}")
    law = {}
    for pack, pair in entry.items():
        if not isinstance(pair, dict) or not pair.get("rule") or not pair.get("citation"):
            raise InvalidPhrases(file, f"law.{pack} lacks rule or citation")
        law[pack] = (str(pair["rule"]), str(pair["citation"]))
    return law


def _examples(content: dict[str, Any], name: str, file: str) -> list[Example]:
    scripts = content.get(name)
    if not isinstance(scripts, dict) or set(scripts) != set(EXAMPLES) or not all(scripts.values()):
        raise InvalidPhrases(file, f"{name} must hold examples for each of {', '.join(EXAMPLES)}")
    examples = []
    for script, texts in scripts.items():
        for text in texts:
            words, facts = (text, {}) if isinstance(text, str) else text
            examples.append(Example(name == "fires_on", {**content.get("about", {}), "text": words, "language": script, **facts}))
    return examples


def _list(content: object, file: str, name: str) -> list[dict[str, Any]]:
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise InvalidPhrases(file, f"{name} must be a list of entries with fields")
    return content


def _known(entry: Mapping[str, Any], known: set[str], file: str) -> None:
    if unknown := sorted(map(str, set(entry) - known)):
        raise InvalidPhrases(file, f"it has the unknown field '{unknown[0]}'; known are {', '.join(sorted(known))}")


def _within(values: Iterable[object], known: tuple[str, ...], file: str) -> None:
    for value in values:
        if value not in known:
            raise InvalidPhrases(file, f"'{value}' isn't one of {', '.join(known)}")
