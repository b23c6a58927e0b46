"""Read a written-down call into lines with the names that stand before them; who is who is settled afterwards.

JSON has the public shape of a transcript, or a list of turns. Text has ``name: words`` a line; a line without a name goes on with the
one before. Subtitles carry times, and a name before the words, in ``<v name>`` or in square brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from huashu.errors import InvalidValue, Refusal
from huashu.review.formats.speakers import speaker_guess
from huashu.review.transcript import TURNS_MAX, Turn

TEXT_MAX: Final = 2_000_000
NAME_MAX: Final = 24
_NAMED: Final = re.compile(rf"^\s*[\[【(（<]?\s*([^:：\[\]【】<>]{{1,{NAME_MAX}}}?)\s*[\]】)）>]?\s*[:：]\s*(.*)$")
_BRACKETED: Final = re.compile(rf"^\s*(?:\[|【)([^\]】]{{1,{NAME_MAX}}})(?:\]|】)\s*(.+)$")
_VOICE: Final = re.compile(r"^\s*<v(?:\.[\w.]+)?\s+([^>]+)>(.*?)(?:</v>)?\s*$", re.DOTALL)
_TIMES: Final = re.compile(r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})")
_STAMP: Final = re.compile(r"^\s*[\[(（]?((?:\d{1,2}:)?\d{1,2}:\d{2})(?:[.,]\d+)?[\])）]?\s+")
_TAGS: Final = re.compile(r"</?[a-z][^>]*>")


class UnreadableTranscript(Refusal):
    """A file or text that no format fits.

    Args:
        reason: What is wrong and what to do, as sentences.
        line: One-based line, or 0.
    """

    code = "unreadable_transcript"

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(f"Line {line}: {reason}" if line else reason, field="text", line=line, reason=reason)


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as it was written.

    Args:
        name: Who speaks, as written; empty if nobody is named.
        text: The words.
        start: Seconds from the start, if known.
        end: Seconds at the end, if known.
    """

    name: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read.

    Args:
        format: ``json``, ``text`` or ``subtitles``.
        lines: The turns, neighbours of one speaker put together.
        speakers: For each name who it seems to be, or None where a person has to say.
        known: Other members of a JSON transcript: id, kind, language, started_at, case.
    """

    format: str
    lines: tuple[Line, ...]
    speakers: Mapping[str, str | None]
    known: Mapping[str, Any]

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """Names that a person has to place."""
        return tuple(name for name, speaker in self.speakers.items() if speaker is None)


def draft_read(text: str) -> Draft:
    """Read a written-down call, whatever its format.

    Args:
        text: The content of the file or what was pasted.

    Raises:
        UnreadableTranscript: Nothing can be read; the message says what to do.
    """
    if not text.strip():
        raise UnreadableTranscript("There is nothing to read. Paste the call, or choose a file.")
    if len(text) > TEXT_MAX:
        raise UnreadableTranscript("The text is longer than two million characters. Give one call at a time.")
    bare = text.lstrip("\ufeff").strip()
    if bare[0] in "{[" and not _BRACKETED.match(bare.splitlines()[0]):
        return _json(bare)
    if bare.startswith("WEBVTT") or any(_TIMES.match(line) for line in bare.splitlines()[:12]):
        return _draft("subtitles", _subtitles(bare))
    return _draft("text", _plain(bare))


def draft_turns(draft: Draft, speakers: Mapping[str, str]) -> tuple[Turn, ...]:
    """The turns of a draft, once it is settled who is who.

    Args:
        draft: What was read.
        speakers: For each name the speaker.

    Raises:
        InvalidValue: A name isn't placed.
    """
    turns = []
    for number, line in enumerate(draft.lines):
        speaker = speakers.get(line.name) or draft.speakers.get(line.name)
        if speaker is None:
            raise InvalidValue(f"turns[{number}].speaker", line.name, "officer, customer or third_party")
        turns.append(Turn(speaker, line.text, line.start, line.end))
    return tuple(turns)


def _draft(kind: str, lines: Iterator[Line]) -> Draft:
    joined: list[Line] = []
    for line in lines:
        if joined and (line.name in ("", joined[-1].name)):
            last = joined[-1]
            joined[-1] = Line(last.name, _joined(last.text, line.text), last.start, line.end)
        elif line.name:
            joined.append(line)
        else:
            raise UnreadableTranscript(
                "The first words have no speaker. Begin each turn with a name and a colon, such as 客户： or Agent:.", 1
            )
    if not joined:
        raise UnreadableTranscript("No turn was found. Begin each turn with a name and a colon, such as 客户： or Agent:.")
    if len(joined) > TURNS_MAX:
        raise UnreadableTranscript(f"There are {len(joined)} turns; {TURNS_MAX} is the most. Give one call at a time.")
    names = list(dict.fromkeys(line.name for line in joined))
    return Draft(kind, tuple(joined), {name: speaker_guess(name) for name in names}, {})


def _joined(first: str, second: str) -> str:
    latin = first[-1:].isascii() and second[:1].isascii()
    return f"{first} {second}" if latin else first + second


def _plain(text: str) -> Iterator[Line]:
    for raw in text.splitlines():
        if not raw.strip():
            continue
        stamp = _STAMP.match(raw)
        start = _seconds(stamp.group(1)) if stamp else None
        rest = raw[stamp.end() :] if stamp else raw
        name, words = _name_of(rest)
        if words:
            yield Line(name, words, start)


def _name_of(text: str) -> tuple[str, str]:
    """The name before the words, or nothing: a colon in the middle of a sentence names nobody."""
    if match := _VOICE.match(text):
        return match.group(1).strip(), _TAGS.sub("", match.group(2)).strip()
    for pattern in (_NAMED, _BRACKETED):
        match = pattern.match(text)
        if match and (speaker_guess(match.group(1)) or _looks_like_name(match.group(1))):
            return match.group(1).strip(), match.group(2).strip()
    return "", text.strip()


def _looks_like_name(text: str) -> bool:
    """A short label without punctuation: at most three words or eight Chinese characters."""
    words = text.split()
    if any(letter in text for letter in "，。？！,.?!；;"):
        return False
    return len(words) <= 3 if text.isascii() else len(text) <= 8


def _subtitles(text: str) -> Iterator[Line]:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    for block in blocks:
        lines = block.splitlines()
        at = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is None:
            continue
        times = _TIMES.match(lines[at])
        assert times is not None
        start, end = _seconds(times.group(1)), _seconds(times.group(2))
        for raw in lines[at + 1 :]:
            name, words = _name_of(raw)
            if words:
                yield Line(name, _TAGS.sub("", words), start, end)


def _seconds(stamp: str) -> float:
    parts = [float(part) for part in stamp.replace(",", ".").split(":")]
    return round(float(sum(part * 60.0**power for power, part in enumerate(reversed(parts)))), 3)


def _json(text: str) -> Draft:
    try:
        held = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise UnreadableTranscript("This begins like JSON but isn't. Look at quotation marks and commas near here.", line) from None
    turns = held.get("turns") if isinstance(held, dict) else held
    if not isinstance(turns, list) or not turns:
        raise UnreadableTranscript("The JSON has no turns. It needs a list of objects, each with speaker and text.")
    lines = []
    for number, turn in enumerate(turns, 1):
        if not isinstance(turn, dict) or not isinstance(turn.get("speaker"), str) or not isinstance(turn.get("text"), str):
            raise UnreadableTranscript(f"Turn {number} of the JSON must be an object with the texts speaker and text.")
        lines.append(Line(turn["speaker"], turn["text"], _number(turn.get("start")), _number(turn.get("end"))))
    names = dict.fromkeys(line.name for line in lines)
    known = {name: value for name, value in held.items() if name != "turns"} if isinstance(held, dict) else {}
    return Draft("json", tuple(lines), {name: speaker_guess(name) for name in names}, known)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None
