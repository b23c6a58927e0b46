"""The rules of the United States, Massachusetts and the United Kingdom, row by row.

Written from the conventions alone; the engine isn't looked at.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from plain_packs_asia import PUBLIC, Finding, ask, deny, fact, house_hours, needs, open_hours, wait, warn
from plain_reading import (
    CLOCKED,
    TELEPHONE,
    Case,
    about,
    addressee,
    answers_within,
    began_on,
    channel_stopped,
    customer_of,
    customers_last_word,
    day,
    inside,
    log,
    moment,
    ours,
    place_only,
    planned_debts,
    reached,
    state,
    stopped,
    third_person,
    unsuitable_here,
    within_days,
)

Entry = dict[str, Any]


# --- United States, federal ------------------------------------------------------------------------------------------------


def stay_bars(case: Case) -> bool:
    return state(case, "bankrupt") and case["purpose"] in {"collection", "reminder"}


def regulation_f_binds(case: Case) -> bool:
    return case["actor"] in {"collector", "debt_buyer"} and case.get("product") != "business_loan" and case["purpose"] != "marketing"


def us_binds(case: Case) -> bool:
    return case["purpose"] == "marketing" or regulation_f_binds(case) or stay_bars(case)


def regf_hours_apply(case: Case) -> bool:
    return regulation_f_binds(case) and fact(case, "channel") in CLOCKED and fact(case, "consent") is not True


def tcpa_hours_apply(case: Case) -> bool:
    return case["purpose"] == "marketing" and fact(case, "channel") in TELEPHONE | {"sms"}


def us(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    if stay_bars(case):
        found.append(deny("US-BANKRUPT"))
    if tcpa_hours_apply(case) and not inside(at, zone, "08:00", "21:00"):
        found.append(wait("US-TCPA-TIME"))
    if regulation_f_binds(case):
        if regf_hours_apply(case) and not open_hours(case, at, zone, "08:00", "21:00"):
            found.append(wait("US-REGF-TIME"))
        found += us_unsuitable(case, at, zone) + us_frequency(case, at, zone) + us_messages(case, at, zone)
        found += us_barred_persons(case) + us_form(case)
    return found


def us_unsuitable(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    if fact(case, "consent") is True:
        return found
    for unsuitable in unsuitable_here(case):
        if place_only(unsuitable):
            if unsuitable["place"] == "work":
                found.append(deny("US-FDCPA-WORK"))
            if customers_last_word(case) is None:
                found.append(deny("US-REGF-INCONV"))
        elif fact(case, "channel") in CLOCKED and began_on(unsuitable, at, zone) and not answers_within(case, unsuitable, at, zone):
            found.append(wait("US-REGF-INCONV"))
    return found


def talks(case: Case, debt: str | None) -> list[Entry]:
    return [e for e in calls_with(case) if e["outcome"] == "conversation" and about(e, debt)]


def calls_with(case: Case) -> list[Entry]:
    return [e for e in log(case) if e["channel"] in TELEPHONE and e["to"] == addressee(case)]


def counted(case: Case) -> list[Entry]:
    return [e for e in calls_with(case) if e["direction"] == "out" and e["outcome"] not in {"busy", "not_in_service"}]


def covered_by_consent(case: Case, when: datetime, debt: str | None, zone: ZoneInfo) -> bool:
    """From the consent's moment to the end of the seventh date, unless they talked about the debt since."""
    for consent in customer_of(case).get("consents", []):
        if consent["to"] != "extra_calls" or "at" not in consent:
            continue
        given = moment(consent["at"])
        in_time = given <= when and day(when, zone) <= day(given, zone) + timedelta(days=6)
        if in_time and not any(given < talk["when"] < when for talk in talks(case, debt)):
            return True
    return False


def calls_of_the_week(case: Case, debt: str | None, at: datetime, zone: ZoneInfo) -> list[Entry]:
    return [
        e for e in counted(case)
        if about(e, debt) and within_days(e, at, zone, 7) and not covered_by_consent(case, e["when"], debt, zone)
    ]  # fmt: skip


def over_the_limit(case: Case, debt: str | None, at: datetime, zone: ZoneInfo) -> bool:
    if covered_by_consent(case, at, debt, zone):
        return False
    return len(calls_of_the_week(case, debt, at, zone)) >= 7 or any(within_days(talk, at, zone, 7) for talk in talks(case, debt))


def us_frequency(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    if fact(case, "channel") not in TELEPHONE or addressee(case) == "attorney":
        return []
    if any(over_the_limit(case, debt, at, zone) for debt in planned_debts(case)):
        excused = case["purpose"] in {"legal_notice", "service"}
        return [warn("US-REGF-FREQ") if excused else wait("US-REGF-FREQ")]
    today = [e for e in counted(case) if day(e["when"], zone) == day(at, zone)]
    just_now = [
        e for e in calls_with(case)
        if e["direction"] == "out" and e["outcome"] in {"no_answer", "voicemail"} and e.get("phone") == fact(case, "phone")
        and timedelta(0) <= at - e["when"] <= timedelta(minutes=5)
    ]  # fmt: skip
    return [warn("US-REGF-FREQ")] if len(today) >= 5 or just_now else []


def us_messages(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    if fact(case, "channel") not in {"sms", "email"}:
        return []
    sent = [
        e for e in log(case)
        if e["channel"] in {"sms", "email"} and e["direction"] == "out" and e["to"] == addressee(case) and within_days(e, at, zone, 7)
    ]  # fmt: skip
    per_day: dict[date, int] = {}
    for entry in sent:
        per_day[day(entry["when"], zone)] = per_day.get(day(entry["when"], zone), 0) + 1
    busy = {d for d, count in per_day.items() if count >= 3}
    three_running = any({d, d + timedelta(days=1), d + timedelta(days=2)} <= busy for d in busy)
    with_calls = len(sent) >= 2 and any(len(calls_of_the_week(case, debt, at, zone)) >= 7 for debt in planned_debts(case))
    return [warn("US-REGF-HARASS")] if three_running or with_calls else []


def stands_for_the_customer(case: Case) -> bool:
    return addressee(case) == "spouse" or (addressee(case) == "parent" and state(case, "minor"))


def us_barred_persons(case: Case) -> list[Finding]:
    found: list[Finding] = []
    legal, reply = case["purpose"] == "legal_notice", customers_last_word(case) is not None
    if state(case, "represented") and addressee(case) != "attorney" and not reply and fact(case, "consent") is not True:
        found.append(deny("US-REGF-ATTORNEY"))
    if stopped(case) and not legal:
        found.append(deny("US-FDCPA-CEASE"))
    if channel_stopped(case) and not legal and not reply:
        found.append(deny("US-REGF-MEDIUM"))
    if state(case, "disputing") and case["purpose"] in {"collection", "reminder"}:
        found.append(deny("US-REGF-DISPUTE"))
    if third_person(case) and addressee(case) != "attorney" and not stands_for_the_customer(case):
        found += us_third(case)
    return found


def us_third(case: Case) -> list[Finding]:
    """Location information, once, by one who names himself and says nothing of the debt."""
    spoiled = (
        fact(case, "mentions_debt") is True
        or fact(case, "asks_payment") is True
        or fact(case, "identifies_caller") is False
        or reached(case, addressee(case))
    )
    return [deny("US-FDCPA-THIRD")] if spoiled else needs(case, "US-FDCPA-THIRD", "location_information_only", good=True)


def us_form(case: Case) -> list[Finding]:
    found: list[Finding] = []
    if fact(case, "channel") in {"postcard", "social_public"} or fact(case, "envelope_shows_debt") is True:
        found.append(deny("US-REGF-UNFAIR"))
    elif fact(case, "channel") == "letter" and fact(case, "envelope_shows_debt") is None:
        found.append(ask("US-REGF-UNFAIR", "contact.envelope_shows_debt"))
    if fact(case, "channel") in {"sms", "email"}:
        found += needs(case, "US-REGF-OPTOUT", "has_opt_out", good=True)
    return found


# --- Massachusetts ---------------------------------------------------------------------------------------------------------


def ma_binds(case: Case) -> bool:
    return case["purpose"] == "collection" and case["actor"] in {"lender", "collector"}


def ma_hours_apply(case: Case) -> bool:
    return fact(case, "channel") in TELEPHONE | {"visit"}


def ma(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    if ma_hours_apply(case) and not inside(at, zone, "08:00", "21:00"):
        found.append(wait("US-MA-TIME"))
    for debt in planned_debts(case):
        found += ma_counts(case, debt, at, zone)
    return found


def ma_counts(case: Case, debt: str | None, at: datetime, zone: ZoneInfo) -> list[Finding]:
    mine = [e for e in log(case) if ours(e) and e["to"] == addressee(case) and about(e, debt)]
    if fact(case, "channel") == "visit":
        met = [e for e in mine if e["channel"] == "visit" and e["outcome"] == "met" and within_days(e, at, zone, 30)]
        return [wait("US-MA-VISIT")] if met and fact(case, "consent") is not True else []
    if fact(case, "channel") not in TELEPHONE | {"sms"}:
        return []
    said = [e for e in mine if e["channel"] in TELEPHONE | {"sms"} and e["outcome"] in {"conversation", "voicemail", "sent"}]
    if fact(case, "place") in {"work", "other"}:
        recent = [e for e in said if e.get("phone") == fact(case, "phone") and within_days(e, at, zone, 30)]
    else:
        recent = [e for e in said if within_days(e, at, zone, 7)]
    return [wait("US-MA-FREQ")] if len(recent) >= 2 else []


# --- United Kingdom --------------------------------------------------------------------------------------------------------


def uk_binds(case: Case) -> bool:
    purposes = {"collection", "reminder", "legal_notice", "service"}
    return case["purpose"] in purposes and case["actor"] in {"lender", "collector", "debt_buyer"}


def uk(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found = house_hours(case, at, zone, "UK-TIME")
    channel, dunning = fact(case, "channel"), case["purpose"] in {"collection", "reminder"}
    for unsuitable in unsuitable_here(case):
        if place_only(unsuitable):
            found.append(deny("UK-TIME"))
        elif channel in CLOCKED and began_on(unsuitable, at, zone):
            found.append(wait("UK-TIME"))
    if channel_stopped(case):
        found.append(deny("UK-TIME"))
    told = third_person(case) and (fact(case, "mentions_debt") is True or fact(case, "asks_payment") is True)
    if told or channel == "postcard" or channel in PUBLIC or fact(case, "envelope_shows_debt") is True:
        found.append(deny("UK-THIRD"))
    if channel == "visit":
        found += uk_visit(case)
    if dunning and state(case, "disputing"):
        found.append(deny("UK-DISPUTE"))
    if dunning and state(case, "moratorium"):
        found += uk_breathing(case, day(at, zone))
    return found


def uk_breathing(case: Case, today: date) -> list[Finding]:
    since = customer_of(case).get("moratorium_from")
    if since is None:
        return [("UK-BREATHING", "unknown", ("customer.moratorium_from",))]
    entered = date.fromisoformat(since)
    return [wait("UK-BREATHING")] if entered <= today <= entered + timedelta(days=60) else []


def uk_visit(case: Case) -> list[Finding]:
    if state(case, "bereaved") or state(case, "hospitalised") or state(case, "incapacitated"):
        return [deny("UK-VISIT")]
    return needs(case, "UK-VISIT", "consent", good=True) if fact(case, "place") in {"work", "hospital"} else []
