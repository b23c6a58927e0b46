"""How many verification answers are judged as their writers judged them: ``python benchmarks/answers.py [--show]``.

Reads ``dev``, ``more`` and ``final.jsonl`` in ``corpus/answers``. Of the final half only counts are printed;
``--show`` lists what went wrong in the others.
Values of fields told in free words aren't compared: a writer may put them in many ways.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from huashu.verification import FIELDS, answer_from_record, answer_judge

FOLDER = Path(__file__).parents[1] / "corpus" / "answers"
WORDY = frozenset({"address", "employer", "position", "purpose", "vehicle", "work_contact", "name"})


def main() -> None:
    """Print accuracy by field for each part."""
    for part in ("dev", "more", "final"):
        rows = [json.loads(line) for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
        total: Counter[str] = Counter()
        right: Counter[str] = Counter()
        values: Counter[str] = Counter()
        start = perf_counter()
        for row in rows:
            judged = answer_judge(answer_from_record(row))
            same = judged.verdict.value == row["verdict"]
            same_value = row["field"] in WORDY or judged.value == row["value"]
            for key in (row["field"], row["language"], "all"):
                total[key] += 1
                right[key] += same
                values[key] += same and same_value
            if part != "final" and "--show" in sys.argv and not (same and same_value):
                print(
                    f"  {row['id']} {row['field']} [{row['form_value']}] {row['answer_text']} -> {judged.verdict.value} "
                    f"{judged.value}; wanted {row['verdict']} {row['value']}"
                )
        print(f"{part}: {len(rows)} answers, {len(rows) / (perf_counter() - start):.0f} a second")
        for key in (*FIELDS, "zh", "en", "all"):
            print(f"  {key:<16} verdict {right[key]:>3}/{total[key]:<3}  verdict and value {values[key]:>3}/{total[key]}")


if __name__ == "__main__":
    main()
