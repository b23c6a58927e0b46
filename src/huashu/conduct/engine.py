"""May this contact be made: every rule of every pack is asked, and the strictest answer stands.

The first lawful moment is found by going forward: each rule that only time can lift names the first moment at which it is silent; the
latest of these is asked about again, until all agree. No rule ever names a moment later than the first that suits it, so the first
moment on which all agree isn't passed over (a least fixed point).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from typing import Final

from huashu.conduct.compiled import Compiled
from huashu.conduct.contact import PlannedContact
from huashu.conduct.kinds.hours import Hours
from huashu.conduct.lawbook.book import Lawbook
from huashu.conduct.situation import Pack, Situation
from huashu.conduct.verdict import STRICTNESS, FiredRule, Ruling, Verdict
from huashu.conduct.zones import DAY, Zone

HOUSE_HOURS: Final = Hours(8 * 60, 21 * 60)
"""Where no rule sets hours for a contact that must wait, it waits into these (the texts say "unreasonable hours" or nothing)."""
HORIZON: Final = 400 * DAY
"""What isn't lawful within so many minutes isn't cured by waiting."""
STEPS: Final = 2000

Opening = Callable[[Situation, int], int | None]
"""From a moment on, the first at which something doesn't speak against the contact."""

_STRICTNESS: Final = {ruling: index for index, ruling in enumerate(STRICTNESS)}


def check(planned: PlannedContact, lawbook: Lawbook) -> Verdict:
    """Judge one planned contact.

    Args:
        planned: What is about to be done, with everything known.
        lawbook: The rules; it must hold every pack that the contact names.

    Returns:
        The verdict, with every rule that spoke and the first lawful moment.

    Raises:
        UnknownPack: The contact names a pack that the lawbook doesn't hold.
    """
    packs = tuple([lawbook.pack(name) for name in planned.packs])
    situation = Situation(planned, packs)
    bearing = lawbook.compiled(planned, _day(situation))
    fired = [said for speaker in bearing.speakers if (said := speaker.speaks(situation)) is not None]
    fired += bearing.early
    if not bearing.binding and not fired:
        return Verdict(planned.id, Ruling.NOT_APPLICABLE, bearing.scope)
    if not fired:
        return Verdict(planned.id, Ruling.ALLOW)
    if len(fired) > 1:
        fired.sort(key=_by_strictness)
    ruling = fired[0].ruling
    if ruling is Ruling.DENY_UNTIL:
        earliest = earliest_moment(situation, bearing)
        return Verdict(planned.id, Ruling.DENY if earliest is None else ruling, tuple(fired), earliest)
    missing: tuple[str, ...] = ()
    if ruling is Ruling.UNKNOWN:
        missing = tuple(dict.fromkeys(path for rule in fired if rule.ruling is Ruling.UNKNOWN for path in rule.missing))
    return Verdict(planned.id, ruling, tuple(fired), missing=missing)


def check_all(planned: Iterable[PlannedContact], lawbook: Lawbook) -> list[Verdict]:
    """Judge many planned contacts by the same rules, in order."""
    return [check(each, lawbook) for each in planned]


def earliest_moment(situation: Situation, bearing: Compiled) -> datetime | None:
    """The first moment at or after the planned one that no rule refuses; None if none comes.

    Args:
        situation: The contact.
        bearing: What bears on it.
    """
    waiting = [speaker for speaker in bearing.waiting if speaker.holds_back(situation)]
    opening: list[Opening] = [speaker.opens for speaker in waiting]
    if not any(speaker.measure is not None and speaker.measure.gives_hours for speaker in waiting):
        opening += [partial(_house_opens, zone) for zone in _zones(situation, bearing.binding or bearing.packs)]
    minute = situation.minute
    last = minute + HORIZON
    agreeing = 0
    for opens in islice(cycle(opening), STEPS * len(opening)):
        moved = opens(situation, minute)
        if moved is None or moved > last:
            return None
        agreeing = agreeing + 1 if moved == minute else 1
        minute = moved
        if agreeing == len(opening):
            break
    else:
        return None
    zone = situation.zones((bearing.binding or bearing.packs)[0])[0][0]
    return zone.moment(minute)


def _house_opens(zone: Zone, situation: Situation, minute: int) -> int | None:
    return HOUSE_HOURS.opens(situation, zone, minute)


def _zones(situation: Situation, packs: Iterable[Pack]) -> tuple[Zone, ...]:
    return tuple(dict.fromkeys(zone for pack in packs for zone in situation.zones(pack)[0]))


def _by_strictness(rule: FiredRule) -> int:
    return _STRICTNESS[rule.ruling]


def _day(situation: Situation) -> int:
    """The date whose values hold: the addressee's, by the first pack's zone."""
    if not situation.packs:
        return situation.minute // DAY
    return situation.zones(situation.packs[0])[0][0].day(situation.minute)
