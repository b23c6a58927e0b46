"""What the frames find in a remark, and whether it stands.

A frame that matches is a suspicion; a guard clears it: the act is denied, forbidden, reported of somebody else, asked about or
warned of. Guards look only where they reach: a negation governs its clause and what hangs on it, so "不是吓你，明天就去你家砸门"
stays a threat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from huashu.conduct.scan.figures import FIGURES
from huashu.conduct.scan.learnt import BY_FRAMES
from huashu.conduct.scan.patterns import Frame
from huashu.conduct.scan.phrases import Group, Guard, Phrases, Rule, When
from huashu.conduct.scan.remark import CaseFacts, Remark
from huashu.language.plain import Plain

_CARRIES_ON: Final = re.compile(r"\s*(?:或者?是?|以及|还有|也不|or|nor|and(?! (?:i|we|you|he|she|they|it|that)\b))(?![a-z])")
_SUBJECT: Final = re.compile(r"[我你他谁它]|公司|(?<![a-z])(?:i|we|you|he|she|they|it|i'll|we'll|you'll)(?![a-z])")
TRIES_MAX: Final = 40


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Words that may be forbidden.

    Args:
        rule: The rule that they may break.
        group: The frames that found them; None if the weights did.
        start: Where they begin in the plain text.
        end: Where they end.
        stands: Whether no guard cleared them and the kind of talk, the listener and the case are such as the frames speak of.
    """

    rule: Rule
    group: Group | None
    start: int
    end: int
    stands: bool = True


def suspicions(remark: Remark, words: Plain, phrases: Phrases) -> Iterator[Suspicion]:
    """Matches, rule by rule and group by group, and whether they stand: no guard clears them, and what they depend on holds.

    Args:
        remark: The words and what is known of the case.
        words: The words made plain.
        phrases: The rules.
    """
    for number in phrases.sieve.passing(words.text):
        trial = phrases.trials[number]
        if not holds(trial.group.when, remark):
            match = trial.frame and trial.rule.label not in BY_FRAMES and trial.frame.pattern.search(words.text)
            if match:
                yield Suspicion(trial.rule, trial.group, match.start(), match.end(), stands=False)
            continue
        found = _figures(trial.group, remark, words) if trial.frame is None else _matches(trial.frame, trial.group, words, phrases.guards)
        for start, end, stands in found:
            yield Suspicion(trial.rule, trial.group, start, end, stands)


def _figures(group: Group, remark: Remark, words: Plain) -> Iterator[tuple[int, int, bool]]:
    for start, end in FIGURES[group.figures or ""](remark, words):
        yield start, end, not any(_clears(guard, words, start, start, end) for guard in group.guards)


def _matches(frame: Frame, group: Group, words: Plain, shared: tuple[Guard, ...]) -> Iterator[tuple[int, int, bool]]:
    guards = (*shared, *group.guards) if frame.guarded else group.guards
    position = 0
    for _ in range(TRIES_MAX):
        match = frame.pattern.search(words.text, position)
        if match is None or match.end() == match.start():
            return
        act = match.start("act") if "act" in frame.pattern.groupindex and match.start("act") >= 0 else match.start()
        cleared = any(_clears(guard, words, match.start(), act, match.end()) for guard in guards)
        yield match.start(), match.end(), not cleared
        position = match.start() + 1 if cleared else match.end()


def _clears(guard: Guard, words: Plain, start: int, act: int, end: int) -> bool:
    begin, stop = _reach(guard.scope, words, start, act, end)
    part = words.text[begin:stop]
    for frame in guard.mask:
        part = frame.pattern.sub(lambda match: "#" * len(match.group()), part)
    for frame in guard.ends:
        cuts = [match.end() for match in frame.pattern.finditer(part)]
        part = part[max(cuts) :] if cuts else part
    return any(frame.pattern.search(part) for frame in guard.frames)


def _reach(scope: str, words: Plain, start: int, act: int, end: int) -> tuple[int, int]:
    """The part of the text in which a guard is looked for."""
    text, last = len(words.text), max(start, end - 1)
    sentence_end, clause_end = words.sentence(last)[1], words.clause(last)[1]
    reaches: dict[str, Callable[[], tuple[int, int]]] = {
        "text": lambda: (0, text),
        "sentence": lambda: (words.sentence(start)[0], sentence_end),
        "sentence_before": lambda: (words.sentence(start)[0], act),
        "next_sentence": lambda: (sentence_end, words.sentence(sentence_end)[1] if sentence_end < text else text),
        "before": lambda: (_governed_from(words, act), act),
        "clause": lambda: (words.clause(start)[0], clause_end),
        "after": lambda: (act, words.clause(clause_end)[1] if clause_end < sentence_end else clause_end),
    }
    return reaches[scope]()


def _governed_from(words: Plain, act: int) -> int:
    """Where the reach of a negation begins that may govern the act: its clause, and clauses before that it carries on."""
    begin = words.clause(act)[0]
    floor = words.sentence(act)[0]
    carries = _CARRIES_ON.match(words.text, begin)
    while begin > floor and carries:
        begin = words.clause(begin - 1)[0]
        own = words.text[begin : words.clause(begin)[1]]
        carries = _CARRIES_ON.match(own) or (None if _SUBJECT.search(own) else re.match("", own))
    return begin


def holds(when: When, remark: Remark) -> bool:
    """Whether frames speak in this kind of talk, to this person and in this case."""
    if when.to and remark.to not in when.to:
        return False
    if when.call_kinds and remark.call_kind not in when.call_kinds:
        return False
    return all(_fact(remark.case, *pair) for pair in when.case) and not any(_fact(remark.case, *pair) for pair in when.unless_case)


def _fact(case: CaseFacts, name: str, wanted: object) -> bool:
    value = getattr(case, name)
    if wanted == "positive":
        return value is not None and value > 0
    if wanted == "zero":
        return value == 0 and value is not None
    return value is wanted
