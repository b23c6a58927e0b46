"""JSON Lines in, JSON Lines out: what every command that reads ``-`` does.

One result a line in the order of the input; a line that can't be used gives an ``error`` object in its place and the
run goes on. Blank lines are passed over. Standard output carries results only; everything else goes to standard error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NoReturn

import click

from huashu.errors import Refusal

Record = Mapping[str, object]


class InvalidLine(Refusal):
    """A line isn't a JSON object.

    Args:
        reason: What it is instead, as a phrase.
    """

    code = "invalid_line"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The line is {reason}; write one JSON object a line, in UTF-8.", reason=reason)


def answer_lines(
    lines: Iterable[bytes],
    answer: Callable[[Record], str],
    refuse: Callable[[int, Refusal], str] = lambda _, refusal: as_line({"error": refusal.as_record()}),
) -> None:
    """Write the answer to each line that isn't blank to standard output, as soon as it is known.

    Args:
        lines: Lines of input, in UTF-8.
        answer: From a record to the text of its answer (see :func:`as_line`); it may raise a :class:`Refusal`.
        refuse: From line number (from 1) and refusal to what stands in the answer's place; the ``error`` object by default.

    Raises:
        click.exceptions.Exit: With code 1, after the last line, if any was refused.
    """
    count = refused = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        count += 1
        try:
            text = answer(record_from_line(line))
        except Refusal as refusal:
            refused += 1
            text = refuse(number, refusal)
        click.echo(text.encode(), nl=False)  # as bytes: UTF-8 whatever the locale says
    if refused:
        click.echo(f"huashu: {refused} of {count} lines could not be used; the reason stands in the place of each.", err=True)
        raise click.exceptions.Exit(1)


def record_from_line(line: bytes) -> Record:
    """The JSON object on a line; decimals are taken as they are written, not as binary fractions.

    Raises:
        InvalidLine: The line isn't a JSON object in UTF-8.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise InvalidLine("not UTF-8") from None
    except (ValueError, ArithmeticError, RecursionError):  # also numbers and nesting beyond all bounds
        raise InvalidLine("not valid JSON") from None
    if not isinstance(record, dict):
        raise InvalidLine("JSON, but not an object")
    return record


def as_line(record: Record) -> str:
    """A record as one line of JSON; a decimal at its top level becomes a number with all its places."""
    return "{" + ", ".join(f"{json.dumps(key)}: {_value(value)}" for key, value in record.items()) + "}\n"


def _value(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _no_constant(name: str) -> NoReturn:
    raise InvalidLine(f"not valid JSON, which has no {name}")
