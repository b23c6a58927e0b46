"""What a language model proposes to find: taken only where it names a label, a turn and words that stand there; it decides nothing.

A proposal is shown as proposed, beside the findings. A person may turn it into a finding of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from huashu.playbook.vocabulary import vocabulary
from huashu.review.masking import mask
from huashu.review.transcript import OFFICER, Transcript

GROUPS: Final = ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections")
OFFICERS_GROUPS: Final = frozenset({"steps", "mistakes", "breaches", "arguments"})
MOST: Final = 40
_FENCE: Final = re.compile(r"^```(?:json)?\s*|\s*```$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One finding that a model proposes.

    Args:
        group: Group of the label.
        label: A label of the vocabulary.
        turn: 0-based turn.
        quote: Words of that turn, as they were written.
        reason: Why, in the model's words.
    """

    group: str
    label: str
    turn: int
    quote: str
    reason: str


def proposal_prompt(transcript: Transcript) -> list[dict[str, str]]:
    """The messages that ask a model for proposals; the conversation in them is masked.

    Args:
        transcript: The conversation.
    """
    lines = [
        f"[{number}] {turn.speaker}: {text}"
        for number, (turn, text) in enumerate(zip(transcript.turns, masked_turns(transcript), strict=True))
    ]
    labels = "\n".join(f"{group}/{label.id}: {label.means}" for group in GROUPS for label in vocabulary()[group].values())
    asked = (
        "You read a call between a lender's officer and a customer and name what you find. Use only these labels:\n"
        f"{labels}\n\nAnswer with JSON only: a list of objects "
        '{"label": "...", "turn": 0, "quote": "exact words of that turn", "reason": "..."}. '
        "Quote letter by letter. Leave out what you are not sure of."
    )
    return [{"role": "system", "content": asked}, {"role": "user", "content": f"Call kind: {transcript.kind}\n" + "\n".join(lines)}]


def masked_turns(transcript: Transcript) -> list[str]:
    """The words of each turn, masked."""
    names = [transcript.case.customer_name]
    return [mask(turn.text, names) for turn in transcript.turns]


def proposals_read(answer: str, transcript: Transcript) -> tuple[tuple[Proposal, ...], int]:
    """What of a model's answer can be taken.

    Args:
        answer: The model's text.
        transcript: The conversation that was asked about.

    Returns:
        The proposals, and how many were thrown away (an unknown label, a turn that isn't there, words that nobody said).
    """
    held = _list_of(answer)
    masked = masked_turns(transcript)
    found = [_proposal(one, transcript, masked) for one in held[:MOST]]
    kept = tuple(dict.fromkeys(one for one in found if one is not None))
    return kept, len(held) - len(kept)


def _list_of(answer: str) -> list[Any]:
    text = _FENCE.sub("", answer.strip())
    start, end = text.find("["), text.rfind("]")
    if start < 0 or end < start:
        return []
    try:
        held = json.loads(text[start : end + 1])
    except ValueError:
        return []
    return held if isinstance(held, list) else []


def _proposal(one: object, transcript: Transcript, masked: Sequence[str]) -> Proposal | None:
    if not isinstance(one, dict):
        return None
    label = str(one.get("label", "")).split("/")[-1]
    group = next((group for group in GROUPS if label in vocabulary()[group]), None)
    turn, quote = one.get("turn"), one.get("quote")
    if group is None or not isinstance(turn, int) or isinstance(turn, bool) or not 0 <= turn < len(masked):
        return None
    if not isinstance(quote, str) or not quote.strip():
        return None
    at = masked[turn].find(quote.strip())
    if at < 0 or (transcript.turns[turn].speaker == OFFICER) != (group in OFFICERS_GROUPS):
        return None
    words = transcript.turns[turn].text[at : at + len(quote.strip())]
    return Proposal(group, label, turn, words, str(one.get("reason", ""))[:400])
