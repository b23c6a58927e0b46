"""The words of a template with their places: ``{name}`` is filled, ``[[ … ]]`` drops out when something in it isn't known.

Knows no database, no clock and no language: names that may be used and their values are handed in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

OPTIONAL_MAX: Final = 8
"""Most optional blocks in one text: every way of leaving them out is checked for what must not be said."""

_TOKEN: Final = re.compile(r"\[\[|\]\]|\{[^{}\n]*\}|[{}]")
_NAME: Final = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a template that can't stay.

    Args:
        code: ``unknown``, ``name``, ``brace``, ``block_open``, ``block_close``, ``block_nested``, ``blocks`` or ``invisible``.
        found: What stands there.
        line: One-based line.
        column: One-based character in the line.
    """

    code: str
    found: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or the place of a value; ``block`` numbers the optional block that it belongs to, 0 for none."""

    text: str = ""
    name: str = ""
    block: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled text, with the names that were wanted outside optional blocks and have no value."""

    text: str
    missing: tuple[str, ...] = ()


def faults_in(text: str, allowed: Collection[str]) -> list[Fault]:
    """What is wrong with a template's text, in the order of the text.

    Args:
        text: The template.
        allowed: Names that may stand in braces.
    """
    return sorted([*_invisible(text), *_unfit(text, allowed)], key=lambda fault: (fault.line, fault.column))


def names_in(text: str) -> list[str]:
    """The names used, each once, in the order of the text."""
    return list(dict.fromkeys(piece.name for piece in pieces_of(text) if piece.name))


def pieces_of(text: str) -> list[Piece]:
    """A sound template in pieces."""
    pieces, at, block, blocks = [], 0, 0, 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            pieces.append(Piece(text[at : token.start()], block=block))
        at = token.end()
        if token[0] == "[[":
            blocks += 1
            block = blocks
        elif token[0] == "]]":
            block = 0
        else:
            pieces.append(Piece(name=token[0].strip("{} "), block=block))
    if at < len(text):
        pieces.append(Piece(text[at:], block=block))
    return pieces


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Fill a sound template; an optional block in which a value is missing or empty drops out.

    Args:
        text: The template.
        values: Text by name.
    """
    pieces = pieces_of(text)
    dropped = {piece.block for piece in pieces if piece.name and piece.block and not values.get(piece.name)}
    missing = dict.fromkeys(piece.name for piece in pieces if piece.name and not piece.block and not values.get(piece.name))
    return Filled(_joined(pieces, values, dropped), tuple(missing))


def variants(text: str, values: Mapping[str, str]) -> list[str]:
    """Every text that a template can become with these values, by leaving its optional blocks in or out; the fullest first."""
    pieces = pieces_of(text)
    blocks = sorted({piece.block for piece in pieces if piece.block})[:OPTIONAL_MAX]
    return list(
        dict.fromkeys(
            _joined(pieces, values, {block for block, out in zip(blocks, choice, strict=True) if out})
            for choice in product((False, True), repeat=len(blocks))
        )
    )


def _joined(pieces: list[Piece], values: Mapping[str, str], dropped: Collection[int]) -> str:
    kept = (piece for piece in pieces if piece.block not in dropped or not piece.block)
    text = "".join(values.get(piece.name, "") if piece.name else piece.text for piece in kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def _unfit(text: str, allowed: Collection[str]) -> Iterator[Fault]:
    yield from _unfit_blocks(text)
    for token in _TOKEN.finditer(text):
        name = token[0].strip("{} ")
        if token[0] in ("[[", "]]"):
            continue
        if len(token[0]) == 1:
            yield _fault("brace", token[0], text, token.start())
        elif not _NAME.fullmatch(name):
            yield _fault("name", token[0], text, token.start())
        elif name not in allowed:
            yield _fault("unknown", name, text, token.start())


def _unfit_blocks(text: str) -> Iterator[Fault]:
    opened: re.Match[str] | None = None
    blocks = 0
    for token in re.finditer(r"\[\[|\]\]", text):
        if token[0] == "[[":
            blocks += 1
            if opened is not None:
                yield _fault("block_nested", token[0], text, token.start())
            elif blocks == OPTIONAL_MAX + 1:
                yield _fault("blocks", token[0], text, token.start())
            opened = token
        else:
            if opened is None:
                yield _fault("block_close", token[0], text, token.start())
            opened = None
    if opened is not None:
        yield _fault("block_open", opened[0], text, opened.start())


def _invisible(text: str) -> Iterator[Fault]:
    """Characters that nobody sees could hide words from a reader and from the scan."""
    for place, letter in enumerate(text):
        if letter not in "\n\r\t" and unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"}:
            yield _fault("invisible", f"U+{ord(letter):04X}", text, place)


def _fault(code: str, found: str, text: str, place: int) -> Fault:
    before = text[:place]
    return Fault(code, found, before.count("\n") + 1, place - (before.rfind("\n") + 1) + 1)
