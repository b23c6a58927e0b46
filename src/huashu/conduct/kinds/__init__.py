"""The few kinds of rule: what a provision of the lawbook can measure, each small and pure.

A provision is made of *conditions* (what kind of contact it speaks of) and at most one *measure* (hours, a wish, a count, a pause).
Without a measure it speaks whenever its conditions hold. :data:`MEASURES` names the measures as the files of the lawbook do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from huashu.conduct.fields import Fields
from huashu.conduct.kinds.counts import CoolingOff, Count, DaysRunning, RapidRepeat, Together
from huashu.conduct.kinds.dates import Moratorium
from huashu.conduct.kinds.hours import Hours, Unsuitable
from huashu.conduct.kinds.measure import Measure

MEASURES: Final[Mapping[str, Callable[[Fields], Measure]]] = {
    "hours": Hours.read,
    "unsuitable_time": Unsuitable.read,
    "count": Count.read,
    "cooling_off": CoolingOff.read,
    "rapid_repeat": RapidRepeat.read,
    "days_running": DaysRunning.read,
    "together": Together.read,
    "moratorium": Moratorium.read,
}
FACTS: Final = ("who", "channel", "visit", "state", "consent", "disclosure", "scope")
"""Kinds without a measure; the name says what their conditions are about."""
KINDS: Final = (*MEASURES, *FACTS)
