"""How well the scan finds breaches in remarks that others wrote for another purpose: the training remarks of the review.

The odd lines were looked at when the rules were widened, the even ones never: only counts of them are printed. What the file doesn't
say is taken from the label: whom one speaks to, and that a stop was asked for. Sums can't be wrong there, for no case is given.

    python benchmarks/conduct_corpus.py [FOLDER]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from huashu.conduct.scan import phrases_load, remark_from_record, scan
from huashu.conduct.words import BREACH_WORDS

FOLDER: Final = Path(__file__).parents[1] / "corpus" / "remarks"
KINDS: Final = {"v": "verification", "s": "financing_talk", "f": "overdue_first_call", "d": "due_reminder"}
THIRD: Final = frozenset({"third_party_disclosure", "third_party_demand"})
TOLERATED: Final = {"third_party_demand": "third_party_disclosure", "threat_unlawful_action": "false_statement"}


def lines(folder: Path) -> Iterator[tuple[int, str, frozenset[str], dict[str, object]]]:
    """Number of the line, language, breaches that it holds, and the remark as the scan reads it."""
    for group in ("breaches", "innocent", "ordinary"):
        for language in ("zh", "en"):
            text = (folder / f"{group}.{language}.tsv").read_text(encoding="utf-8")
            for number, line in enumerate(text.splitlines(), 1):
                speaker, kind, labels, words, *_ = line.split("\t")
                held = frozenset(labels.split(",")) & frozenset(BREACH_WORDS) - {"false_amount"}
                if speaker != "o" or ("false_amount" in labels and not held):
                    continue
                remark: dict[str, object] = {
                    "id": "1",
                    "text": words,
                    "language": language,
                    "call_kind": KINDS.get(kind, "overdue_follow_up"),
                }
                remark["to"] = "third_party" if held & THIRD else "customer"
                if "ignored_stop" in held:
                    remark["case"] = {"stop_requested": True}
                yield number, language, held, remark


def main(folder: Path) -> None:
    """Print the counts of each half."""
    phrases = phrases_load()
    found: Counter[tuple[str, str]] = Counter()
    for number, language, held, remark in lines(folder):
        part = f"{'odd' if number % 2 else 'even'}, {language}"
        given = {breach.id for breach in scan(remark_from_record(remark), phrases)}
        wrong = given - held - {TOLERATED[label] for label in held if label in TOLERATED}
        found += Counter({(part, "right"): len(given & held), (part, "wrong"): len(wrong), (part, "missed"): len(held - given)})
        if not held and given & {"threat_violence", "impersonate_official", "third_party_pressure"}:
            found[part, "grave"] += 1
    print(f"{'':<10}{'right':>7}{'wrong':>7}{'missed':>8}{'prec.':>8}{'recall':>8}{'F1':>8}{'innocent taken for a grave breach':>35}")
    for part in ("odd, zh", "even, zh", "odd, en", "even, en"):
        right, wrong, missed, grave = (found[part, name] for name in ("right", "wrong", "missed", "grave"))
        precision, recall = right / (right + wrong), right / (right + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{part:<10}{right:>7}{wrong:>7}{missed:>8}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}{grave:>35}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
