"""What is wrong with a track file: line, place, what stood there, what was wanted, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from huashu.errors import Refusal

LISTED_MOST: Final = 30
"""How many allowed words a message lists."""
LISTED_BESIDE_NEAR: Final = 12
"""How many it lists when one of them looks like what was meant."""


@dataclass(frozen=True, slots=True)
class TrackProblem:
    """One thing wrong in one place.

    Args:
        line: One-based line of the file.
        where: Path in the file, such as ``steps[2].say[0].text``.
        found: What stood there, shortened.
        wanted: What would have been right, as a phrase.
        action: What to do, as a sentence; may be empty.
        code: Stable name of the kind of problem.
    """

    line: int
    where: str
    found: str
    wanted: str
    action: str = ""
    code: str = "invalid_value"

    def sentence(self) -> str:
        """The problem as English sentences."""
        found = f"found {self.found}" if self.found else "nothing there"
        return f"Line {self.line}, {self.where or 'file'}: {found}, wanted {self.wanted}." + (f" {self.action}" if self.action else "")


class TrackRefused(Refusal):
    """A file that isn't a track that can be used.

    Args:
        problems: Everything that is wrong, in the order of the lines.
    """

    code = "track_refused"

    def __init__(self, problems: Iterable[TrackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence() for problem in self.problems), field="track", count=len(self.problems))


def shown(value: object) -> str:
    """A value as it is quoted in a message."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'" if text else "empty"


def one_of(names: Iterable[str], found: object = None) -> str:
    """A phrase that lists what is allowed, with the nearest first if the found one looks like a slip."""
    allowed = sorted(names)
    near = get_close_matches(str(found), allowed, n=1, cutoff=0.6) if found is not None else []
    if near and len(allowed) > LISTED_BESIDE_NEAR:
        return f"{near[0]} or another of the {len(allowed)} known names"
    listed = ", ".join(allowed if len(allowed) <= LISTED_MOST else [*allowed[:LISTED_MOST], "…"])
    return f"one of {listed}" + (f" (did you mean {near[0]}?)" if near else "")
