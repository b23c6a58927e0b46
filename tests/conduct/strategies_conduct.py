"""Planned contacts as hypothesis makes them: every pack and combination, histories of days, edges of windows, nights of changed clocks.

Facts that are absent are left out, as the contract wants. Moments lie near the edges that rules care about.
"""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

Case = dict[str, Any]

PACKS = (
    ("CN",), ("CN",), ("US",), ("US",), ("US-MA",), ("US", "US-MA"), ("TW",), ("UK",), ("HK",), ("IN",), ("JP",), ("SG",),
    ("CN", "TW"), ("CN", "HK"), ("CN", "JP"), ("UK", "IN"), ("TW", "SG"), ("CN", "UK"),
)  # fmt: skip
ZONES = {
    "CN": ("Asia/Shanghai", "Asia/Urumqi", "Asia/Shanghai"),
    "US": ("America/New_York", "America/Chicago", "America/Los_Angeles", "America/Phoenix"),
    "US-MA": ("America/New_York",),
    "TW": ("Asia/Taipei",), "UK": ("Europe/London",), "HK": ("Asia/Hong_Kong",), "IN": ("Asia/Kolkata",), "JP": ("Asia/Tokyo",),
    "SG": ("Asia/Singapore",),
}  # fmt: skip
CHANNELS = (
    "call", "call", "call", "voicemail", "ringless_voicemail", "robocall", "sms", "sms", "email", "email", "chat", "letter", "postcard",
    "visit", "visit", "social_private", "social_public", "public_notice",
)  # fmt: skip
TELEPHONE = ("call", "voicemail", "ringless_voicemail", "robocall")
PERSONS = ("guarantor", "co_borrower", "spouse", "parent", "relative", "friend", "colleague", "employer", "contact_person", "stranger")
PHONES = ("100", "200")
DEBTS = ("L1", "L2")
EDGES = (time(0), time(6, 30), time(7), time(8), time(12), time(15), time(17), time(18), time(19), time(21), time(22), time(23))
DATES = ("2026-03-07", "2026-03-08", "2026-03-28", "2026-03-29", "2026-06-16", "2026-10-25", "2026-10-31", "2026-11-01", "2026-12-31")
STATES = (
    "deceased",
    "incapacitated",
    "unreachable",
    "represented",
    "bankrupt",
    "disputing",
    "hardship",
    "hospitalised",
    "bereaved",
    "minor",
)
UNSUITABLE = (
    {"days": ["tue", "thu"]},
    {"days": ["sat", "sun"]},
    {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "15:00", "to": "17:00"},
    {"from": "08:00", "to": "15:00"},
    {"from": "18:00", "to": "22:00"},
    {"from": "19:00", "to": "21:00"},
    {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "00:00", "to": "18:00"},
)
MANNERS = {
    "recorded": True, "identifies_caller": True, "mentions_debt": True, "asks_payment": True, "takes_cash": False,
    "location_information_only": False, "envelope_shows_debt": False, "has_opt_out": True,
}  # fmt: skip

GOOD = {"recorded": True, "identifies_caller": True, "takes_cash": False, "envelope_shows_debt": False, "has_opt_out": True, "visitors": 2}
PURPOSES = ("collection",) * 8 + ("reminder", "legal_notice", "service", "marketing", "verification")


@st.composite
def moments(draw: st.DrawFn, zone: ZoneInfo) -> datetime:
    day = datetime.fromisoformat(draw(st.sampled_from(DATES))) + timedelta(days=draw(st.integers(0, 6)))
    wall = datetime.combine(day.date(), draw(st.sampled_from(EDGES)), tzinfo=zone)
    return wall + timedelta(minutes=draw(st.sampled_from((-61, -31, -1, 0, 1, 4, 29, 45))))


@st.composite
def past_contact(draw: st.DrawFn, at: datetime, offsets: st.SearchStrategy[timedelta], person: str) -> dict[str, Any]:
    channel = draw(st.sampled_from((*TELEPHONE, "call", "call", "call", "sms", "email", "visit")))
    outcomes = {"sms": ("sent",), "email": ("sent",), "visit": ("met", "nobody_home")}.get(
        channel, ("no_answer", "no_answer", "no_answer", "conversation", "voicemail", "dropped", "busy", "not_in_service")
    )
    entry: dict[str, Any] = {"at": (at - draw(offsets)).isoformat(), "channel": channel, "outcome": draw(st.sampled_from(outcomes))}
    if channel in TELEPHONE or channel == "sms":
        entry["phone"] = draw(st.sampled_from((PHONES[0], *PHONES)))
    if draw(st.sampled_from((False, False, False, False, True))) and channel != "visit":
        entry |= {"direction": "in", "initiated_by": "customer", "outcome": "sent" if channel in {"sms", "email"} else "conversation"}
    to = draw(st.sampled_from((person, person, "customer")))
    if to != "customer":
        entry["to"] = to
    debts = draw(st.sampled_from((None, None, ["L1"], ["L2"], ["L1", "L2"])))
    return entry | ({"debts": debts} if debts else {})


@st.composite
def histories(draw: st.DrawFn, at: datetime, zone: ZoneInfo, person: str) -> list[dict[str, Any]]:
    """Nothing, a mixture, or a run of alike entries that fills a count to its edge."""
    minutes = st.builds(
        lambda days, extra: timedelta(days=days, minutes=extra), st.integers(0, 8), st.sampled_from((1, 3, 4, 6, 31, 90, 240, 600))
    )
    long_ago = st.builds(lambda days: timedelta(days=days, minutes=7), st.integers(9, 33))
    kind = draw(st.sampled_from(("none", "mixed", "run", "run", "run")))
    if kind == "none":
        return []
    entries = draw(st.lists(past_contact(at, st.one_of(minutes, minutes, long_ago), person), max_size=6))
    if kind == "run":
        alike = draw(past_contact(at, minutes, person))
        span = draw(st.sampled_from((timedelta(minutes=50), timedelta(minutes=50), timedelta(hours=11), timedelta(days=1))))
        start = draw(st.sampled_from((timedelta(minutes=2), timedelta(minutes=20), timedelta(hours=9), timedelta(days=1))))
        size = draw(st.integers(1, 9))
        entries += [alike | {"at": (at - start - span * step).astimezone(zone).isoformat()} for step in range(size)]
    return entries


@st.composite
def customers(draw: st.DrawFn, at: datetime, zone: ZoneInfo) -> dict[str, Any]:
    customer: dict[str, Any] = {}
    if draw(st.integers(0, 5)):
        customer["states"] = draw(st.lists(st.sampled_from(STATES), max_size=2, unique=True)) if not draw(st.integers(0, 2)) else []
        if not draw(st.integers(0, 7)):
            customer["states"].append("moratorium")
            began = (at.astimezone(zone) - timedelta(days=draw(st.sampled_from((0, 1, 30, 58, 61, 70))))).date()
            if draw(st.integers(0, 5)):
                customer["moratorium_from"] = began.isoformat()
    if not draw(st.integers(0, 11)):
        customer["stop_requested_at"] = (at - timedelta(days=draw(st.integers(1, 9)))).isoformat()
    if not draw(st.integers(0, 7)):
        customer["stopped_channels"] = draw(
            st.lists(st.sampled_from(("call", "sms", "email", "letter", PHONES[0])), min_size=1, max_size=2)
        )
    if not draw(st.integers(0, 2)):
        customer["inconvenient"] = draw(st.lists(st.sampled_from(UNSUITABLE), min_size=1, max_size=2))
    if not draw(st.integers(0, 4)):
        customer["agreed_hours"] = draw(st.sampled_from((["22:00", "23:00"], ["06:30", "08:00"], ["21:00", "22:00"], ["10:00", "12:00"])))
    if not draw(st.integers(0, 5)):
        given = at - timedelta(days=draw(st.integers(0, 8)), minutes=draw(st.sampled_from((5, 45, 300))))
        customer["consents"] = [{"to": "extra_calls", "at": given.isoformat()}]
    if not draw(st.integers(0, 7)):
        customer["refused_by"] = draw(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=3))
    return customer


@st.composite
def manners(draw: st.DrawFn, channel: str, person: str) -> dict[str, Any]:
    """Mostly the good manner, so that the rest of a case decides; now and then the bad one, or nobody knows."""
    facts: dict[str, Any] = {}
    for name, usual in MANNERS.items():
        said = draw(st.sampled_from((usual,) * 7 + (not usual, None)))
        if said is not None:
            facts[name] = said
    if person not in {"customer", "guarantor", "co_borrower"} and draw(st.integers(0, 3)):
        facts |= {"mentions_debt": False, "asks_payment": False, "location_information_only": True}
    if channel in {*TELEPHONE, "sms"}:
        facts["phone"] = draw(st.sampled_from((PHONES[0], *PHONES)))
    place = draw(st.sampled_from((None, None, "home", "work", "hospital", "other")))
    if place:
        facts["place"] = place
    visitors = draw(st.sampled_from((2, 2, 2, 3, 1, None)))
    if channel == "visit" and visitors:
        facts["visitors"] = visitors
    consent = draw(st.sampled_from((None, None, None, True, False)))
    return facts | ({} if consent is None else {"consent": consent})


@st.composite
def _where(draw: st.DrawFn, packs: tuple[str, ...]) -> tuple[ZoneInfo, dict[str, Any], dict[str, Any]]:
    """A zone to think in, and how the contact and the customer name it."""
    zones = [zone for pack in packs for zone in ZONES[pack]]
    zone = draw(st.sampled_from(zones))
    how = draw(st.sampled_from(("contact", "contact", "contact", "customer", "possible", "own")))
    if how == "own" and "US" in packs:
        how = "contact"
    if how == "possible":
        return ZoneInfo(zone), {"possible_timezones": draw(st.lists(st.sampled_from(zones), min_size=1, max_size=2, unique=True))}, {}
    if how == "own":
        return ZoneInfo(zone), {}, {}
    return ZoneInfo(zone), {"timezone": zone} if how == "contact" else {}, {"timezone": zone} if how == "customer" else {}


SUITING = {  # a lender that each pack binds, so that most draws have rules to break
    "CN": ("auto_finance", "bank"), "US": ("auto_finance", "bank"), "US-MA": ("auto_finance", "bank"), "TW": ("bank", "card_issuer"),
    "UK": ("auto_finance",), "HK": ("bank", "card_issuer"), "IN": ("bank", "auto_finance"), "JP": ("consumer_finance", "private"),
    "SG": ("bank",),
}  # fmt: skip
ACTING = {"US": ("collector", "debt_buyer"), "US-MA": ("lender", "collector"), "TW": ("collector", "collector", "lender")}


@st.composite
def parties(draw: st.DrawFn, packs: tuple[str, ...], purpose: str) -> dict[str, Any]:
    """Who acts, for what kind of lender, on what kind of loan: bound by a pack four times out of five."""
    pack = draw(st.sampled_from(packs))
    if draw(st.integers(0, 4)):
        actor = draw(st.sampled_from(ACTING.get(pack, ("lender", "collector"))))
        lender, product = draw(st.sampled_from(SUITING[pack])), draw(st.sampled_from(("auto_loan", "credit_card")))
    else:
        actor = draw(st.sampled_from(("lender", "collector", "debt_buyer")))
        lender = draw(st.sampled_from(("bank", "auto_finance", "microloan", "card_issuer", "private", None)))
        product = draw(st.sampled_from(("auto_loan", "consumer_loan", "business_loan")))
    if purpose in {"marketing", "verification"}:
        actor = draw(st.sampled_from(("lender", "dealer", "platform")))
    return {"actor": actor, "product": product} | ({"lender_type": lender} if lender else {})


@st.composite
def planned_contacts(draw: st.DrawFn, packs: tuple[tuple[str, ...], ...] = PACKS) -> Case:
    """One planned contact in the contract's shape: all sorts, or a blameless one on which only hours and counts can bear."""
    chosen = draw(st.sampled_from(packs))
    zone, contact_zone, customer_zone = draw(_where(chosen))
    at = draw(moments(zone))
    blameless = draw(st.booleans())
    purpose = "collection" if blameless else draw(st.sampled_from(PURPOSES))
    channel = draw(st.sampled_from(("call", "voicemail", "robocall", "sms", "email", "visit") if blameless else CHANNELS))
    others = () if purpose in {"marketing", "verification"} else ("guarantor", "spouse", "friend") if blameless else PERSONS
    person = draw(st.sampled_from(("customer",) * max(4, len(others)) + others))
    manner, customer = draw(manners(channel, person)), draw(customers(at, zone))
    if blameless:
        manner |= GOOD | {"location_information_only": person == "friend", "asks_payment": person != "friend"}
        manner["mentions_debt"] = person != "friend"
        customer = {name: value for name, value in customer.items() if name in {"inconvenient", "agreed_hours", "consents"}}
        customer["states"] = ["unreachable"] if person in {"friend", "spouse"} else []
    case: Case = {
        "id": "drawn", "packs": list(chosen), "purpose": purpose, **draw(parties(chosen, purpose)),
        "contact": {"channel": channel, "at": at.isoformat(), "to": person, **contact_zone, **manner},
        "customer": customer | customer_zone,
    }  # fmt: skip
    if draw(st.booleans()):
        case |= draw(st.sampled_from(({"debt_id": "L1"}, {"debts": ["L1"]}, {"debts": ["L1", "L2"]})))
    history = draw(histories(at, zone, person))
    if "debts" not in case and "debt_id" not in case:  # "the one debt there is": a log that names several would contradict it
        history = [{name: value for name, value in entry.items() if name != "debts"} for entry in history]
    return case | ({"history": history} if history else {})


LISTED = ({}, {"debts": ["L1"]}, {"debts": ["L1"]}, {"debts": ["L2"]}, {"debts": ["L1", "L2"]})
VARIANTS = {
    "ours": {},
    "his": {"direction": "in", "initiated_by": "customer", "outcome": "conversation"},
    "robot": {"channel": "robocall"},
    "hers": {"to": "spouse"},
    "sms": {"channel": "sms", "outcome": "sent"},
    "email": {"channel": "email", "outcome": "sent"},
}


@st.composite
def counted_entry(draw: st.DrawFn, at: datetime, pack: str, likely: tuple[str, ...], spread: str, step: int) -> dict[str, Any]:
    days = {"today": 0, "week": draw(st.integers(0, 7)), "both": step % 4}[spread]
    if pack == "US-MA":
        days *= draw(st.sampled_from((1, 1, 4)))
    when = at - timedelta(days=days, minutes=draw(st.integers(1, 400 if days == 0 else 900)))
    phone, outcome = draw(st.sampled_from(("100", "100", "100", "200"))), draw(st.sampled_from(likely))
    variant = VARIANTS[draw(st.sampled_from(("ours",) * 5 + tuple(VARIANTS)))]
    return {"at": when.isoformat(), "channel": "call", "phone": phone, "outcome": outcome, **variant}


@st.composite
def counted_contacts(draw: st.DrawFn) -> Case:
    """A blameless contact in daytime after a log that fills the counts of its pack to about their edge."""
    pack = draw(st.sampled_from(("CN", "US", "US-MA")))
    zone = ZoneInfo(draw(st.sampled_from(ZONES[pack])))
    date = datetime.fromisoformat(draw(st.sampled_from(DATES)))
    at = datetime.combine(date.date(), time(draw(st.sampled_from((8, 9, 12, 16, 20, 21))), draw(st.integers(0, 59))), tzinfo=zone)
    spread = draw(st.sampled_from(("today", "week", "both")))
    outcomes = {
        "CN": (("conversation",), ("no_answer",), ("no_answer", "conversation", "busy", "voicemail")),
        "US": (("no_answer", "voicemail", "dropped"), ("no_answer", "busy", "not_in_service"), ("no_answer", "voicemail", "conversation")),
        "US-MA": (("conversation", "voicemail"), ("no_answer", "conversation", "voicemail")),
    }[pack]
    likely = draw(st.sampled_from(outcomes))
    history = [draw(counted_entry(at, pack, likely, spread, step)) for step in range(draw(st.integers(1, 11)))]
    debts = draw(st.sampled_from((None, None, ["L1"], ["L1", "L2"])))
    if debts:
        history = [entry | draw(st.sampled_from(LISTED)) for entry in history]
    customer: dict[str, Any] = {"states": []}
    if not draw(st.integers(0, 2)):
        given = at - timedelta(days=draw(st.integers(0, 8)), minutes=draw(st.integers(1, 600)))
        customer["consents"] = [{"to": "extra_calls", "at": given.isoformat()}]
    if not draw(st.integers(0, 4)):
        customer["inconvenient"] = [draw(st.sampled_from(UNSUITABLE))]
    contact = {
        "channel": draw(st.sampled_from(("call", "call", "voicemail", "sms", "email"))), "at": at.isoformat(), "phone": "100",
        "timezone": str(zone), "mentions_debt": True, "asks_payment": True, **GOOD,
    }  # fmt: skip
    if pack == "US-MA" and draw(st.booleans()):
        contact["place"] = draw(st.sampled_from(("work", "home", "other")))
    case: Case = {
        "id": "drawn", "packs": [pack], "actor": "lender" if pack != "US" else "collector", "lender_type": "auto_finance",
        "product": "auto_loan", "purpose": draw(st.sampled_from(("collection", "collection", "collection", "service"))),
        "contact": contact, "customer": customer, "history": history,
    }  # fmt: skip
    return case | ({"debts": debts} if debts else {})
