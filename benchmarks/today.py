"""How fast the Today page answers on a large book.

``python benchmarks/today.py --cases 100000`` makes a book of open cases in an empty embedded database (one team, forty officers,
every lane), then asks for the pages of a working day through Django's own request cycle and prints the time of each: median and the
slowest of twenty. Nothing is cached between requests but what the database itself keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REPEATS = 20


def main() -> None:
    """Make the book, ask for the pages, print the times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="huashu-queue-") as folder:
        os.environ |= {"HUASHU_DATA": folder, "HUASHU_SECRET_KEY": "only-for-measuring", "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(Path(__file__).parent))
        from huashu.desk.setup import start  # noqa: PLC0415 - the folder has to be known first

        start()
        from django.core.management import call_command  # noqa: PLC0415 - needs a configured Django

        call_command("collectstatic", interactive=False, verbosity=0)
        from today_book import book_make  # noqa: PLC0415 - needs a configured Django

        began = time.perf_counter()
        people = book_make(chosen.cases)
        took = time.perf_counter() - began
        figures = {name: measured(ask) for name, ask in pages(people)}
    if chosen.json:
        print(json.dumps(figures))
        return
    print(f"{chosen.cases:,} open cases made in {took:.1f} s")
    for name, (median_ms, slowest_ms) in figures.items():
        print(f"{name:<42} median {median_ms:6.1f} ms   slowest of {REPEATS} {slowest_ms:6.1f} ms")


def pages(people: dict[str, Any]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What a working day asks for, by name."""
    from django.test import Client  # noqa: PLC0415 - needs a configured Django

    def asking(who: str, address: str, **headers: str) -> Callable[[], Any]:
        client = Client(headers={"host": "localhost"} | headers)
        client.force_login(people[who])
        return lambda: client.get(address)

    yield "Today, an officer's own", asking("officer", "/today/")
    yield "Today, the team's", asking("supervisor", "/today/")
    yield "Today, everybody's", asking("compliance", "/today/")
    yield "Today, the team's, promises due", asking("supervisor", "/today/?part=promise")
    yield "Today, the team's, stage firm", asking("supervisor", "/today/?stage=firm")
    yield "Today, the team's, bucket M4", asking("supervisor", "/today/?bucket=M4")
    yield "Today, the team's, by name", asking("supervisor", "/today/?q=志远")
    yield "Today, the team's, by phone tail", asking("supervisor", "/today/?q=4711")
    yield "Today, the team's, by contract", asking("supervisor", "/today/?q=HS-0004711")
    yield "One case of the queue", asking("officer", "/today/?case=4711&scope=team", **{"hx-request": "true", "hx-target": "desk-case"})
    yield "More rows, far down", asking("supervisor", "/today/rows/?after=60.-100000000.0")
    yield "Case list", asking("supervisor", "/cases/")
    yield "Case list, bucket M4, mine", asking("officer", "/cases/?bucket=M4&scope=mine")
    yield "Case list, by name", asking("supervisor", "/cases/?q=志远")
    yield "Case page", asking("officer", "/cases/4711/")


def measured(ask: Callable[[], Any]) -> tuple[float, float]:
    """Median and slowest time of a page in milliseconds, after two requests that don't count."""
    for _ in range(2):
        response = ask()
        if response.status_code != 200:
            sys.exit(f"{response.request['PATH_INFO']} answered {response.status_code}")
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), max(times)


if __name__ == "__main__":
    main()
