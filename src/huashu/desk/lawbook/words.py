"""What the lawbook's codes are called on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.conduct import contact as codes
from huashu.desk.audit.words import VALUES
from huashu.desk.conduct import words as said_of
from huashu.desk.conduct.models import Actor, LenderType, ProductKind, State

Words = dict[str, str | Promise]


def _ordered(order: tuple[str, ...], *words: Mapping[str, str | Promise]) -> Words:
    found = {code: label for part in words for code, label in part.items()}
    return {code: found[code] for code in order}


CHANNELS: Final = _ordered(
    codes.CHANNELS,
    said_of.CHANNELS,
    {
        "voicemail": _("Voicemail"),
        "ringless_voicemail": _("Ringless voicemail"),
        "robocall": _("Robot call"),
        "postcard": _("Postcard"),
        "social_private": _("Private message on social media"),
        "social_public": _("Public post"),
        "public_notice": _("Public notice"),
    },
)
GROUPS: Final[Words] = {
    "telephone": _("every way of telephoning"),
    "clocked": _("calls, messages and visits"),
    "written_electronically": _("text messages, email, chat"),
    "public": _("whatever others can read"),
    "obliged": _("who owes the debt"),
    "third_person": _("third persons"),
    "anyone": _("anybody"),
}
ADDRESSEES: Final = _ordered(codes.ADDRESSEES, said_of.ADDRESSEES, {"stranger": _("A stranger")})
PLACES: Final[Words] = said_of.PLACES
WEEKDAYS: Final[Words] = said_of.WEEKDAYS
CONSENTS: Final[Words] = said_of.CONSENTS
PURPOSES: Final = _ordered(
    codes.PURPOSES, said_of.PURPOSES, {"marketing": _("Offer something new"), "verification": _("Check an application")}
)
ACTORS: Final = _ordered(codes.ACTORS, dict(Actor.choices), {"platform": _("Platform"), "dealer": _("Dealer")})
LENDER_TYPES: Final = _ordered(codes.LENDER_TYPES, dict(LenderType.choices))
PRODUCTS: Final = _ordered(codes.PRODUCTS, dict(ProductKind.choices))
STATES: Final = _ordered(codes.STATES, dict(State.choices))
OUTCOMES: Final[Words] = {
    "conversation": _("talked"),
    "voicemail": _("message left"),
    "no_answer": _("no answer"),
    "dropped": _("cut off"),
    "busy": _("busy"),
    "not_in_service": _("number not in service"),
    "wrong_person": _("wrong person"),
    "sent": _("sent"),
    "met": _("met"),
    "nobody_home": _("nobody at home"),
}
FLAGS: Final[Words] = {
    "consent": _("The person agreed beforehand"),
    "identifies_caller": _("The caller names themselves and the institution"),
    "recorded": _("The call is recorded"),
    "mentions_debt": _("The debt is mentioned"),
    "asks_payment": _("Payment is asked for"),
    "takes_cash": _("Cash is taken"),
    "location_information_only": _("Only the customer's whereabouts are asked for"),
    "envelope_shows_debt": _("The envelope shows that it is about a debt"),
    "has_opt_out": _("The message says how to stop"),
}
CONDITIONS: Final[Words] = FLAGS | {
    "stopped": _("The customer wants no contact"),
    "channel_stopped": _("The customer ruled out this channel or number"),
    "place_ruled_out": _("The customer ruled out this place"),
    "refused": _("The addressee wants no contact"),
    "anyone_reached": _("Somebody was talked to before"),
    "reached": _("The addressee was talked to before"),
    "customer_wrote_last": _("It answers the customer's own message"),
}
KINDS: Final[Words] = {
    "hours": _("Hours of contact"),
    "unsuitable_time": _("Times that don't suit"),
    "count": _("How often"),
    "cooling_off": _("Pause after a contact"),
    "rapid_repeat": _("Calling again at once"),
    "days_running": _("Several days running"),
    "together": _("Several counts together"),
    "moratorium": _("Breathing space"),
    "who": _("Who may be contacted"),
    "channel": _("Channel"),
    "visit": _("Visits"),
    "state": _("Circumstances"),
    "consent": _("Agreed beforehand"),
    "disclosure": _("What must be said or kept quiet"),
    "scope": _("Whom the rules bind"),
}
ANSWERS: Final[Words] = dict(VALUES["verdict"])
TONES: Final = {"allow": "ok", "not_applicable": "ok", "warn": "soon", "unknown": "soon", "deny": "late", "deny_until": "late"}
ICONS: Final = {"allow": "check", "not_applicable": "check", "warn": "alert", "unknown": "info", "deny": "lock", "deny_until": "clock"}
SEVERITIES: Final[Words] = {"law": _("Law"), "industry": _("Industry standard"), "house": _("House rule")}
CONFIDENCES: Final[Words] = {"high": _("sure"), "medium": _("fairly sure"), "low": _("not sure")}
CONFIDENCE_REASONS: Final[Words] = {
    "high": _("The text was read and says so; the rule may hold a contact back."),
    "medium": _("The text leaves room for another reading; the rule only warns."),
    "low": _("The text wasn't seen or isn't clear; the rule is here to be read and decides nothing."),
}
SIDES: Final[Words] = {
    "ours": _("begun by us"),
    "outgoing": _("going out, whoever began"),
    "any": _("in either direction"),
}
UNITS: Final[Words] = {"person": _("for each person"), "number": _("for each number"), "debt": _("for each loan")}
COUNTED: Final[Words] = {
    "conversations": _("conversations by telephone"),
    "calls": _("calls, reached or not"),
    "messages": _("messages and emails"),
    "visits": _("visits"),
    "letters": _("letters"),
}


def label(words: Words, code: object) -> str:
    """What a code is called; an unknown one as it is written."""
    return str(words.get(str(code), code))
