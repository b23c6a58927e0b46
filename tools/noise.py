"""Noise copies of calls: what a recogniser drops, mishears, cuts, or puts in the wrong mouth; the same each time for one seed.

``PYTHONPATH=src:tools python tools/noise.py --call zh-a01`` prints a call with noise. Labels stay as they are: a turn keeps its number.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
from pathlib import Path
from typing import Any, Final

import corpus_files

SEED: Final = 20261129
SPEAKER: Final = 0.02
"""Share of turns put in the wrong mouth."""
CUT: Final = 0.06
"""Share of turns that lose a word or two at an end."""
SOUND: Final = 0.05
"""Share of characters or words that can be misheard and are."""
_MARKS: Final = re.compile(r"[，。、；：！？,.;:!?—…“”\"]")
ALIKE_ZH: Final = {
    "还": "环", "款": "宽", "期": "其", "逾": "余", "贷": "带", "账": "帐", "扣": "叩", "罚": "法", "息": "西", "征": "正", "信": "心",
    "存": "村", "钱": "前", "号": "耗", "的": "得", "在": "再", "他": "她", "是": "事", "做": "作", "那": "哪", "吗": "嘛", "工": "公",
    "资": "姿", "卡": "咔", "今": "金", "天": "添", "您": "你", "么": "嘛", "已": "以", "请": "情", "办": "半", "担": "单", "保": "宝",
    "车": "扯", "分": "芬", "欠": "歉", "貸": "代", "繳": "角", "錢": "前", "還": "環", "號": "浩", "車": "扯", "請": "情",
}  # fmt: skip
ALIKE_EN: Final = {
    "pay": "pey", "paid": "paired", "due": "do", "loan": "lone", "your": "you're", "there": "their", "to": "two", "for": "four",
    "would": "wood", "right": "write", "by": "buy", "hear": "here", "week": "weak", "know": "no", "whole": "hole", "fee": "free",
    "late": "lite", "owe": "oh", "past": "passed", "balance": "ballots", "payment": "pavement", "account": "a count", "credit": "credited",
}  # fmt: skip


def noisy(call: dict[str, Any], seed: int = SEED) -> dict[str, Any]:
    """A call with noise; its turns keep their numbers.

    Args:
        call: A call of the corpus.
        seed: With the call's id it decides every fault.
    """
    chance = random.Random(f"{seed}:{call['id']}")
    heard = copy.deepcopy(call)
    heard["turns"] = [[_speaker(speaker, chance), _words(str(text), call["language"], chance)] for speaker, text in call["turns"]]
    return heard


def _speaker(speaker: str, chance: random.Random) -> str:
    if chance.random() >= SPEAKER:
        return speaker
    return "c" if speaker == "o" else "o"


def _words(text: str, language: str, chance: random.Random) -> str:
    bare = _MARKS.sub("" if language == "zh" else " ", text)
    if language == "zh":
        letters = [ALIKE_ZH[letter] if letter in ALIKE_ZH and chance.random() < SOUND else letter for letter in bare]
        cut = chance.randint(1, 2) if chance.random() < CUT and len(letters) > 8 else 0
        return "".join(letters[cut:] if chance.random() < 0.5 else letters[: len(letters) - cut]) or text
    words = [ALIKE_EN[word.lower()] if word.lower() in ALIKE_EN and chance.random() < SOUND else word for word in bare.split()]
    cut = 1 if chance.random() < CUT and len(words) > 5 else 0
    return " ".join(words[cut:] if chance.random() < 0.5 else words[: len(words) - cut]).lower() or text


def main() -> None:
    """Print one call with noise."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[1] / "corpus")
    options.add_argument("--call", required=True, help="id of the call")
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    for call, _ in corpus_files.calls(chosen.corpus):
        if call["id"] == chosen.call:
            for number, (speaker, text) in enumerate(noisy(call, chosen.seed)["turns"]):
                print(f"[{number}] {speaker}: {text}")


if __name__ == "__main__":
    main()
