"""Keep the desk's translations: ``update``, ``compile`` and ``check``. See docs/translations.md.

English stands in the source. Simplified Chinese is written by hand in ``locale/fragments/``, one file an area, so that people never
wait for each other. The catalogues in ``locale/zh_Hans`` and ``locale/zh_Hant`` are made from them: the first by putting the
fragments together, the second by converting the first and applying ``locale/zh_Hant.corrections.txt``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import polib

DESK: Final = Path(__file__).resolve().parents[1] / "src" / "huashu" / "desk"
HANS: Final = "zh_Hans"
HANT: Final = "zh_Hant"
_PLACE: Final = re.compile(r"%\([A-Za-z_]+\)[-0-9.]*[sdf]|%%|</?[a-z]+[^>]*>|`[^`]+`|https?://\S+")
_HEAD: Final = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=1; plural=0;"}

Texts = dict[tuple[str, str], polib.POEntry]


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["update", "compile", "check"])
    parser.add_argument("--prune", action="store_true", help="with update: remove translations of texts that are gone from the fragments")
    parser.add_argument("--desk", type=Path, default=DESK, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.command == "compile":
        return compile_catalogues(given.desk)
    return update(given.desk, prune=given.prune) if given.command == "update" else check(given.desk)


def update(desk: Path, *, prune: bool = False) -> int:
    """Collect the source's texts, put the fragments in, convert; say what is still missing."""
    translated, problems = read_fragments(desk)
    found = find_texts(desk, translated)
    if prune:
        prune_fragments(desk, found)
        translated = {key: entry for key, entry in translated.items() if key in found}
    hans = simplified(found, translated)
    for language, texts in ((HANS, hans), (HANT, traditional(hans, desk))):
        catalogue(texts, language).save(str(_path(desk, language, "po")))
    missing = [entry for entry in hans.values() if not _is_translated(entry)]
    problems += [f"not translated: {entry.msgid!r} ({_where(entry)})" for entry in missing]
    problems += [f"not in the source any more: {msgid!r}" for _, msgid in sorted(translated.keys() - found.keys())]
    _say(problems)
    print(f"{len(hans)} texts, {len(missing)} without a translation.")
    return 0


def compile_catalogues(desk: Path) -> int:
    """Turn both catalogues into what Django reads."""
    for language in (HANS, HANT):
        polib.pofile(str(_path(desk, language, "po"))).save_as_mofile(str(_path(desk, language, "mo")))
    return 0


def check(desk: Path) -> int:
    """Say everything that is wrong; nothing may be missing, stale, doubtful or out of step."""
    translated, problems = read_fragments(desk)
    found = find_texts(desk, translated)
    hans = simplified(found, translated)
    problems += [
        f"not in the source any more: {msgid!r}; `update --prune` removes it" for _, msgid in sorted(translated.keys() - found.keys())
    ]
    for entry in hans.values():
        problems += _faults(entry)
    for language, texts in ((HANS, hans), (HANT, traditional(hans, desk))):
        path = _path(desk, language, "po")
        if not path.exists() or path.read_text(encoding="utf-8") != str(catalogue(texts, language)):
            problems.append(f"locale/{language} is out of step with the source; run `python tools/translations.py update`")
    _say(problems)
    return 1 if problems else 0


def read_fragments(desk: Path) -> tuple[Texts, list[str]]:
    """The translations of all fragments, and where two of them disagree or one is doubtful."""
    texts: Texts = {}
    origin: dict[tuple[str, str], str] = {}
    problems = []
    for path in sorted((desk / "locale" / "fragments").glob(f"*.{HANS}.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            key = _key(entry)
            if "fuzzy" in entry.flags:
                problems.append(f"{path.name}: doubtful (fuzzy): {entry.msgid!r}")
            if key in texts and _chinese(texts[key]) != _chinese(entry):
                problems.append(
                    f"{path.name}: {entry.msgid!r} is {_chinese(entry)!r} here and {_chinese(texts[key])!r} in {origin[key]}; keep one"
                )
            texts.setdefault(key, entry)
            origin.setdefault(key, path.name)
    return texts, problems


def prune_fragments(desk: Path, found: Texts) -> None:
    """Take translations of texts that are gone out of the fragments."""
    for path in sorted((desk / "locale" / "fragments").glob(f"*.{HANS}.po")):
        fragment = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
        stale = [entry for entry in fragment if _key(entry) not in found]
        for entry in stale:
            fragment.remove(entry)
        if stale:
            fragment.save()


def find_texts(desk: Path, translated: Texts) -> Texts:
    """Every text of the desk, and those that other rooms say in plain English and that somebody translated."""
    import source_texts  # noqa: PLC0415 - `compile` runs where Babel isn't installed

    texts: Texts = {(key.context, key.msgid): entry for key, entry in source_texts.find_texts(desk).items()}
    beyond = {msgid for context, msgid in translated if not context and ("", msgid) not in texts}
    for msgid, places in source_texts.find_constants(desk.parent, beyond).items():
        texts["", msgid] = polib.POEntry(msgid=msgid, occurrences=[(place, "") for place in sorted(places)])
    return texts


def simplified(found: Texts, translated: Mapping[tuple[str, str], polib.POEntry]) -> Texts:
    """The source's texts with their translations, in the order of the catalogue."""
    return {key: _with(found[key], _chinese(translated[key]) if key in translated else "") for key in sorted(found)}


def traditional(hans: Texts, desk: Path) -> Texts:
    """The same in traditional characters and Taiwan's words, with our corrections."""
    convert = converter(desk)
    return {key: _with(entry, convert(_chinese(entry))) for key, entry in hans.items()}


def converter(desk: Path) -> Callable[[str], str]:
    """What turns simplified into traditional: opencc, then the list of corrections, longest first."""
    from opencc import OpenCC  # noqa: PLC0415 - `compile` runs where it isn't installed

    opencc = OpenCC("s2twp")
    lines = (desk / "locale" / f"{HANT}.corrections.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    pairs.sort(key=lambda pair: -len(pair[0]))

    def convert(text: str) -> str:
        text = opencc.convert(text)
        for wrong, right in pairs:
            text = text.replace(wrong, right)
        return text

    return convert


def catalogue(texts: Texts, language: str) -> polib.POFile:
    """A catalogue without dates or line numbers, so that two people's changes rarely touch the same lines."""
    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Language": language, **_HEAD}
    made.extend(texts.values())
    return made


def _faults(entry: polib.POEntry) -> Iterable[str]:
    chinese = _chinese(entry)
    if not chinese:
        yield f"not translated: {entry.msgid!r} ({_where(entry)})"
        return
    wanted = set(_PLACE.findall(entry.msgid_plural or entry.msgid))
    if set(_PLACE.findall(chinese)) != wanted:
        yield f"{entry.msgid!r}: the translation {chinese!r} must have exactly these marks: {' '.join(sorted(wanted)) or 'none'}"
    if entry.msgid.startswith("\n") != chinese.startswith("\n") or entry.msgid.endswith("\n") != chinese.endswith("\n"):
        yield f"{entry.msgid!r}: text and translation must both begin, and both end, with a line break or without"


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _chinese(entry: polib.POEntry) -> str:
    """The translation; Chinese has one form for every number."""
    return str(entry.msgstr or (entry.msgstr_plural or {}).get(0, ""))


def _is_translated(entry: polib.POEntry) -> bool:
    return bool(_chinese(entry))


def _with(entry: polib.POEntry, chinese: str) -> polib.POEntry:
    """A copy of an entry with another translation."""
    made = polib.POEntry(
        msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural, occurrences=entry.occurrences, flags=entry.flags
    )
    if entry.msgid_plural:
        made.msgstr_plural = {0: chinese}
    else:
        made.msgstr = chinese
    return made


def _where(entry: polib.POEntry) -> str:
    return ", ".join(place for place, _ in entry.occurrences)


def _path(desk: Path, language: str, kind: str) -> Path:
    folder = desk / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"django.{kind}"


def _say(problems: list[str]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
