"""How this room compiles its loops: without the interpreter's lock, kept on disk where that is possible."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from numba import njit

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_OPTIONS: Final[dict[str, Any]] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""Without ``_nrt`` compiled code neither allocates nor counts references to arrays: they belong to the caller for as long as
the walk runs. Counting them took nine tenths of the time."""

_FOLDER: Final = Path(__file__).parent

SOURCE_DIGEST: Final = sha256(b"".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.py")))).hexdigest()[:12]
"""Stands for the text of this room. It is part of the name under which machine code is kept, and of the fingerprint of a run."""


def compiled(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function as a part of the entry that calls it."""
    return cast("Callable[Arguments, Result]", njit(**_OPTIONS)(function))


def compiled_entry(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function that the interpreter calls; a later process loads the machine code instead.

    The store on disk notices a change of the function's own file only, not of a function that it calls. The digest in
    the name makes sure that a close never runs machine code of another version. An install that may not be written to
    falls back to the person's cache folder, and if there is none either, to compiling again in each process.
    """
    function.__qualname__ = f"{function.__qualname__}_{SOURCE_DIGEST}"
    try:
        return cast("Callable[Arguments, Result]", njit(cache=True, **_OPTIONS)(function))
    except RuntimeError:
        return compiled(function)
