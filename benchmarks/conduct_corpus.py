"""How well the scan reads remarks of writers whose remarks it never read: ``PYTHONPATH=src:tools python benchmarks/conduct_corpus.py``.

The weights are trained anew without the third series of remarks (``corpus/remarks/*3.*.tsv``), which no frame was written from either,
and that series is read by the frames alone and by frames and weights. What the file doesn't say is taken from the label: whom one speaks
to, and that a stop was asked for. Sums can't be wrong there, for no case is given. Ten minutes and 18 GB on two cores; ``--language en``
takes a third of them.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import corpus_files
import scan_training

from huashu.conduct.scan import Remark, learnt, phrases_load, remark_from_record, scan, weighing
from huashu.conduct.words import BREACH_WORDS

CORPUS: Final = Path(__file__).parents[1] / "corpus"
THIRD: Final = frozenset({"third_party_disclosure", "third_party_demand"})
TOLERATED: Final = {
    "third_party_demand": {"third_party_disclosure"},
    "threat_unlawful_action": {"false_statement"},
    "impersonate_official": {"threat_unlawful_action", "false_statement"},
}
GRAVE: Final = frozenset({"threat_violence", "impersonate_official", "third_party_pressure"})
NEVER: Final = 9.0


def held_out(language: str) -> list[corpus_files.Example]:
    """Officers' lines of the third series."""
    lines = corpus_files.remarks(CORPUS, language)
    return [line for line in lines if line.speaker == "officer" and re.match(r"[a-z]+3\.", line.group)]


def train(language: str, without: Sequence[corpus_files.Example], into: Path) -> int:
    """Train the weights of a language without some lines; the answer is how many examples were read."""
    texts = {line.text for line in without}
    found = [each for each in scan_training.examples(CORPUS, language, ("train", "dev")) if each.remark.text not in texts]
    scan_training.write(into / f"scan-{language}.txt.gz", scan_training.train(found, language))
    return len(found)


def remarks(lines: Sequence[corpus_files.Example], language: str) -> Iterator[tuple[Remark, frozenset[str]]]:
    """Each line as the scan reads it, and the breaches that it holds."""
    for line in lines:
        held = line.labels & frozenset(BREACH_WORDS) - {"false_amount"}
        record: dict[str, object] = {"id": "1", "text": line.text, "language": language}
        record["call_kind"] = "overdue_follow_up" if line.kind == "*" else line.kind
        record["to"] = "third_party" if held & THIRD else "customer"
        record["case"] = {"stop_requested": "ignored_stop" in held}
        yield remark_from_record(record), held


def row(name: str, lines: Sequence[corpus_files.Example], language: str) -> str:
    """One way of reading all lines, counted."""
    counts: Counter[str] = Counter()
    for remark, held in remarks(lines, language):
        given = {breach.id for breach in scan(remark, phrases_load())} - {"false_amount"}
        strays = given - held - set().union(*(TOLERATED.get(label, set()) for label in held))
        counts.update(right=len(given & held), wrong=len(strays), missed=len(held - given))
        if not held:
            counts.update(innocent=1, wronged=bool(strays), grave=bool(strays & GRAVE))
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    shares = f"{right / (right + wrong):>8.3f}{right / (right + missed):>8.3f}{2 * right / (2 * right + wrong + missed):>8.3f}"
    return f"{name:<30}{right:>6}{wrong:>6}{missed:>7}{shares}{counts['wronged']:>9}{counts['grave']:>7}{counts['innocent']:>10}"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", choices=("zh", "en"), action="append", help="both if left out")
    chosen = options.parse_args()
    print(f"{'':<30}{'right':>6}{'wrong':>6}{'missed':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'wronged':>9}{'grave':>7}{'innocent':>10}")
    with tempfile.TemporaryDirectory() as name:
        learnt.WEIGHTS = Path(name)
        limits = weighing.SURE, weighing.SURE_GRAVE, weighing.SECOND, weighing.DOUBTED
        for language in chosen.language or ("zh", "en"):
            lines = held_out(language)
            number = train(language, lines, Path(name))
            weighing.SURE = weighing.SURE_GRAVE = weighing.SECOND = NEVER  # type: ignore[misc]
            weighing.DOUBTED = -NEVER  # type: ignore[misc]
            print(row(f"{language}, frames alone", lines, language))
            weighing.SURE, weighing.SURE_GRAVE, weighing.SECOND, weighing.DOUBTED = limits  # type: ignore[misc]
            print(row(f"{language}, {number:,} examples", lines, language), flush=True)


if __name__ == "__main__":
    main()
