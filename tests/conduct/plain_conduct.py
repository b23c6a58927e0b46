"""A second, slow statement of what the conduct engine must answer: pack by pack, moment by moment.

It has its own reading of the conventions and shares no line with the engine. The earliest moment is looked for by asking the same
question again at every moment at which anything could change.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import plain_packs_asia as asia
import plain_packs_west as west
from plain_packs_asia import Finding
from plain_reading import AMERICAN_ZONES, Case, customer_of, inside, minute, moment, zone_names

PACKS: dict[str, tuple[Callable[[Case], bool | None], Callable[[Case, datetime, ZoneInfo], list[Finding]]]] = {
    "CN": (asia.cn_binds, asia.cn),
    "TW": (asia.tw_binds, asia.tw),
    "HK": (asia.hk_binds, asia.hk),
    "IN": (asia.in_binds, asia.india),
    "JP": (asia.jp_binds, asia.jp),
    "SG": (lambda case: case["purpose"] == "collection", asia.sg),
    "UK": (west.uk_binds, west.uk),
    "US": (west.us_binds, west.us),
    "US-MA": (west.ma_binds, west.ma),
}
STRICTEST_FIRST = ("deny", "deny_until", "unknown", "warn")
HORIZON_DAYS = 120


def answer(case: Case) -> dict[str, Any]:
    """The verdict, the rules that spoke with what each said, and the earliest moment or the missing facts."""
    at = moment(case["contact"]["at"])
    if all(binds(case) is False for binds, _ in packs(case)):
        return {"verdict": "not_applicable", "rules": {}}
    found = findings(case, at)
    rules: dict[str, str] = {}
    for rule, said, _ in sorted(found, key=lambda finding: STRICTEST_FIRST.index(finding[1])):
        rules.setdefault(rule, said)
    verdict = next((word for word in STRICTEST_FIRST if word in rules.values()), "allow")
    result: dict[str, Any] = {"verdict": verdict, "rules": rules}
    if verdict == "unknown":
        result["missing"] = sorted({name for _, _, missing in found for name in missing})
    if verdict == "deny_until":
        first = earliest(case, at)
        result |= {"earliest": first} if first else {"verdict": "deny"}
    return result


def packs(case: Case) -> list[tuple[Callable[[Case], bool | None], Callable[[Case, datetime, ZoneInfo], list[Finding]]]]:
    return [PACKS[name] for name in case["packs"]]


def findings(case: Case, at: datetime) -> list[Finding]:
    found: list[Finding] = []
    for name in case["packs"]:
        binds, judge = PACKS[name]
        bound = binds(case)
        if bound is False:
            continue
        names = zone_names(case, name)
        per_zone = [set(judge(case, at, ZoneInfo(zone))) for zone in names or AMERICAN_ZONES]
        some = set.union(*per_zone)
        mine = some if names else {one if all(one in each for each in per_zone) else open_zone(one) for one in some}
        found += [one if bound else open_scope(one) for one in mine]
    return found


def open_zone(finding: Finding) -> Finding:
    """The rule would refuse in one zone and not in another, and nobody knows the zone."""
    rule, said, missing = finding
    return (rule, said, missing) if said in {"warn", "unknown"} else (rule, "unknown", ("contact.timezone",))


def open_scope(finding: Finding) -> Finding:
    """The rule would refuse if it bound this kind of lender, and nobody has said which kind it is."""
    rule, said, missing = finding
    return (rule, said, missing) if said == "warn" else (rule, "unknown", ("lender_type", *missing))


# --- the first moment that every rule accepts ------------------------------------------------------------------------------


def earliest(case: Case, at: datetime) -> datetime | None:
    """The first moment at or after ``at`` at which no rule refuses, wherever the person may be; None if none comes."""
    for candidate in moments(case, at):
        refused = any(said in {"deny", "deny_until"} or "contact.timezone" in missing for _, said, missing in findings(case, candidate))
        if not refused and (hours_given(case) or in_house_window(case, candidate)):
            return candidate
    return None


def moments(case: Case, at: datetime) -> Iterator[datetime]:
    """``at`` and every later moment at which a window, a barred time or a date begins or ends, in any zone in play."""
    zones = [ZoneInfo(zone) for name in case["packs"] for zone in zone_names(case, name) or AMERICAN_ZONES]
    customer = customer_of(case)
    edges = {0, *(minute(hour) for hour in ("07:00", "08:00", "19:00", "21:00", "22:00"))}
    edges |= {minute(hour) for hour in customer.get("agreed_hours") or []}
    edges |= {minute(unsuitable[end]) for unsuitable in customer.get("inconvenient", []) for end in ("from", "to") if end in unsuitable}
    yield at
    yield from heapq.merge(*(edges_in(zone, edges, at) for zone in zones))


def edges_in(zone: ZoneInfo, edges: set[int], at: datetime) -> Iterator[datetime]:
    """The edges of every day in one zone, in order; on a day of changed clocks every half hour besides."""
    for days in range(-1, HORIZON_DAYS):
        date = at.astimezone(zone).date() + timedelta(days=days)
        midnight = datetime.combine(date, time(), tzinfo=zone)
        today = {datetime.combine(date, time(edge // 60, edge % 60), tzinfo=zone).astimezone(UTC) for edge in edges if edge < 1440}
        if midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset():
            today |= {midnight.astimezone(UTC) + timedelta(minutes=30 * step) for step in range(46)}
        yield from sorted(candidate for candidate in today if candidate > at)


def hours_given(case: Case) -> bool:
    """Some rule sets hours for this very contact."""
    rules: dict[str, Callable[[Case], bool]] = {
        "CN": lambda c: c["actor"] in {"lender", "collector", "debt_buyer"} and asia.cn_hours_apply(c),
        "TW": asia.tw_hours_apply,
        "IN": asia.in_hours_apply,
        "JP": asia.jp_hours_apply,
        "US": lambda c: west.regf_hours_apply(c) or west.tcpa_hours_apply(c),
        "US-MA": west.ma_hours_apply,
    }
    return any(name in rules and PACKS[name][0](case) and rules[name](case) for name in case["packs"])


def in_house_window(case: Case, at: datetime) -> bool:
    zones = {zone for name in case["packs"] if PACKS[name][0](case) is not False for zone in zone_names(case, name) or AMERICAN_ZONES}
    return all(inside(at, ZoneInfo(zone), "08:00", "21:00") for zone in zones)
