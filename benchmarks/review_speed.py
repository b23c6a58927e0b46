"""How fast calls are reviewed on one core: ``PYTHONPATH=src:tools python benchmarks/review_speed.py``.

Calls of the corpus are joined or cut to thirty turns each, no two alike, and reviewed once; then the same again with hearing as it
would be written plainly: every rule tried on every turn, every weight looked up by itself. Both must find the same. As many other
calls go before, so that nothing is loaded or compiled while the clock runs. ``--folder 10000`` also writes so many calls to a folder
and has the command review them on all cores.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import corpus_files
import numpy as np

from huashu.review.hearing.features import BEFORE, Pieces
from huashu.review.hearing.hear import hear
from huashu.review.hearing.model import STEEP, LinearModel
from huashu.review.hearing.phrases import PhraseRule, RuleTable
from huashu.review.reviewing import review
from huashu.review.transcript import Transcript, transcript_from_record

ROOT = Path(__file__).resolve().parents[1]
TURNS = 30


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--calls", type=int, default=150)
    options.add_argument("--folder", type=int, default=0)
    chosen = options.parse_args()
    made = [transcript_from_record(record) for record in records_of_thirty(2 * chosen.calls)]
    calls = made[chosen.calls :]
    for transcript in made[: chosen.calls]:
        review(transcript)
    whole = timed(review, calls)
    quick = timed(hear, calls)
    found = [hear(transcript) for transcript in calls]
    RuleTable.fired, LinearModel.strengths = fired_plainly, strengths_plainly  # type: ignore[method-assign]
    plainly = timed(hear, calls)
    same = all(
        {cue: round(one.confidence, 1) for cue, one in turn.cues.items()}
        == {cue: round(one.confidence, 1) for cue, one in again.cues.items()}
        for call, other in zip(found, (hear(transcript) for transcript in calls), strict=True)
        for turn, again in zip(call, other, strict=True)
    )
    print(f"{len(calls)} calls of {TURNS} turns: {whole:.0f} reviews/s")
    print(f"hearing alone {quick:.0f}/s, written plainly {plainly:.0f}/s; same: {same}")
    if chosen.folder:
        seconds = folder_timed(chosen.folder)
        print(f"folder of {chosen.folder} calls on {os.cpu_count()} cores: {seconds:.0f} s, {chosen.folder / seconds:.0f} reviews/s")


def folder_timed(number: int) -> float:
    """Seconds that the command takes for a folder of so many calls, a hundred a file."""
    records = records_of_thirty(number)
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name, "calls"), Path(name, "reviews")
        source.mkdir()
        for start in range(0, number, 100):
            lines = [json.dumps(record, ensure_ascii=False, default=str) for record in records[start : start + 100]]
            (source / f"{start:06d}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        began = time.perf_counter()
        subprocess.run([Path(sys.executable).with_name("huashu"), "review", source, "--out", out], check=True)
        return time.perf_counter() - began


def records_of_thirty(number: int) -> Sequence[dict[str, Any]]:
    """Calls of thirty turns, put together from those of one kind and language."""
    records = [corpus_files.transcript_record(call) for call, _ in corpus_files.calls(ROOT / "corpus")]
    made: list[dict[str, Any]] = []
    start = 0
    while len(made) < number:
        record = dict(records[start % len(records)])
        fitting = [other for other in records if (other["kind"], other["language"]) == (record["kind"], record["language"])]
        turns: list[Any] = list(record["turns"])
        step = start // len(records) + 1
        while len(turns) < TURNS:
            turns += fitting[(start + step) % len(fitting)]["turns"]
            step += 1
        made.append({**record, "id": f"{record['id']}-{start}", "turns": turns[:TURNS]})
        start += 1
    random.Random(0).shuffle(made)  # neighbours share turns
    return made


def timed(does: Callable[[Transcript], object], calls: Sequence[Transcript]) -> float:
    """Calls a second."""
    began = time.process_time()
    for transcript in calls:
        does(transcript)
    return len(calls) / (time.process_time() - began)


def fired_plainly(table: RuleTable, text: str, before: str) -> list[PhraseRule]:
    """Every rule tried."""
    return [rule for rule in table.rules if rule.fires(text, before)]


def strengths_plainly(model: LinearModel, turns: Sequence[Pieces]) -> Any:
    """One weight after the other."""
    rows = []
    for pieces in turns:
        total = np.zeros(len(model.cues), dtype=np.float32)
        for piece in pieces.own:
            if piece in model.own:
                total += model.weights[model.own[piece]] * model.scales * pieces.weight
        for piece in pieces.before:
            if piece in model.before:
                total += model.weights[model.before[piece]] * model.scales * pieces.weight * BEFORE
        for mark, weight in pieces.marks.items():
            if mark in model.own:
                total += model.weights[model.own[mark]] * model.scales * weight
        rows.append(1 / (1 + np.exp(STEEP * (model.limits - total))))
    return np.array(rows)


if __name__ == "__main__":
    main()
