"""What part of the queue a person looks at, as it stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode

from huashu.desk.people.models import Person, Role
from huashu.worklist import Lane

LANES: Final[dict[str, tuple[Lane, ...]]] = {
    "first_contact": (Lane.DEADLINE,),
    "appointment": (Lane.APPOINTMENT,),
    "promise": (Lane.PROMISE_DUE, Lane.PROMISE_BROKEN),
}
"""Parts of the queue that have a filter of their own."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """A part of the queue.

    Args:
        scope: ``mine`` or ``team`` (for compliance, everybody's).
        part: One of :data:`LANES`, or empty.
        stage: A stage's code, or empty.
        bucket: A bucket's code, or empty.
        q: Text to search for, or empty.
    """

    scope: str
    part: str = ""
    stage: str = ""
    bucket: str = ""
    q: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it leaves out something besides other people's cases."""
        return bool(self.part or self.stage or self.bucket or self.q)

    def address(self, **changes: object) -> str:
        """The query string of this filter with some of it changed; empty values are left out."""
        values = asdict(self) | changes
        return urlencode({name: value for name, value in values.items() if value})


def filter_of(person: Person, params: Mapping[str, str]) -> QueueFilter:
    """The filter that an address asks for; an officer who asks for nothing sees their own cases.

    Args:
        person: Who looks.
        params: The address's parameters; unknown values count as absent.
    """
    usual = "mine" if person.role == Role.OFFICER else "team"
    scope = params.get("scope", usual)
    part = params.get("part", "")
    return QueueFilter(
        scope=scope if scope in ("mine", "team") else usual,
        part=part if part in LANES else "",
        stage=params.get("stage", "")[:12],
        bucket=params.get("bucket", "")[:12],
        q=params.get("q", "").strip()[:80],
    )
