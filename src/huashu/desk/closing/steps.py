"""The steps of a day, in order. Each is small, has a name that the page shows, and says what it did in counts.

The first four look at where loans stand and write nothing; their numbers come from one walk over the columns. The others write,
each in a transaction of its own together with its mark, so that a run that was killed goes on at the first step without one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from huashu.close.columns import GRADES
from huashu.desk.closing.cases import cases_follow, deadlines_set, reminders_follow
from huashu.desk.closing.day_figures import figures_write
from huashu.desk.closing.night import Night
from huashu.desk.closing.places import cases_place
from huashu.desk.closing.promises import promises_decide
from huashu.desk.correspondence.night import messages_make

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the close.

    Args:
        name: What it's called in tables and translations.
        work: What it does; returns counts for the page.
        writes: Whether it writes anything but its mark; postings then wait for its transaction.
    """

    name: str
    work: Callable[[Night], Counts]
    writes: bool = True


def _arrears(night: Night) -> Counts:
    status = night.standings().status
    sound = status.fault == 0
    return {
        "loans": int(sound.sum()),
        "late": int((status.days_past_due[sound] > 0).sum()),
        "repaid": int((status.closed[sound] != 0).sum()),
        "failed": int((~sound).sum()),
    }


def _penalty(night: Night) -> Counts:
    return {"loans": int((night.standings().status.overdue_penalty_minor > 0).sum())}


def _bands(night: Night) -> Counts:
    standings = night.standings()
    counts = np.bincount(standings.status.bucket[standings.status.fault == 0], minlength=len(night.book.products.buckets))
    return dict(zip(night.book.products.buckets, counts.tolist(), strict=True))


def _grades(night: Night) -> Counts:
    status = night.standings().status
    counts = np.bincount(status.grade[status.fault == 0], minlength=len(GRADES))
    return dict(zip(GRADES, counts.tolist(), strict=True))


STEPS: Final = (
    Step("arrears", _arrears, writes=False),
    Step("penalty", _penalty, writes=False),
    Step("bands", _bands, writes=False),
    Step("grades", _grades, writes=False),
    Step("statuses", Night.write),
    Step("cases", lambda night: cases_follow(night.scope)),
    Step("first_contacts", lambda night: deadlines_set(night.scope)),
    Step("promises", lambda night: promises_decide(night.scope)),
    Step("reminders", lambda night: reminders_follow(night.scope)),
    Step("messages", messages_make),
    Step("places", lambda night: cases_place(night.scope)),
    Step("figures", lambda night: figures_write(night.scope)),
)
