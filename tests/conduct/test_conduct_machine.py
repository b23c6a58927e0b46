"""The engine against a second, slow statement of the rules, and against the plain numbers in the logs that it lets happen."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import plain_conduct
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from plain_reading import Case
from strategies_conduct import counted_contacts, planned_contacts

from huashu.conduct.engine import check
from huashu.conduct.lawbook import lawbook_load
from huashu.conduct.reading import contact_read
from huashu.conduct.verdict import Ruling, Verdict

LAWBOOK = lawbook_load()
CASES = [json.loads(line) for line in (Path(__file__).parent / "fixtures/plain_cases.jsonl").read_text("utf-8").splitlines()]
REFUSING = {"deny", "deny_until"}
UNHURRIED = settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])


def judged(case: Case) -> Verdict:
    return check(contact_read(case), LAWBOOK)


def moved(case: Case, at: datetime) -> Case:
    return case | {"contact": case["contact"] | {"at": at.isoformat()}}


def speaking(verdict: Verdict) -> dict[str, str]:
    """The rules that refuse, ask or warn, with the strictest word of each; the strictest stand first."""
    said: dict[str, str] = {}
    for fired in verdict.rules:
        if fired.ruling is not Ruling.NOT_APPLICABLE:
            said.setdefault(fired.id, fired.ruling.value)
    return said


# --- our own cases, with reasons -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["input"]["id"] for case in CASES])
def test_answers_our_cases(case: dict[str, Any]) -> None:
    verdict, expected = judged(case["input"]), case["expected"]
    assert verdict.ruling.value == expected["verdict"], case["why"]
    assert set(expected["rule_ids"]) <= {fired.id for fired in verdict.rules}, case["why"]
    if "earliest" in expected:
        assert verdict.earliest == datetime.fromisoformat(expected["earliest"]), case["why"]
    if "missing" in expected:
        assert set(verdict.missing) == set(expected["missing"]), case["why"]


# --- the two statements agree ----------------------------------------------------------------------------------------------


def compared(case: Case) -> None:
    verdict, answer = judged(case), plain_conduct.answer(case)
    assert verdict.ruling.value == answer["verdict"]
    assert verdict.earliest == answer.get("earliest")
    assert sorted(verdict.missing) == answer.get("missing", [])
    assert {name: word for name, word in speaking(verdict).items() if word != "unknown"} == {
        name: word for name, word in answer["rules"].items() if word != "unknown"
    }


@UNHURRIED
@given(planned_contacts())
def test_agrees_with_the_second_statement(case: Case) -> None:
    compared(case)


@UNHURRIED
@given(counted_contacts())
def test_agrees_on_counts(case: Case) -> None:
    compared(case)


# --- the earliest moment is open, and a minute before it wasn't -------------------------------------------------------------


def opens_when_promised(case: Case, verdict: Verdict) -> None:
    opening = verdict.earliest
    assert opening is not None
    assert opening > datetime.fromisoformat(case["contact"]["at"])
    assert judged(moved(case, opening)).ruling.value not in REFUSING
    before = opening - timedelta(minutes=1)
    if before >= datetime.fromisoformat(case["contact"]["at"]):
        outside_house_hours = not plain_conduct.hours_given(case) and not plain_conduct.in_house_window(case, before)
        assert outside_house_hours or judged(moved(case, before)).ruling.value in REFUSING


@UNHURRIED
@given(st.one_of(planned_contacts(), counted_contacts()))
def test_earliest_is_the_first_open_moment(case: Case) -> None:
    verdict = judged(case)
    if verdict.ruling.value == "deny_until":
        opens_when_promised(case, verdict)


# --- logs that the engine lets happen keep the plain numbers ------------------------------------------------------------------


class CallingDays(RuleBasedStateMachine):
    """Somebody tries to reach one customer for weeks; only what the engine allows happens and enters the log."""

    pack, zone, actor = "", ZoneInfo("UTC"), "lender"

    @initialize(start=st.sampled_from((datetime(2026, 3, 5, 7, 45), datetime(2026, 6, 16, 9), datetime(2026, 10, 30, 20, 30))))  # noqa: DTZ001 -- the zone is the machine's
    def begins(self, start: datetime) -> None:
        self.now = start.replace(tzinfo=self.zone)
        self.log: list[dict[str, Any]] = []

    def plan(self, channel: str, phone: str, debt: str) -> Case:
        good = {"recorded": True, "identifies_caller": True, "mentions_debt": True, "asks_payment": True, "has_opt_out": True}
        contact = {"channel": channel, "at": self.now.isoformat(), "phone": phone, "timezone": str(self.zone), **good}
        return {
            "id": "machine", "packs": [self.pack], "actor": self.actor, "lender_type": "auto_finance", "product": "auto_loan",
            "purpose": "collection", "contact": contact, "customer": {"states": []}, "debt_id": debt, "history": self.log,
        }  # fmt: skip

    @rule(
        times=st.integers(1, 9),
        channel=st.sampled_from(("call", "call", "call", "robocall", "sms")),
        phone=st.sampled_from(("100", "200")),
        debt=st.sampled_from(("L1", "L1", "L2")),
        outcome=st.sampled_from(("conversation", "no_answer", "no_answer", "no_answer", "voicemail", "busy")),
        patience=st.booleans(),
    )
    def tries(self, times: int, channel: str, phone: str, debt: str, outcome: str, *, patience: bool) -> None:
        for _ in range(times):
            case = self.plan(channel, phone, debt)
            verdict = judged(case)
            if verdict.ruling.value == "deny_until":
                opens_when_promised(case, verdict)
                if not patience:
                    break
                self.now = (verdict.earliest or self.now).astimezone(self.zone)
            self.log.append(
                {
                    "at": self.now.isoformat(),
                    "channel": channel,
                    "phone": phone,
                    "debts": [debt],
                    "outcome": "sent" if channel == "sms" else outcome,
                }
            )
            self.now += timedelta(minutes=11)

    @rule(minutes=st.sampled_from((1, 30, 240, 600, 1440, 4320)))
    def waits(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def customer_rings(self) -> None:
        self.log.append(
            {"at": self.now.isoformat(), "channel": "call", "phone": "100", "direction": "in", "initiated_by": "customer",
             "outcome": "conversation", "debts": ["L1"]}
        )  # fmt: skip
        self.now += timedelta(minutes=5)

    def ours(self) -> list[tuple[datetime, dict[str, Any]]]:
        return [(datetime.fromisoformat(e["at"]).astimezone(self.zone), e) for e in self.log if e.get("direction") != "in"]

    def days_between(self, first: date, last: date) -> range:
        return range((last - first).days + 1)


class MainlandDays(CallingDays):
    pack, zone, actor = "CN", ZoneInfo("Asia/Shanghai"), "lender"

    @invariant()
    def numbers_hold(self) -> None:
        connected: Counter[date] = Counter()
        unanswered: Counter[tuple[date, str]] = Counter()
        for at, entry in self.ours():
            assert 8 <= at.hour < 22
            connected[at.date()] += entry["outcome"] == "conversation"
            unanswered[at.date(), entry["phone"]] += entry["outcome"] == "no_answer"
        assert max(connected.values(), default=0) <= 3
        assert max(unanswered.values(), default=0) <= 6


class FederalDays(CallingDays):
    pack, zone, actor = "US", ZoneInfo("America/New_York"), "collector"

    @invariant()
    def numbers_hold(self) -> None:
        talks = [
            (datetime.fromisoformat(e["at"]), e["debts"][0]) for e in self.log if e["outcome"] == "conversation"
        ]  # fmt: skip
        placed: Counter[tuple[date, str]] = Counter()
        for at, entry in self.ours():
            assert 8 <= at.hour < 21
            if entry["channel"] == "sms":
                continue
            debt = entry["debts"][0]
            earlier = [talk.astimezone(self.zone).date() for talk, about in talks if talk < at and about == debt]
            assert all((at.date() - talk).days >= 7 for talk in earlier)
            if entry["outcome"] != "busy":
                placed[at.date(), debt] += 1
        for first, debt in placed:
            assert sum(placed[first + timedelta(days=step), debt] for step in range(7)) <= 7


class StateDays(CallingDays):
    pack, zone, actor = "US-MA", ZoneInfo("America/New_York"), "lender"

    @invariant()
    def numbers_hold(self) -> None:
        said: Counter[tuple[date, str]] = Counter()
        for at, entry in self.ours():
            assert entry["channel"] == "sms" or 8 <= at.hour < 21
            said[at.date(), entry["debts"][0]] += entry["outcome"] in {"conversation", "voicemail", "sent"}
        for first, debt in said:
            assert sum(said[first + timedelta(days=step), debt] for step in range(7)) <= 2


@pytest.mark.parametrize("machine", [MainlandDays, FederalDays, StateDays])
def test_logs_that_happen_keep_the_numbers(machine: type[CallingDays]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=8, stateful_step_count=14, deadline=None, derandomize=True, database=None),
    )
