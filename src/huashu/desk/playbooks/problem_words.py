"""The loader's problems for the reader of the page: its phrases come in English and are put into words here, piece by piece.

A phrase that isn't known here is shown as the loader said it; tests/desk/playbooks holds this list to the loader's own source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huashu.playbook.loading import TrackProblem


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One problem in the reader's words."""

    line: int
    where: str
    sentence: str


PLAIN: Final = (
    gettext_noop("YAML"),
    gettext_noop("a text"),
    gettext_noop("yes or no"),
    gettext_noop("yes or no (or known, unknown)"),
    gettext_noop("a date such as 2026-11-24"),
    gettext_noop("one value"),
    gettext_noop("a list"),
    gettext_noop("a list of texts"),
    gettext_noop("a mapping"),
    gettext_noop("a mapping that begins with 'track:'"),
    gettext_noop("each id once"),
    gettext_noop("each field once"),
    gettext_noop("each step under one heading only"),
    gettext_noop("every step under a heading of the outline"),
    gettext_noop("an order without a circle"),
    gettext_noop("speaks_of_debt: no, as a third party hears it"),
    gettext_noop("two or three wordings under 'say'"),
    gettext_noop("a weight above 0, as the step must be done"),
    gettext_noop("steps that carry points"),
    gettext_noop("at least one way to end"),
    gettext_noop("the words"),
    gettext_noop("the words to say"),
    gettext_noop("a short name"),
    gettext_noop("what the key on the screen says"),
    gettext_noop("what the button says"),
    gettext_noop("two or more sample phrases"),
    gettext_noop("what not to say, in words"),
    gettext_noop("the track's name, such as overdue_first_call"),
    gettext_noop("a number that counts up from 1"),
    gettext_noop("a name for lists"),
    gettext_noop("when and what for, in a sentence"),
    gettext_noop("the headings with their steps"),
    gettext_noop("the steps"),
    gettext_noop("the ways to end"),
    gettext_noop("a breach of the vocabulary, or any"),
    gettext_noop("the aim in words"),
    gettext_noop("the steps under this heading"),
    gettext_noop("the heading"),
    gettext_noop("what the step is for, in a sentence"),
    gettext_noop("the facts that make it true ({} if it always is)"),
    gettext_noop("what it rests on: article of the contract, rule, law"),
    gettext_noop("the points that it costs"),
    gettext_noop("variables as {name}, in small letters with both braces"),
    gettext_noop("a brace that belongs to no variable"),
    gettext_noop("a whole number"),
    gettext_noop("a whole number of minor units (fen, cents)"),
    gettext_noop("a track"),
    gettext_noop("an empty file"),
    gettext_noop("no weights"),
    gettext_noop("empty"),
    gettext_noop("Give it another name, or put both together."),
    gettext_noop("Check the spelling, or delete the line."),
    gettext_noop("Take one of these out of 'after'."),
    gettext_noop("Change the outline or 'after'."),
    gettext_noop("Leave it out."),
    gettext_noop("Say it truthfully and without pressure."),
    gettext_noop("The list of variables is in docs/playbooks.md and in the editor."),
    gettext_noop("Save the file as UTF-8 text without control characters."),
    gettext_noop("Start from one of the shipped tracks."),
    gettext_noop("Indent with spaces, not tabs."),
    gettext_noop("A text that begins with { or holds ': ' must stand in quotation marks."),
    gettext_noop("Look at the indentation and quotation marks of this line and the one before."),
    gettext_noop("A text that begins with { must stand in quotation marks."),
    gettext_noop("something else"),
    gettext_noop("Make two tracks of it."),
    gettext_noop("did not find expected"),
    gettext_noop("Close the brackets."),
    gettext_noop("the text itself"),
    gettext_noop("Write it out where it's used."),
    gettext_noop("YAML that can be read"),
    gettext_noop("characters that no text holds"),
    gettext_noop("a third party"),
    gettext_noop("somebody who isn't confirmed yet"),
    gettext_noop("an act with 'does: yes' and 'sets: {reached: customer}'"),
    gettext_noop("plain words, as nothing is filled in here"),
    gettext_noop("Say it without the variable."),
    gettext_noop("no act that confirms the person"),
    gettext_noop("Nothing else lets the debt be spoken of."),
    gettext_noop("the first day of use, as {from: 2026-11-24}"),
    gettext_noop("every question under a heading of the outline"),
    gettext_noop("an open question, without the form's answer in it"),
    gettext_noop("each id once within a step"),
    gettext_noop("each question under one heading only"),
    gettext_noop("Ask what, where or how much; or say 'openly: no'."),
)
"""Phrases that come as they are."""

SHAPED: Final = (
    (r"(.+) \(did you mean (.+)\?\)", gettext_noop("%(1)s (did you mean %(2)s?)"), True),
    (r"one of (.+)", gettext_noop("one of %(1)s"), False),
    (r"a whole number from (\d+) to (\d+)", gettext_noop("a whole number from %(1)s to %(2)s"), False),
    (r"a step of this track: (.+)", gettext_noop("a step of this track: %(1)s"), True),
    (r"where it leads: (.+), or track:NAME", gettext_noop("where it leads: %(1)s, or track:NAME"), True),
    (r"a captured field: (.+)", gettext_noop("a captured field: %(1)s"), True),
    (r"(\S+) before (\S+) in the outline", gettext_noop("%(1)s before %(2)s in the outline"), False),
    (r"a day on or after (\S+)", gettext_noop("a day on or after %(1)s"), False),
    (r"words without a breach \((.+)\)", gettext_noop("words without a breach (%(1)s)"), False),
    (r"the variable ('.+')", gettext_noop("the variable %(1)s"), False),
    (r"('.+') again", gettext_noop("%(1)s again"), False),
    (r"Delete this second ('.+')\.", gettext_noop("Delete this second %(1)s."), False),
    (r"Add ('.+:')\.", gettext_noop("Add %(1)s."), False),
    (r"Add (\S+) to 'outline'\.", gettext_noop("Add %(1)s to 'outline'."), False),
    (r"(\S+) or another of the (\d+) known names", gettext_noop("%(1)s or another of the %(2)s known names"), False),
    (r"a fact: (.+)", gettext_noop("a fact: %(1)s"), True),
    (r"a fact that can be counted; (\S+) is a (\S+)", gettext_noop("a fact that can be counted; %(1)s is a %(2)s"), False),
    (r"([\d,_]+) characters", gettext_noop("%(1)s characters"), False),
    (r"a track of ([\d,_]+) characters at most", gettext_noop("a track of %(1)s characters at most"), False),
    (r"more than (\d+) levels", gettext_noop("more than %(1)s levels"), False),
    (r"the alias ('.+')", gettext_noop("the alias %(1)s"), False),
    (
        r"Say it in a step that speaks of the debt, after (\S+)\.",
        gettext_noop("Say it in a step that speaks of the debt, after %(1)s."),
        False,
    ),
    (r"nothing about the (\S+) said to a third party", gettext_noop("nothing about the %(1)s said to a third party"), False),
    (
        r"nothing about the (\S+) said to somebody who isn't confirmed yet",
        gettext_noop("nothing about the %(1)s said to somebody who isn't confirmed yet"),
        False,
    ),
    (r"(\S+) as the first step", gettext_noop("%(1)s as the first step"), False),
    (r"a question of this track: (.+)", gettext_noop("a question of this track: %(1)s"), True),
)
"""Phrases with places: pattern, its translation, and whether what stands in the first place is a phrase itself."""


def problem_shown(problem: TrackProblem) -> ProblemShown:
    """A problem in the reader's language."""
    words = {"found": phrase(problem.found), "wanted": phrase(problem.wanted)}
    sentence = _("found %(found)s, wanted %(wanted)s.") % words if problem.found else _("missing: %(wanted)s.") % words
    return ProblemShown(problem.line, problem.where, f"{sentence} {phrase(problem.action)}".strip())


def phrase(text: str) -> str:
    """A phrase of the loader in the reader's language."""
    if text in PLAIN:
        return _(text)
    for pattern, template, is_nested in SHAPED:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            places = {str(number): group for number, group in enumerate(found.groups(), start=1)}
            if is_nested:
                places["1"] = phrase(places["1"])
            return _(template) % places
    return text


def is_known(text: str) -> bool:
    """Whether a phrase of the loader has its words here."""
    return not text or text in PLAIN or any(re.fullmatch(pattern, text, re.DOTALL) for pattern, _template, _nested in SHAPED)
