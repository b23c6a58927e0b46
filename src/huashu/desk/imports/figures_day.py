"""Of which day a file's figures are, if nobody has said: its title or its name tells, else it's today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from huashu.adapters.spreadsheet.layout import as_of_hint, as_of_in_name
from huashu.adapters.spreadsheet.reading import read_table
from huashu.errors import Refusal

PERSON: Final = "person"
TITLE: Final = "title"
NAME: Final = "name"
TODAY: Final = "today"
"""Who or what gave the day."""


def figures_day(path: Path, name: str, today: date) -> tuple[date, str]:
    """The day, and what gave it.

    Args:
        path: The file.
        name: Its name.
        today: The business day; no figures are of a later one.
    """
    try:
        in_title = as_of_hint(read_table(path, name=name))
    except Refusal:
        in_title = None
    for found, source in ((in_title, TITLE), (as_of_in_name(name), NAME)):
        if found is not None and found <= today:
            return found, source
    return today, TODAY
