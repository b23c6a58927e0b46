"""Which files a case may keep: known kinds, known by name and by how they begin, up to a size."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from huashu.desk.cases.refusals import FileEmpty, FileKindUnknown, FileNotWhatItSays, FileTooLarge

MEGABYTE: Final = 1024 * 1024
FILE_MAX_BYTES: Final = 10 * MEGABYTE

STARTS: Final[dict[str, tuple[bytes, ...]]] = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".wav": (b"RIFF",),
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    ".txt": (),
}
"""How files of each kind begin; plain text begins with anything that isn't a control character."""


def file_check(name: str, size_bytes: int, head: bytes) -> str:
    """Refuse a file that isn't kept here.

    Args:
        name: Its name as it was sent.
        size_bytes: Its whole size.
        head: Its first bytes, at least 16 if it has them.

    Returns:
        The ending to keep it under, lower case, with the dot.

    Raises:
        FileEmpty, FileTooLarge, FileKindUnknown, FileNotWhatItSays: Each says what would have been right.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in STARTS:
        raise FileKindUnknown(name=title_of(name), wanted=", ".join(kind.removeprefix(".") for kind in STARTS))
    if not size_bytes:
        raise FileEmpty
    if size_bytes > FILE_MAX_BYTES:
        found = f"{size_bytes / MEGABYTE:.1f}"
        raise FileTooLarge(found=found, wanted=FILE_MAX_BYTES // MEGABYTE)
    right = head.startswith(STARTS[suffix]) if STARTS[suffix] else _is_text(head)
    if not right:
        raise FileNotWhatItSays(name=title_of(name))
    return suffix


def title_of(name: str) -> str:
    """A file's name as a title: no folders, nothing unprintable, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip()[:120] or "?"


def _is_text(head: bytes) -> bool:
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
