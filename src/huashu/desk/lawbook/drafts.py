"""A rule of the house as the simple form knows it, and the dated value of the lawbook that follows from it. Pure.

Each value carries worked cases of its own: on its first day one contact that it speaks of and one that it doesn't, so that the lawbook
accepts it and a reader can try it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from huashu.conduct.contact import CHANNELS, CLOCKED, OUTCOMES, TELEPHONE
from huashu.conduct.verdict import Text

KINDS: Final = ("hours", "count", "cooling_off", "channel")
WORDS: Final = {"hours": "HOURS", "count": "COUNT", "cooling_off": "PAUSE", "channel": "CHANNEL"}
"""What a new rule's identifier says of its kind."""

MESSAGES: Final = ("sms", "email", "chat")
COUNTED: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "conversations": (("telephone",), ("conversation",)),
    "calls": (("telephone",), OUTCOMES),
    "messages": (MESSAGES, ("sent",)),
    "visits": (("visit",), OUTCOMES),
    "letters": (("letter", "postcard"), ("sent",)),
}
"""What a count or a pause goes by: the channels, which it also holds back, and the outcomes."""

_ZONE: Final = "Asia/Shanghai"
_SHANGHAI: Final = ZoneInfo(_ZONE)
_NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class Draft:
    """One change of a house rule, as the form gives it.

    Args:
        rule_id: Empty for a new rule.
        kind: One of :data:`KINDS`.
        params: ``opens``, ``closes``, ``agreed`` of hours; ``counted``, ``per``, ``days``, ``at_most`` of a count; ``counted``, ``days`` of
            a pause; ``channels``, ``to`` of a barred channel.
        warns: True if the rule only warns.
        purposes: Contacts for which it holds.
        title, limits, why: Its name, what it limits, and the officer's sentence with words in braces.
        act, article, link: The lender's own decision.
        valid_from: First day.
        reason: Why it is changed.
    """

    rule_id: str
    kind: str
    params: Mapping[str, Any]
    warns: bool
    purposes: tuple[str, ...]
    title: Text
    limits: Text
    why: Text
    act: str
    article: str
    link: str
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The parameters of a provision that the form can show.

    Args:
        kind, params, warns: As in :class:`Draft`.
        why: The sentence.
    """

    kind: str
    params: Mapping[str, Any]
    warns: bool
    why: Text
    purposes: tuple[str, ...] = field(default=())


def given_of(draft: Draft) -> dict[str, Any]:
    """What a version keeps of a draft."""
    reference = {"act": draft.act} | {name: text for name, text in (("article", draft.article), ("link", draft.link)) if text}
    provision = provision_of(draft)
    return {
        "title": draft.title._asdict(),
        "limits": draft.limits._asdict(),
        "purposes": list(draft.purposes),
        "references": [reference],
        "provisions": [provision],
        "cases": _cases(draft, provision),
    }


def provision_of(draft: Draft) -> dict[str, Any]:
    """The provision of the lawbook that a draft makes."""
    params, purpose = draft.params, {"purpose": list(draft.purposes)}
    said: dict[str, Any] = {"why": draft.why._asdict(), "answer": "warn" if draft.warns else "deny_until"}
    if draft.kind == "channel":
        to = {} if params["to"] == "anyone" else {"to": [params["to"]]}
        when = {"channel": list(params["channels"])} | to | purpose
        return said | {"kind": "channel", "answer": "warn" if draft.warns else "deny", "when": when}
    if draft.kind == "hours":
        hours = {"kind": "hours", "from": params["opens"], "to": params["closes"], "when": {"channel": ["clocked"]} | purpose}
        return said | hours | ({"agreed_hours": True, "unless": [{"consent": True}]} if params["agreed"] else {})
    channels, outcomes = COUNTED[params["counted"]]
    counter = {"kind": draft.kind, "of": list(channels), "outcomes": list(outcomes), "side": "ours", "days": params["days"]}
    per = {"per": [params["per"]], "at_most": params["at_most"]} if draft.kind == "count" else {"per": ["person"]}
    return said | counter | per | {"when": {"channel": list(channels)} | purpose}


def settings_of(provision: Mapping[str, Any], purposes: tuple[str, ...]) -> Settings | None:
    """The form's parameters of a provision as it stands in the lawbook; None if the form can't show it whole.

    Args:
        provision: The provision.
        purposes: Contacts that the rule binds, for a provision that names none itself.
    """
    kind, when = provision.get("kind"), dict(provision.get("when") or {})
    own = tuple(when.pop("purpose", purposes))
    params = _READERS[kind](provision, when) if kind in _READERS else None
    if params is None:
        return None
    return Settings(str(kind), params, provision.get("answer") == "warn", Text(**provision["why"]), own)


def _hours(provision: Mapping[str, Any], when: Mapping[str, Any]) -> dict[str, Any] | None:
    agreed = provision.get("agreed_hours") is True
    known = when == {"channel": ["clocked"]} and not provision.get("days")
    if not known or (provision.get("unless") or []) != ([{"consent": True}] if agreed else []):
        return None
    return {"opens": provision["from"], "closes": provision["to"], "agreed": agreed}


def _counted(provision: Mapping[str, Any], when: Mapping[str, Any]) -> dict[str, Any] | None:
    of, outcomes = tuple(provision.get("of") or ()), frozenset(provision.get("outcomes") or OUTCOMES)
    counted = next((name for name, (channels, results) in COUNTED.items() if channels == of and frozenset(results) == outcomes), None)
    per = tuple(provision.get("per") or ())
    plain = not any(provision.get(name) for name in ("unless", "consented", "not_outcomes")) and provision.get("side", "ours") == "ours"
    if counted is None or len(per) != 1 or when != {"channel": list(of)} or not plain:
        return None
    if provision["kind"] == "cooling_off":
        return {"counted": counted, "days": provision["days"]} if per == ("person",) else None
    return {"counted": counted, "per": per[0], "days": provision["days"], "at_most": provision["at_most"]}


def _channel(provision: Mapping[str, Any], when: dict[str, Any]) -> dict[str, Any] | None:
    channels, to = when.pop("channel", None), when.pop("to", ["anyone"])
    plain = channels and set(channels) <= set(CHANNELS) and len(to) == 1 and not when and not provision.get("unless")
    return {"channels": list(channels), "to": to[0]} if plain else None


_READERS: Final = {"hours": _hours, "count": _counted, "cooling_off": _counted, "channel": _channel}


def _cases(draft: Draft, provision: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One contact on the value's first day that it speaks of, and one that it doesn't."""
    answer, noon = provision["answer"], datetime.combine(draft.valid_from, _NOON, _SHANGHAI)
    channels = _channels_of(provision["when"]["channel"])
    held = channels[0]
    free = "letter" if "letter" not in channels else "call" if "call" not in channels else next(c for c in CHANNELS if c not in channels)
    if draft.kind == "hours":
        late = datetime.combine(draft.valid_from, time.fromisoformat(draft.params["closes"]), _SHANGHAI)
        outside = _case(draft, Text("时段结束时", "At the end of the hours"), answer, "call", late)
        return [outside, _case(draft, Text("信函不受时段限制", "A letter has no hours"), "allow", free, late)]
    if draft.kind == "channel":
        return [
            _case(draft, Text("被禁用的方式", "The barred channel"), answer, held, noon),
            _case(draft, Text("另一种方式", "Another channel"), "allow", free, noon),
        ]
    past = _history(draft, held, noon)
    fewer = past[1:]
    return [
        _case(draft, Text("已到上限", "The limit is reached"), answer, held, noon, past),
        _case(draft, Text("还差一次", "One short of it"), "allow", held, noon, fewer),
    ]


def _channels_of(words: list[str]) -> list[str]:
    groups = {"telephone": TELEPHONE, "clocked": CLOCKED}
    found = {channel for word in words for channel in groups.get(word, {word})}
    return [channel for channel in CHANNELS if channel in found]


def _history(draft: Draft, channel: str, noon: datetime) -> list[dict[str, Any]]:
    """As many contacts as the limit, within the days that count: today before noon."""
    outcome = {"visit": "met", "call": "conversation"}.get(channel, "sent")
    number = draft.params.get("at_most", 1)
    whom = {"channel": channel, "outcome": outcome, "phone": "100", "debts": ["1"]}
    return [{"at": (noon - timedelta(minutes=step)).isoformat()} | whom for step in range(number, 0, -1)]


def _case(
    draft: Draft, name: Text, verdict: str, channel: str, at: datetime, history: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    to = draft.params.get("to", "anyone")
    contact = {"channel": channel, "at": at.isoformat(), "to": _PERSONS.get(to, "customer"), "phone": "100", "timezone": _ZONE}
    purpose = "collection" if "collection" in draft.purposes else draft.purposes[0]
    given: dict[str, Any] = {"id": "worked", "packs": ["HOUSE"], "actor": "lender", "purpose": purpose, "debts": ["1"], "contact": contact}
    given |= {"customer": {"states": []}} | ({"history": history} if history else {})
    return {"name": name._asdict(), "given": given, "verdict": verdict, "fires": verdict != "allow"}


_PERSONS: Final = {"third_person": "contact_person", "obliged": "customer"}
