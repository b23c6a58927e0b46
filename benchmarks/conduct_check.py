"""Verdicts a second: the engine, and the plain second statement of the same rules in the tests.

Run from the repository's root:

    PYTHONPATH=tests/conduct python benchmarks/conduct_check.py

The first table judges calls with 20 logged contacts each, by day and at night (when the first lawful moment is worked out too), for
packs that bind. The second re-judges a queue of 100,000 cases in one go. Best of three runs on one core. Reading the JSON is left out;
the contacts are made anew for each run, so nothing is remembered of one. The plain statement is timed on a hundredth of them, and its
answers are compared with the engine's.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import plain_conduct

from huashu.conduct.contact import PlannedContact
from huashu.conduct.engine import check_all
from huashu.conduct.lawbook import Lawbook, lawbook_load
from huashu.conduct.reading import contact_read

RUNS = 3
HISTORY = 20
SHARE = 100
GOOD = {"recorded": True, "identifies_caller": True, "mentions_debt": True, "asks_payment": True}
OUTCOMES = ("no_answer", "no_answer", "no_answer", "conversation", "voicemail", "busy")
Case = dict[str, Any]


class Field(NamedTuple):
    """One kind of contact that is judged."""

    name: str
    packs: tuple[str, ...]
    zone: str
    actor: str
    lender_type: str


FIELDS = (
    Field("mainland China", ("CN",), "Asia/Shanghai", "lender", "auto_finance"),
    Field("mainland and house rules", ("CN", "HOUSE"), "Asia/Shanghai", "lender", "auto_finance"),
    Field("Regulation F", ("US",), "America/New_York", "collector", "auto_finance"),
    Field("Regulation F and Massachusetts", ("US", "US-MA"), "America/New_York", "collector", "auto_finance"),
    Field("Taiwan", ("TW",), "Asia/Taipei", "collector", "bank"),
)


def drawn(field: Field, count: int, hour: int, history: int = HISTORY) -> list[Case]:
    """Calls around an hour of one day, each with so many contacts of the last twelve days behind it."""
    chance = random.Random(field.name + str(hour))
    day = datetime(2026, 3, 10, hour, tzinfo=ZoneInfo(field.zone))
    cases = []
    for number in range(count):
        at = day + timedelta(minutes=chance.randrange(50))
        contact = {"channel": "call", "at": at.isoformat(), "phone": "100", "timezone": field.zone, **GOOD}
        parties = {"packs": list(field.packs), "actor": field.actor, "lender_type": field.lender_type, "product": "auto_loan"}
        past = [_past(chance, at) for _ in range(history)]
        loan = {"purpose": "collection", "debt_id": "L1", "customer": {"states": []}}
        cases.append({"id": str(number), **parties, **loan, "contact": contact, "history": past})
    return cases


def _past(chance: random.Random, at: datetime) -> Case:
    outcome = chance.choice(OUTCOMES)
    when = at - timedelta(days=chance.randrange(13), minutes=chance.randrange(1, 300))
    return {"at": when.isoformat(), "channel": "call", "phone": chance.choice(("100", "200")), "outcome": outcome, "debts": ["L1"]}


def best(cases: Sequence[Case], lawbook: Lawbook) -> tuple[float, list[Any]]:
    """Seconds of the fastest run, and the verdicts."""
    seconds, verdicts = [], []
    for _ in range(RUNS):
        contacts: list[PlannedContact] = [contact_read(case) for case in cases]
        gc.collect()
        start = time.perf_counter()
        verdicts = check_all(contacts, lawbook)
        seconds.append(time.perf_counter() - start)
    return min(seconds), verdicts


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one run, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000, help="contacts of each kind (20,000)")
    options.add_argument("--queue", type=int, default=100_000, help="cases of the queue (100,000)")
    asked = options.parse_args()
    lawbook = lawbook_load()
    print(f"{'':<34}{'engine/s':>10}{'refused':>9}{'plain/s':>9}{'ratio':>8}{'differ':>8}")
    for field in FIELDS:
        for name, hour in (("by day", 14), ("at night", 23)):
            cases = drawn(field, asked.count, hour)
            seconds, verdicts = best(cases, lawbook)
            refused = sum(not verdict.may_go_ahead for verdict in verdicts)
            row = f"{field.name + ', ' + name:<34}{len(cases) / seconds:>10,.0f}{refused / len(cases):>9.0%}"
            if "HOUSE" not in field.packs:  # the plain statement knows the laws only
                some = cases[: max(1, len(cases) // SHARE)]
                slow, answers = timed(lambda some=some: [plain_conduct.answer(case) for case in some])
                differ = sum(
                    (verdict.ruling.value, verdict.earliest) != (answer["verdict"], answer.get("earliest"))
                    for verdict, answer in zip(verdicts, answers, strict=False)
                )
                row += f"{len(some) / slow:>9,.0f}{(len(cases) / seconds) / (len(some) / slow):>7.0f}x{differ:>8}"
            print(row)
    print()
    for name, hour in (("by day", 14), ("at night", 23)):
        cases = drawn(FIELDS[1], asked.queue, hour, history=HISTORY)
        contacts = [contact_read(case) for case in cases]
        del cases
        gc.collect()
        gc.freeze()
        seconds, _ = timed(lambda contacts=contacts: check_all(contacts, lawbook))
        print(f"queue of {len(contacts):,} with {HISTORY} contacts each, mainland and house rules, {name}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
