"""How good the review is on the corpus: precision, recall and F1 for each group of labels, and how often the turns are right.

``PYTHONPATH=tools python benchmarks/review_accuracy.py --part test --weights DIR`` reads the calls of one part, reviews each and
compares with the first reader's labels. A label counts once a call. A turn is right where one of the turns named is one of the
reader's. The shipped weights have read the parts ``train`` and ``dev``, but not ``test`` and
``strangers``; ``--weights`` takes others, made by ``python tools/train_hearing.py --into DIR``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import corpus_files
from noise import noisy

from huashu.conduct.scan import learnt
from huashu.review.hearing import model
from huashu.review.promise import Payment, PromiseFound
from huashu.review.reviewing import review
from huashu.review.transcript import transcript_from_record

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", default="test", help="train, dev, test or all")
    options.add_argument("--language", default="", help="zh or en; both if left out")
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options.add_argument("--gold-promise", action="store_true", help="take the reader's promise instead of reading it")
    options.add_argument("--labels", action="store_true", help="print each label too")
    options.add_argument(
        "--noise", action="store_true", help="also with noise: marks dropped, words misheard or cut, turns in the wrong mouth"
    )
    options.add_argument("--errors", default="", help="print the errors of one label or group")
    options.add_argument("--weights", type=Path, help="folder of the weights; the shipped ones if left out")
    chosen = options.parse_args()
    if chosen.weights:
        model.WEIGHTS = learnt.WEIGHTS = chosen.weights
    measure(chosen, noise=False)
    if chosen.noise:
        print("\nwith noise")
        measure(chosen, noise=True)


def measure(chosen: argparse.Namespace, *, noise: bool) -> None:
    """Review the calls once and print the table."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    promises: Counter[str] = Counter()
    number = 0
    for call, gold in corpus_files.calls(chosen.corpus):
        if chosen.part not in ("all", call["part"]) or chosen.language not in ("", call["language"]):
            continue
        number += 1
        transcript = transcript_from_record(corpus_files.transcript_record(noisy(call) if noise else call))
        found = review(transcript, promise=promise_of(gold) if chosen.gold_promise else None)
        for group in GROUPS:
            compare(group, call, gold, found, counts, chosen.errors)
        promises[promise_right(gold, found, transcript.case.overdue_minor, transcript.case.penalty_minor)] += 1
    show(counts, labels=chosen.labels)
    print(f"{number} calls; promises: " + ", ".join(f"{name} {count}" for name, count in promises.most_common()))


def compare(group: str, call: dict[str, Any], gold: dict[str, Any], found: Any, counts: dict[str, Counter[str]], errors: str) -> None:
    """Count one group of one call."""
    wanted = {label: set(turns) for label, turns in (gold.get(group) or {}).items()}
    named = {finding.id: set(finding.turns) for finding in getattr(found, group)}
    for label in wanted.keys() | named.keys():
        case = "right" if label in wanted and label in named else "missed" if label in wanted else "wrong"
        for key in (group, f"{group}.{label}"):
            counts[key][case] += 1
            if case == "right":
                counts[key]["turns"] += bool(wanted[label] & named[label] or wanted[label] == named[label])
        if errors in (group, label) and case != "right":
            turns = sorted(wanted.get(label) or named.get(label) or ())
            words = " | ".join(f"[{turn}] {call['turns'][turn][1]}" for turn in turns)
            print(f"{case.upper():<7}{label:<28}{call['id']} {words}")


def promise_of(gold: dict[str, Any]) -> PromiseFound:
    """The reader's promise."""
    held = gold.get("promise") or {"kind": "none"}
    payments = tuple(Payment(part.get("amount_minor"), part.get("by")) for part in held.get("payments") or ())
    return PromiseFound(held["kind"], payments, bool(held.get("firm")), tuple(held.get("turns") or ()))


def promise_right(gold: dict[str, Any], found: Any, overdue_minor: int | None, penalty_minor: int | None) -> str:
    """Whether kind, amounts and days are those of the reader.

    The whole is all that is overdue, with or without the penalty, and the last of several payments may carry the penalty.
    """
    wanted = promise_of(gold)
    if wanted.kind != found.promise.kind:
        return f"kind {wanted.kind} read as {found.promise.kind}"
    if [part.by for part in wanted.payments] != [part.by for part in found.promise.payments]:
        return "day"
    pairs = zip(wanted.payments, found.promise.payments, strict=True)
    *firsts, last = [(whole(one, overdue_minor), whole(other, overdue_minor)) for one, other in pairs] or [(0, 0)]
    same = all(one == other for one, other in firsts) and abs((last[0] or 0) - (last[1] or 0)) in (0, penalty_minor or 0)
    return "right" if same else "amount"


def whole(payment: Payment, overdue_minor: int | None) -> int | None:
    """An amount, the whole where none is named."""
    return overdue_minor if payment.amount_minor is None else payment.amount_minor


def show(counts: dict[str, Counter[str]], *, labels: bool) -> None:
    """Print a table."""
    print(f"{'':<40}{'right':>7}{'wrong':>7}{'missed':>7}{'P':>8}{'R':>8}{'F1':>8}{'turns':>8}")
    for key in sorted(counts):
        if "." in key and not labels:
            continue
        count = counts[key]
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        name = key if "." not in key else "  " + key.split(".")[1]
        print(f"{name:<40}{right:>7}{wrong:>7}{missed:>7}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}{count['turns'] / max(1, right):>8.3f}")


if __name__ == "__main__":
    main()
