"""How days and amounts are found in the cases of two other projects, which were not used to make the rules.

    python benchmarks/language_yardsticks.py

Reads the cases of Recognizers-Text and JioNLP from ``../shared/data`` or the folder given. Only cases that name one single day, or
one sum of money, count; what those projects read as a span, a time of day or a series is left out. "Right" is the same day or value
and nothing else, "none" is nothing found, "wrong" is anything else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from huashu.language import amounts_find, days_find

DATA = Path(__file__).parents[2] / "shared" / "data"
Case = tuple[str, date | Decimal, date]


def load(path: Path) -> list[dict[str, object]]:
    """The cases of a file."""
    listed = json.loads(path.read_text(encoding="utf-8-sig"))
    assert isinstance(listed, list)
    return listed


def dates_zh(folder: Path, name: str) -> Iterator[Case]:
    """Chinese dates: the later of the two readings, as promises look ahead."""
    for case in load(folder / "recognizers_text" / "zh" / f"{name}.json"):
        results = case["Results"]
        if isinstance(results, list) and len(results) == 1 and results[0]["Type"] == "date":
            wanted = (results[0]["Value"] or {}).get("FutureResolution", {}).get("date")
            if wanted and "-" in wanted and "XX" not in wanted:
                yield str(case["Input"]), date.fromisoformat(wanted), reference(case)


def dates_en(folder: Path) -> Iterator[Case]:
    """English dates that have one reading, or a past and a coming one."""
    for case in load(folder / "recognizers_text" / "en" / "DateTimeModel.json"):
        results = case["Results"]
        if isinstance(results, list) and len(results) == 1 and results[0]["TypeName"] == "datetimeV2.date" and "Context" in case:
            values = [value.get("value") for value in results[0]["Resolution"]["values"]]
            if values and all(values) and all(len(value) == 10 for value in values):
                yield str(case["Input"]), date.fromisoformat(max(values)), reference(case)


def reference(case: dict[str, object]) -> date:
    """The day from which a case looks."""
    context = case.get("Context")
    return date.fromisoformat(str(context["ReferenceDateTime"])[:10]) if isinstance(context, dict) else date(2000, 1, 1)


def dates_jionlp(folder: Path) -> Iterator[Case]:
    """Points of time that are one whole day."""
    for case in load(folder / "jionlp" / "time_cases.json"):
        wanted, base = case["expect"], case["base"]
        if not isinstance(wanted, dict) or wanted.get("type") != "time_point" or not isinstance(base, int | float):
            continue
        first, last = (str(moment) for moment in wanted["time"])
        if first[:10] == last[:10] and first.endswith("00:00:00") and last.endswith("23:59:59") and first[:10] > "1900":
            day = datetime.fromtimestamp(base, UTC) + timedelta(hours=8)
            yield str(case["text"]), date.fromisoformat(first[:10]), day.date()


def money_recognizers(folder: Path, language: str) -> Iterator[Case]:
    """Sums in sentences that name just one."""
    for case in load(folder / "recognizers_text" / language / "CurrencyModel.json"):
        results = case["Results"]
        if isinstance(results, list) and len(results) == 1:
            value = (results[0].get("Resolution") or {}).get("value")
            if value:
                yield str(case["Input"]), Decimal(str(value)), date(2000, 1, 1)


def money_jionlp(folder: Path) -> Iterator[Case]:
    """Sums that are one number; of a range the lower end."""
    for case in load(folder / "jionlp" / "money_cases.json"):
        wanted = case["expect"]
        if isinstance(wanted, dict):
            number = wanted["num"][0] if isinstance(wanted["num"], list) else wanted["num"]
            yield str(case["text"]), Decimal(str(number)), date(2000, 1, 1)


def verdict(case: Case, language: str) -> str:
    """Right, none or wrong."""
    text, wanted, said_on = case
    if isinstance(wanted, date):
        days = [found.on for found in days_find(text, said_on, language) if found.on]
        return "none" if not days else "right" if days == [wanted] else "wrong"
    amounts = [Decimal(found.minor) / 100 for found in amounts_find(text, language) if found.minor is not None]
    return "none" if not amounts else "right" if amounts == [round(wanted, 2)] else "wrong"


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=DATA)
    options.add_argument("--show", action="store_true", help="print the cases that aren't right")
    chosen = options.parse_args()
    folder = chosen.folder
    if not folder.exists():
        sys.exit(f"No cases in {folder}.")
    yardsticks = {
        "Recognizers-Text, Chinese dates": ("zh", dates_zh(folder, "DateParser")),
        "Recognizers-Text, Chinese holidays": ("zh", dates_zh(folder, "HolidayParser")),
        "Recognizers-Text, English dates": ("en", dates_en(folder)),
        "JioNLP, days": ("zh", dates_jionlp(folder)),
        "Recognizers-Text, Chinese money": ("zh", money_recognizers(folder, "zh")),
        "Recognizers-Text, English money": ("en", money_recognizers(folder, "en")),
        "JioNLP, money": ("zh", money_jionlp(folder)),
    }
    for name, (language, cases) in yardsticks.items():
        counts: Counter[str] = Counter()
        for case in cases:
            found = verdict(case, language)
            counts[found] += 1
            if chosen.show and found != "right":
                print(f"    {found}: {case}")
        total = sum(counts.values())
        print(f"| {name} | {total} | {counts['right']} | {counts['none']} | {counts['wrong']} | {counts['right'] / total:.2f} |")


if __name__ == "__main__":
    main()
