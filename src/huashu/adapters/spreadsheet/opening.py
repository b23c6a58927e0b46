"""A file given as a path or as an open binary stream, to be read more than once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import BinaryIO

Input = str | PathLike[str] | BinaryIO
"""A path, or a seekable binary stream (an upload)."""


@dataclass(frozen=True)
class Opened:
    """An input with its name."""

    name: str
    path: Path | None
    stream: BinaryIO | None

    @classmethod
    def of(cls, source: Input, name: str | None = None) -> Opened:
        """An input under the name that messages should use."""
        if isinstance(source, str | PathLike):
            path = Path(source)
            return cls(name or path.name, path, None)
        return cls(name or Path(str(getattr(source, "name", "") or "upload")).name, None, source)

    @contextmanager
    def binary(self) -> Iterator[BinaryIO]:
        """The bytes from the start; a stream that was given stays open."""
        if self.stream is not None:
            self.stream.seek(0)
            yield self.stream
        elif self.path is not None:
            with self.path.open("rb") as stream:
                yield stream
