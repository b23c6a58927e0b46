"""Remarks a second: the scan of words, and the same patterns searched one by one.

Run from the repository's root:

    PYTHONPATH=tests/conduct python benchmarks/conduct_scan.py

The remarks are tests/conduct/fixtures/remarks.jsonl, half of them innocent, over and over; a letter is twenty of one writing put together.
Reading the JSON is left out. Best of three runs on one core. "Plain" searches every pattern in every text with ``re``; the scan first
asks which of a pattern's words the text holds. Plain is timed on one round of the remarks, its breaches are compared with the scan's.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from remarks_counted import WRITINGS, records

from huashu.conduct.scan import Breach, Phrases, Remark, phrases_load, remark_from_record, scan
from huashu.conduct.scan.vocabulary import Sieve

RUNS = 3
LETTER = 20
Found = list[tuple[Breach, ...]]


class Pile(NamedTuple):
    """Texts of one kind."""

    name: str
    texts: list[Remark]


def piles() -> list[Pile]:
    """The remarks by writing, and letters made of them."""
    read = [(WRITINGS[each["input"]["id"][:7]], remark_from_record(each["input"])) for each in records()]
    by_writing = {writing: [remark for its, remark in read if its == writing] for writing in WRITINGS.values()}
    letters = [
        dataclasses.replace(part[0], text="\n".join(each.text for each in part))
        for remarks in by_writing.values()
        for part in (remarks[at : at + LETTER] for at in range(0, len(remarks), LETTER))
    ]
    return [Pile(f"remarks, {writing}", remarks) for writing, remarks in by_writing.items()] + [Pile("letters", letters)]


def without_needs(phrases: Phrases) -> Phrases:
    """The same rules, without the words that tell quickly that a frame can't match."""
    return dataclasses.replace(phrases, sieve=Sieve(() for _ in phrases.trials))


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """Seconds of one run, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def best(texts: Sequence[Remark], phrases: Phrases, runs: int) -> tuple[float, Found]:
    """Seconds of the fastest run, and the breaches."""
    every = [timed(lambda: [scan(text, phrases) for text in texts]) for _ in range(runs)]
    return min(seconds for seconds, _ in every), every[-1][1]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=4_000, help="texts of each kind (4,000; a tenth of it for letters)")
    asked = options.parse_args()
    start = time.perf_counter()
    quick = phrases_load()
    seconds = time.perf_counter() - start
    plain = without_needs(quick)
    frames = sum(len(group.frames) for rule in quick.rules for group in rule.groups)
    print(f"{frames:,} patterns read and compiled in {seconds:.2f} s")
    print(f"{'':<24}{'texts':>7}{'signs':>9}{'scan/s':>9}{'plain/s':>9}{'ratio':>8}{'differ':>8}")
    for name, texts in piles():
        count = asked.count // 10 if name == "letters" else asked.count
        many = list(itertools.islice(itertools.cycle(texts), count))
        fast, found = best(many, quick, RUNS)
        slow, plainly = best(texts, plain, RUNS)
        differ = sum(one != other for one, other in zip(found, plainly, strict=False))
        speeds = len(many) / fast, len(texts) / slow
        length = sum(len(text.text) for text in texts) / len(texts)
        print(f"{name:<24}{len(texts):>7}{length:>9.0f}{speeds[0]:>9,.0f}{speeds[1]:>9,.0f}{speeds[0] / speeds[1]:>7.1f}x{differ:>8}")


if __name__ == "__main__":
    main()
