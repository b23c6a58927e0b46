"""A promise in the customer's own words while it is typed on the call screen: how it is understood, and what of it is beyond authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huashu.desk.approvals.selectors.asking import Beyond, begun_words, forward_words
from huashu.desk.calls.selectors.calls import CallState
from huashu.desk.calls.services.captures import setting_of
from huashu.desk.calls.understanding import promise_understood
from huashu.desk.cases.words import read_back


@dataclass(frozen=True, slots=True)
class PromiseBox:
    """The customer's own words and how they are understood.

    Args:
        words: The words.
        said: What to read back.
        problem: What is missing or unsure.
        beyond: Why it isn't the officer's to accept, and what they say instead.
        begun: Limits that it exceeds already while something is missing.
    """

    words: str
    said: str = ""
    problem: str = ""
    beyond: Beyond | None = None
    begun: str = ""


def promise_box(state: CallState, words: str, now: datetime) -> PromiseBox:
    """How words that are typed are understood, what to read back, and what of it is beyond the authority of whoever calls."""
    case, person, setting = state.call.case, state.call.person, setting_of(state.call, now)
    found = promise_understood(words, setting)
    if found.draft is None:
        return PromiseBox(words, problem=found.problem, begun=begun_words(case, found.days, person, now))
    said = read_back(found.draft, case.currency, setting.today)
    return PromiseBox(words, said, beyond=forward_words(case, found.draft, person, now))
