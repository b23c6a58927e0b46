"""Records of a tape as dictionaries, one at a time, in constant memory.

Any namespace prefix will do. Entities are never expanded and a document type is refused, so that a hostile file costs nothing. Only the
record being read is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

from huashu.adapters.tape.refusals import NotATape, UnsafeTape

CHUNK_BYTES: Final = 256 * 1024
_KIND: Final = "/absee/"
_AUTO_LOAN: Final = "autoloan"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a tape.

    Args:
        number: Its place in the file, from 1.
        values: First text of each element by local name; blank elements are left out.
        repeated: All texts of elements that occur more than once.
    """

    number: int
    values: dict[str, str]
    repeated: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Broken:
    """The file ends or breaks before its end.

    Args:
        records: Complete records before that.
        where: The parser's words for the place.
    """

    records: int
    where: str


def iter_records(source: str | PathLike[str] | BinaryIO, name: str) -> Iterator[Record | Broken]:
    """All complete records in order, and a :class:`Broken` at the end if the file is cut off or damaged.

    Args:
        source: Path or binary stream.
        name: Name for messages.

    Raises:
        NotATape: It can't be opened, is no XML, is a tape of another kind, or has no records.
        UnsafeTape: It declares a document type.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag="{*}assets",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    names: dict[str, str] = {}
    count = 0
    broken: Broken | None = None
    with _opened(source, name) as stream:
        while broken is None:
            chunk = stream.read(CHUNK_BYTES)
            try:
                parser.feed(chunk) if chunk else parser.close()
            except etree.XMLSyntaxError as error:
                broken = Broken(0, str(error.msg))
            for _, element in _events(parser):
                if not count:
                    _check_kind(element, name)
                count += 1
                yield _record(element, count, names)
                _drop(element)
            if not chunk:
                break
    if not count:
        raise NotATape(name, "isn't XML" if broken else "has no loans in it")
    if broken:
        yield Broken(count, broken.where)


@contextmanager
def _opened(source: str | PathLike[str] | BinaryIO, name: str) -> Iterator[BinaryIO]:
    if not isinstance(source, str | PathLike):
        yield source
        return
    try:
        with Path(source).open("rb") as stream:
            yield stream
    except OSError as error:
        raise NotATape(name, f"can't be read ({error.strerror})") from None


def _events(parser: Any) -> Iterator[tuple[str, Any]]:
    """Events of the parser, typed: the stubs allow for events that were never asked for."""
    yield from parser.read_events()


def _check_kind(element: Any, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnsafeTape(name)
    namespace = etree.QName(element).namespace or ""
    if _KIND in namespace and _AUTO_LOAN not in namespace:
        kind = namespace.split(_KIND, 1)[1].split("/", 1)[0]
        raise NotATape(name, f"is a tape of another kind ({kind})")


def _record(element: Any, number: int, names: dict[str, str]) -> Record:
    values: dict[str, str] = {}
    repeated: dict[str, tuple[str, ...]] = {}
    for child in element:
        tag, text = child.tag, child.text
        local = names.get(tag)
        if local is None:
            # An entity that is left as it stands has no name of its own.
            local = names.setdefault(tag, tag.rpartition("}")[2] if isinstance(tag, str) else "")
        text = text.strip() if text and local else None
        if not text:
            continue
        if local in values:
            repeated[local] = (*repeated.get(local, (values[local],)), text)
        else:
            values[local] = text
    return Record(number, values, repeated)


def _drop(element: Any) -> None:
    """Forget a record and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
