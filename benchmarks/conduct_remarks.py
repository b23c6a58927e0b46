"""How well the scan of words reads remarks that its phrases weren't written from: precision, recall and F1.

Run from the repository's root:

    PYTHONPATH=tests/conduct python benchmarks/conduct_remarks.py

The remarks are tests/conduct/fixtures/remarks.jsonl; the README beside them says how they were made. It prints counts only, so that
the half that nobody tunes on stays unread.
"""

from __future__ import annotations

from remarks_counted import GRAVE, WRITINGS, Counts, counted, judged

from huashu.conduct.scan.phrases import LABELS


def row(name: str, *halves: Counts) -> str:
    """A line of the table: for each half right, wrong, missed, precision, recall, F1."""
    cells = (f"{it.right:>6}{it.wrong:>6}{it.missed:>7}{it.precision:>8.3f}{it.recall:>8.3f}{it.f1:>8.3f}" for it in halves)
    return f"{name:<24}" + "  |".join(cells)


def main() -> None:
    """Print both halves side by side: together, by writing, by breach."""
    rows = judged()
    halves = [[each for each in rows if each.part == part] for part in ("dev", "final")]
    heads = (f"{'right':>6}{'wrong':>6}{'missed':>7}{'prec.':>8}{'recall':>8}{'F1':>8}" for _ in halves)
    print(f"{'dev (tuned on), final (never)':<24}\n{'':<24}" + "  |".join(heads))
    print(row("all", *(counted(half) for half in halves)))
    for writing in WRITINGS.values():
        print(row(writing, *(counted(each for each in half if each.writing == writing) for half in halves)))
    for label in LABELS:
        print(row(label, *(counted(half, label) for half in halves)))
    wronged = [sum(bool(each.given & GRAVE) for each in half if not each.wanted) for half in halves]
    print(f"innocent remarks taken for violence, an official or pressure through others: {wronged[0]} in dev, {wronged[1]} in final")


if __name__ == "__main__":
    main()
