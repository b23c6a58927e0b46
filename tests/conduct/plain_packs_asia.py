"""The rules of the mainland, Taiwan, Hong Kong, India, Japan and Singapore, row by row, each in its own few lines.

A row gives findings: rule, answer, the facts that it misses. Written from the conventions alone; the engine isn't looked at.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from plain_reading import (
    CLOCKED,
    TELEPHONE,
    Case,
    addressee,
    began_on,
    channel_stopped,
    customer_of,
    day,
    inside,
    log,
    ours,
    place_only,
    reached,
    state,
    stopped,
    third_person,
    unsuitable_here,
)

Finding = tuple[str, str, tuple[str, ...]]
PUBLIC = {"social_public", "public_notice"}


def deny(rule: str) -> Finding:
    return (rule, "deny", ())


def wait(rule: str) -> Finding:
    return (rule, "deny_until", ())


def warn(rule: str) -> Finding:
    return (rule, "warn", ())


def ask(rule: str, *missing: str) -> Finding:
    return (rule, "unknown", missing)


def fact(case: Case, name: str) -> object:
    return case["contact"].get(name)


def needs(case: Case, rule: str, name: str, *, good: bool) -> list[Finding]:
    """Refuse if the fact is known to be bad, ask if nobody knows."""
    value = fact(case, name)
    if value is None:
        return [ask(rule, f"contact.{name}")]
    return [] if value is good else [deny(rule)]


def open_hours(case: Case, at: datetime, zone: ZoneInfo, start: str, end: str) -> bool:
    """The normal window, and besides it the hours that the customer agreed to."""
    agreed = customer_of(case).get("agreed_hours") or []
    return inside(at, zone, start, end) or (len(agreed) == 2 and inside(at, zone, agreed[0], agreed[1]))


def house_hours(case: Case, at: datetime, zone: ZoneInfo, rule: str) -> list[Finding]:
    late = fact(case, "channel") in CLOCKED and not inside(at, zone, "08:00", "21:00")
    return [warn(rule)] if late else []


# --- mainland China --------------------------------------------------------------------------------------------------------


def cn_binds(case: Case) -> bool:
    """Marketing binds anybody; the rest lenders, agencies and buyers of debts."""
    return case["purpose"] == "marketing" or case["actor"] in {"lender", "collector", "debt_buyer"}


def cn_hours_apply(case: Case) -> bool:
    return case["purpose"] in {"collection", "legal_notice"} and fact(case, "channel") in CLOCKED and fact(case, "consent") is not True


def cn(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    if case["actor"] in {"lender", "collector", "debt_buyer"}:
        if case["purpose"] in {"collection", "legal_notice"}:
            found += cn_hours(case, at, zone) + cn_counts(case, at, zone) + cn_visit(case, at, zone)
        found += cn_manner(case) + cn_third(case)
        if case["purpose"] == "collection" and stopped(case):
            found.append(warn("CN-PRIV-1"))
    if case["purpose"] == "marketing":
        found += cn_marketing(case)
    return found


def cn_hours(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    return [wait("CN-TIME")] if cn_hours_apply(case) and not open_hours(case, at, zone, "08:00", "22:00") else []


def cn_counts(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    if fact(case, "channel") not in TELEPHONE:
        return []
    today = [e for e in log(case) if e["channel"] in TELEPHONE and ours(e) and day(e["when"], zone) == day(at, zone)]
    connected = [e for e in today if e["outcome"] == "conversation" and e["to"] == addressee(case)]
    unanswered = [e for e in today if e["outcome"] == "no_answer" and e.get("phone") == fact(case, "phone")]
    agreed = any(consent["to"] == "extra_calls" for consent in customer_of(case).get("consents", []))
    found = []
    if len(connected) >= 3:
        found.append(wait("CN-FREQ-CONN"))
    if len(unanswered) >= 6 and not agreed:
        found.append(wait("CN-FREQ-DIAL"))
    return found


def cn_visit(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    if fact(case, "channel") != "visit":
        return []
    found: list[Finding] = []
    visitors = case["contact"].get("visitors")
    if visitors is None:
        found.append(ask("CN-VISIT", "contact.visitors"))
    elif visitors < 2:
        found.append(deny("CN-VISIT"))
    if fact(case, "place") == "work":
        found += needs(case, "CN-VISIT", "consent", good=True)
    met = [e for e in log(case) if e["channel"] == "visit" and e["outcome"] == "met" and e["to"] == addressee(case)]
    if any(day(e["when"], zone) == day(at, zone) for e in met):
        found.append(warn("CN-VISIT"))
    return found


def cn_manner(case: Case) -> list[Finding]:
    found: list[Finding] = []
    if case["actor"] == "collector" and fact(case, "channel") == "social_private":
        found += needs(case, "CN-CHANNEL", "consent", good=True)
    if fact(case, "identifies_caller") is False and not reached(case):
        found.append(deny("CN-IDENTIFY"))
    if fact(case, "channel") == "social_public":
        found.append(deny("CN-THIRD-8"))
    if fact(case, "channel") == "public_notice":
        found.append(deny("CN-LETTER"))
    return found


def cn_third(case: Case) -> list[Finding]:
    if not third_person(case) or case["purpose"] in {"marketing", "verification"}:
        return []
    found = needs(case, "CN-THIRD-1", "asks_payment", good=False)
    states = customer_of(case).get("states")
    if fact(case, "mentions_debt") is True or (states is not None and not {"unreachable", "deceased", "incapacitated"} & set(states)):
        found.append(deny("CN-THIRD-2"))
    else:
        unknown = [
            name for name, value in (("contact.mentions_debt", fact(case, "mentions_debt")), ("customer.states", states)) if value is None
        ]
        if unknown:
            found.append(ask("CN-THIRD-2", *unknown))
    if addressee(case) in customer_of(case).get("refused_by", []):
        found.append(deny("CN-THIRD-3"))
    return found


def cn_marketing(case: Case) -> list[Finding]:
    refused = stopped(case) or channel_stopped(case)
    found = [deny("CN-MKT-1")] if refused else needs(case, "CN-MKT-1", "consent", good=True)
    if fact(case, "channel") in {"sms", "email", "chat"}:
        found += needs(case, "CN-MKT-2", "has_opt_out", good=True)
        if case.get("lender_type") == "bank":
            found += needs(case, "CN-MKT-5", "has_opt_out", good=True)
    return found


# --- Taiwan ----------------------------------------------------------------------------------------------------------------


def tw_is_card_issuer(case: Case) -> bool:
    return case.get("lender_type") == "card_issuer" or (case.get("lender_type") == "bank" and case.get("product") == "credit_card")


def tw_binds(case: Case) -> bool | None:
    """None: it turns on the kind of lender, and nobody has said."""
    if case["purpose"] != "collection" or case["actor"] not in {"collector", "lender"}:
        return False
    if case.get("lender_type") is None:
        return None
    if case["actor"] == "collector":
        return case["lender_type"] in {"bank", "card_issuer"}
    return tw_is_card_issuer(case)


def tw_hours_apply(case: Case) -> bool:
    return case["actor"] == "collector" and fact(case, "channel") in CLOCKED and fact(case, "consent") is not True


def tw(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    return tw_agency(case, at, zone) if case["actor"] == "collector" else tw_own(case)


def tw_agency(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    channel = fact(case, "channel")
    if tw_hours_apply(case) and not open_hours(case, at, zone, "07:00", "22:00"):
        found.append(wait("TW-TIME"))
    if third_person(case) and (fact(case, "asks_payment") is True or fact(case, "identifies_caller") is False):
        found.append(deny("TW-THIRD"))
    if channel == "postcard" or channel in PUBLIC:
        found.append(deny("TW-HARASS"))
    if channel == "letter":
        found += needs(case, "TW-HARASS", "envelope_shows_debt", good=False)
    if fact(case, "takes_cash") is True:
        found.append(deny("TW-MONEY"))
    if channel == "visit":
        found += needs(case, "TW-VISIT", "recorded", good=True)
    if channel in TELEPHONE:
        found += needs(case, "TW-RECORD", "recorded", good=True)
    return found


def tw_own(case: Case) -> list[Finding]:
    bad = (
        (third_person(case) and fact(case, "asks_payment") is True)
        or fact(case, "identifies_caller") is False
        or (fact(case, "channel") in TELEPHONE | {"visit"} and fact(case, "recorded") is False)
    )
    return [deny("TW-OWN")] if bad else []


# --- Hong Kong -------------------------------------------------------------------------------------------------------------


def hk_binds(case: Case) -> bool | None:
    if case["purpose"] != "collection" or case["actor"] not in {"lender", "collector"}:
        return False
    return None if case.get("lender_type") is None else case["lender_type"] in {"bank", "card_issuer"}


def hk(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found = house_hours(case, at, zone, "HK-HARASS")
    if fact(case, "channel") in PUBLIC or fact(case, "identifies_caller") is False:
        found.append(deny("HK-HARASS"))
    if third_person(case) and fact(case, "location_information_only") is True:
        found.append(warn("HK-HARASS"))
    if third_person(case) and fact(case, "asks_payment") is True:
        found.append(deny("HK-THIRD"))
    if state(case, "bankrupt"):
        found.append(warn("HK-BANKRUPT"))
    return found


# --- India -----------------------------------------------------------------------------------------------------------------


def in_binds(case: Case) -> bool | None:
    if case["purpose"] != "collection" or case["actor"] not in {"lender", "collector"}:
        return False
    return None if case.get("lender_type") is None else case["lender_type"] not in {"microloan", "private"}


def in_hours_apply(case: Case) -> bool:
    return fact(case, "channel") in TELEPHONE


def india(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    if in_hours_apply(case) and not inside(at, zone, "08:00", "19:00"):
        found.append(wait("IN-TIME"))
    told = third_person(case) and (fact(case, "mentions_debt") is True or fact(case, "asks_payment") is True)
    if fact(case, "channel") in PUBLIC or told or fact(case, "identifies_caller") is False:
        found.append(deny("IN-HARASS"))
    return found


# --- Japan -----------------------------------------------------------------------------------------------------------------


def jp_binds(case: Case) -> bool | None:
    if case["purpose"] != "collection" or case["actor"] not in {"lender", "collector"}:
        return False
    return None if case.get("lender_type") is None else case["lender_type"] != "bank"


def jp_hours_apply(case: Case) -> bool:
    return fact(case, "channel") in TELEPHONE | {"visit"} and fact(case, "consent") is not True


def jp(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found: list[Finding] = []
    channel, to = fact(case, "channel"), addressee(case)
    if jp_hours_apply(case) and not open_hours(case, at, zone, "08:00", "21:00"):
        found.append(wait("JP-TIME"))
    ruled_out = [u for u in unsuitable_here(case) if not place_only(u) and began_on(u, at, zone)]
    if channel in CLOCKED and ruled_out:
        found.append(wait("JP-REQUEST"))
    if channel in TELEPHONE | {"visit"} and fact(case, "place") == "work":
        found += needs(case, "JP-WORK", "consent", good=True)
    if third_person(case) and (fact(case, "asks_payment") is True or to in customer_of(case).get("refused_by", [])):
        found.append(deny("JP-THIRD"))
    if channel in PUBLIC:
        found.append(deny("JP-NOTICE"))
    if state(case, "represented") and stopped(case):
        found.append(deny("JP-LAWYER"))
    return found


# --- Singapore -------------------------------------------------------------------------------------------------------------


def sg(case: Case, at: datetime, zone: ZoneInfo) -> list[Finding]:
    found = house_hours(case, at, zone, "SG-HARASS")
    return [*found, deny("SG-HARASS")] if fact(case, "channel") in PUBLIC else found
