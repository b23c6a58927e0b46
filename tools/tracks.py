"""Keep the talk tracks in traditional characters and their list of variables: ``update`` and ``check``. See docs/playbooks.md.

Simplified Chinese is written by hand. ``TRACK.zh-Hant.yaml`` is made from ``TRACK.zh-Hans.yaml`` by converting it as the desk's
translations are, then applying ``zh-Hant.corrections.txt`` beside the tracks, longest first. The tables in docs/playbooks.md are made
from ``huashu.playbook.facts``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from translations import DESK, converter

from huashu.playbook.facts import CAPTURES, FACTS, REMEDIES, Fact
from huashu.playbook.wording import spoken

DOCUMENT: Final = Path(__file__).resolve().parents[1] / "docs" / "playbooks.md"
TRACKS: Final = Path(__file__).resolve().parents[1] / "src" / "huashu" / "playbook" / "tracks"
CORRECTIONS: Final = "zh-Hant.corrections.txt"
HEAD: Final = "# 由 tools/tracks.py 從 {name} 轉成；請改那一份，再執行 update。\n"


def main(arguments: list[str] | None = None) -> int:
    """Run one of the two commands; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["update", "check"])
    parser.add_argument("--tracks", type=Path, default=TRACKS, help=argparse.SUPPRESS)
    parser.add_argument("--document", type=Path, default=DOCUMENT, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    return update(given.tracks, given.document) if given.command == "update" else check(given.tracks, given.document)


def update(folder: Path, document: Path) -> int:
    """Write every traditional track anew, and remove those whose source is gone."""
    made = dict(converted(folder))
    for path in stale(folder, made):
        path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(made)} tracks in traditional characters.")
    return 0


def check(folder: Path, document: Path) -> int:
    """Say which traditional tracks aren't what would be made now."""
    made = dict(converted(folder))
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in [*wrong, *stale(folder, made)]:
        print(f"{path.name} is out of step with its source; run `python tools/tracks.py update`", file=sys.stderr)
    old = document.read_text(encoding="utf-8")
    if old != with_tables(old):
        wrong.append(document)
        print(f"{document.name} lists other variables than facts.py; run `python tools/tracks.py update`", file=sys.stderr)
    return 1 if wrong or stale(folder, made) else 0


def with_tables(text: str) -> str:
    """The document with its tables made anew, between the marks that name them."""
    for name, table in (("variables", facts_table(FACTS)), ("captures", facts_table(CAPTURES)), ("remedies", remedies_table())):
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        head, _, rest = text.partition(begin)
        text = head + begin + table + end + rest.partition(end)[2]
    return text


def facts_table(facts: Mapping[str, Fact]) -> str:
    """A table of facts: name, words, type, whom it tells about, a sample as it is spoken."""
    rows = ["| name | 中文 | English | type | about | said as |", "|---|---|---|---|---|---|"]
    for fact in facts.values():
        sample = spoken(fact, fact.sample, "zh-Hans", "CNY") if fact.type != "flag" else "yes"
        rows.append(f"| `{fact.name}` | {fact.zh} | {fact.en} | {fact.type} | {fact.about} | {sample} |")
    return "\n".join(rows) + "\n"


def remedies_table() -> str:
    """A table of what may be offered or done about a reason."""
    rows = ["| id | 中文 | English |", "|---|---|---|", *(f"| `{name}` | {zh} | {en} |" for name, (zh, en) in REMEDIES.items())]
    return "\n".join(rows) + "\n"


def stale(folder: Path, made: dict[Path, str]) -> list[Path]:
    """Traditional tracks that have no simplified one."""
    return [path for path in sorted(folder.glob("*.zh-Hant.yaml")) if path not in made]


def converted(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each traditional file with its text."""
    convert = track_converter(folder)
    for source in sorted(folder.glob("*.zh-Hans.yaml")):
        text = convert(source.read_text(encoding="utf-8")).replace("\nlanguage: zh-Hans\n", "\nlanguage: zh-Hant\n", 1)
        yield source.with_name(source.name.replace("zh-Hans", "zh-Hant")), HEAD.format(name=source.name) + text


def track_converter(folder: Path) -> Callable[[str], str]:
    """The desk's conversion, then the corrections for spoken words."""
    desk = converter(DESK)
    lines = (folder / CORRECTIONS).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    pairs.sort(key=lambda pair: -len(pair[0]))

    def convert(text: str) -> str:
        text = desk(text)
        for wrong, right in pairs:
            text = text.replace(wrong, right)
        return text

    return convert


if __name__ == "__main__":
    sys.exit(main())
