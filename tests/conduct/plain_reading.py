"""How a planned contact is read: instants, days, zones, the log, what didn't suit. Slow and obvious on purpose.

Part of a second statement of the conduct rules, written from the conventions alone and never from the engine. It works on the
JSON of the contract.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Case = dict[str, Any]

TELEPHONE = {"call", "voicemail", "ringless_voicemail", "robocall"}
CLOCKED = TELEPHONE | {"sms", "email", "chat", "visit", "social_private"}
OBLIGED = {"customer", "guarantor", "co_borrower"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OWN_ZONE = {
    "CN": "Asia/Shanghai", "TW": "Asia/Taipei", "UK": "Europe/London", "HK": "Asia/Hong_Kong", "IN": "Asia/Kolkata",
    "JP": "Asia/Tokyo", "SG": "Asia/Singapore", "US-MA": "America/New_York",
}  # fmt: skip
AMERICAN_ZONES = (
    "America/Puerto_Rico", "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu",
)  # fmt: skip
ONE_LEGAL_TIME = {"Asia/Urumqi", "Asia/Kashgar", "Asia/Harbin", "Asia/Chongqing", "Asia/Chungking", "PRC"}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def minute(text: str) -> int:
    """Minutes after midnight of "08:30"; "24:00" is the end of the day."""
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def local_minute(at: datetime, zone: ZoneInfo) -> float:
    there = at.astimezone(zone)
    return there.hour * 60 + there.minute + there.second / 60


def day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def inside(at: datetime, zone: ZoneInfo, start: str, end: str) -> bool:
    """True from the start to just before the end; an end before the start lies on the next day."""
    now, opens, closes = local_minute(at, zone), minute(start), minute(end)
    if opens <= closes:
        return opens <= now < closes
    return now >= opens or now < closes


def zone_names(case: Case, pack: str) -> list[str]:
    """Convention 3; empty if nobody knows."""
    contact, customer = case["contact"], case.get("customer", {})
    names = contact.get("possible_timezones") or []
    if not names:
        one = contact.get("timezone") or customer.get("timezone") or OWN_ZONE.get(pack)
        names = [one] if one else []
    if pack == "CN":
        names = ["Asia/Shanghai" if name in ONE_LEGAL_TIME else name for name in names]
    return list(names)


def customer_of(case: Case) -> dict[str, Any]:
    return case.get("customer", {})


def state(case: Case, name: str) -> bool:
    """True if the state is known to hold."""
    return name in customer_of(case).get("states", [])


def third_person(case: Case) -> bool:
    return addressee(case) not in OBLIGED


def addressee(case: Case) -> str:
    return case["contact"].get("to", "customer")


def stopped(case: Case) -> bool:
    """A stop was asked for, in the form that the law wants, before the contact."""
    asked = customer_of(case).get("stop_requested_at")
    return asked is not None and moment(asked) <= moment(case["contact"]["at"])


def channel_stopped(case: Case) -> bool:
    ruled_out = customer_of(case).get("stopped_channels", [])
    contact = case["contact"]
    return (
        contact["channel"] in ruled_out
        or (contact["channel"] in TELEPHONE and "call" in ruled_out)
        or (contact.get("phone") is not None and contact["phone"] in ruled_out)
    )


def log(case: Case) -> list[dict[str, Any]]:
    """The history before the contact, oldest first, each entry with its instant under ``when``."""
    at = moment(case["contact"]["at"])
    entries = [{"direction": "out", "initiated_by": "us", "to": "customer", **entry} for entry in case.get("history", [])]
    for entry in entries:
        entry["when"] = moment(entry["at"])
    return sorted((entry for entry in entries if entry["when"] < at), key=lambda entry: entry["when"])


def ours(entry: dict[str, Any]) -> bool:
    return entry["direction"] == "out" and entry["initiated_by"] == "us"


def reached(case: Case, to: str | None = None) -> bool:
    """Somebody was spoken to or met (or this very person, if named)."""
    return any(entry["outcome"] in {"conversation", "met"} and to in {None, entry["to"]} for entry in log(case))


def planned_debts(case: Case) -> list[str | None]:
    """None stands for the one debt there is."""
    if case.get("debts"):
        return list(case["debts"])
    return [case.get("debt_id")]


def about(entry: dict[str, Any], debt: str | None) -> bool:
    return debt is None or entry.get("debts") is None or debt in entry["debts"]


def within_days(entry: dict[str, Any], at: datetime, zone: ZoneInfo, days: int) -> bool:
    """The entry's date is among the last ``days`` dates, today included."""
    return day(at, zone) - timedelta(days=days - 1) <= day(entry["when"], zone) <= day(at, zone)


# --- a time or place that doesn't suit -------------------------------------------------------------------------------------


def place_only(unsuitable: dict[str, Any]) -> bool:
    return "place" in unsuitable and not {"days", "from", "to"} & unsuitable.keys()


def began_on(unsuitable: dict[str, Any], at: datetime, zone: ZoneInfo) -> date | None:
    """The date on which the barred time that holds ``at`` began; None if ``at`` is free."""
    days = unsuitable.get("days") or WEEKDAYS
    start, end = minute(unsuitable.get("from", "00:00")), minute(unsuitable.get("to", "24:00"))
    now, today = local_minute(at, zone), day(at, zone)
    yesterday = today - timedelta(days=1)
    if start < end:
        return today if WEEKDAYS[today.weekday()] in days and start <= now < end else None
    if WEEKDAYS[today.weekday()] in days and now >= start:
        return today
    if WEEKDAYS[yesterday.weekday()] in days and now < end:
        return yesterday
    return None


def unsuitable_here(case: Case) -> Iterator[dict[str, Any]]:
    for unsuitable in customer_of(case).get("inconvenient", []):
        if unsuitable.get("place") is None or unsuitable["place"] == case["contact"].get("place"):
            yield unsuitable


def customers_last_word(case: Case) -> datetime | None:
    """When the customer wrote or rang, if that is the newest entry on this channel: one answer is owed to him."""
    channel = case["contact"]["channel"]
    family = TELEPHONE if channel in TELEPHONE else {channel}
    newest = [entry for entry in log(case) if entry["channel"] in family][-1:]
    if newest and newest[0]["direction"] == "in" and newest[0]["to"] == addressee(case):
        return newest[0]["when"]
    return None


def answers_within(case: Case, unsuitable: dict[str, Any], at: datetime, zone: ZoneInfo) -> bool:
    """One answer, while that same day's barred time lasts in which he wrote."""
    wrote = customers_last_word(case)
    return wrote is not None and day(wrote, zone) == day(at, zone) and began_on(unsuitable, wrote, zone) == began_on(unsuitable, at, zone)
