"""Where the headings stand: below titles, in one row or in two, with merged cells; and which day the titles or the file's name give.

A sheet made for people starts with a title or two, may group columns under a common heading, and may have no heading that we know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from huashu.adapters.spreadsheet.cells import Cell, is_blank, plain
from huashu.adapters.spreadsheet.dates import parse_date
from huashu.adapters.spreadsheet.kinds import UnreadableFile, UnreadableValue
from huashu.adapters.spreadsheet.table import Cells, Merge, Source, Table, fitted
from huashu.adapters.spreadsheet.vocabulary import GROUP_MARK, known_headings

ROWS_SEARCHED: Final = 40
"""How far down the headings may stand."""

_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}\s*[-/.年_]\s*\d{1,2}\s*[-/.月_]\s*\d{1,2}(?!\d)\s*[日号號]?|(?:民国|民國)\d{2,3}年\d{1,2}月\d{1,2}日|\d{8}(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th)?[- ][A-Za-z]{3,9}\.?,?[- ]\d{4}(?!\d))|(?<![A-Za-z])[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)"
)
_UP_TO = re.compile(
    r"(截至|截止|统计日|統計日|数据日|數據日|资料日|資料日|基准日|基準日|as of|as at|as on|up to)[^\d]{0,8}$", re.IGNORECASE
)


def table_of(source: Source) -> Table:
    """The table of a source.

    Raises:
        UnreadableFile: It is empty, or no row looks like headings.
    """
    top = list(islice(source.raw_rows(), ROWS_SEARCHED))
    if not any(not is_blank(cell) for cells in top for cell in cells):
        raise UnreadableFile(source.name, "is empty", "Choose the file, or the sheet, that has the rows.")
    at = _heading_row(top)
    if at is None:
        raise UnreadableFile(
            source.name, "has no row of headings", "Put a heading such as 姓名 or Name above each column, or use the template."
        )
    upper, lower = _both_rows(top, at, source.merges)
    headings = _joined(top, upper, lower, source.merges)
    first = min(lower, lower if upper is None else upper)
    titles = tuple(text for cells in top[:first] for text in dict.fromkeys(plain(cell) for cell in cells if not is_blank(cell)))
    return Table(source, headings, lower + 1, titles)


def heading_score(source: Source) -> int:
    """How many known headings the best row of a source has; tells a table from a cover sheet."""
    return max((known_headings(cells) for cells in islice(source.raw_rows(), ROWS_SEARCHED)), default=0)


def as_of_hint(table: Table) -> date | None:
    """The day that the titles name ("截至2026年11月23日"), if they name just one, or just one as the last."""
    return _only_day(table.titles)


def as_of_in_name(name: str) -> date | None:
    """The day in a file's name ("逾期台账20261123.xlsx"), if it has just one."""
    return _only_day((name.rpartition(".")[0] or name,))


def titles_with_day(table: Table, day: date) -> list[str]:
    """What stands above the headings, units for instance, with this day as the only date."""
    return [*filter(None, map(_without_days, table.titles)), f"截至 {day.isoformat()}"]


def _without_days(title: str) -> str:
    for match in reversed(list(_DATE.finditer(title))):
        marked = _UP_TO.search(title[: match.start()])
        title = title[: marked.start() if marked else match.start()] + title[match.end() :]
    return " ".join(title.split())


def _only_day(texts: Sequence[str]) -> date | None:
    found: dict[date, bool] = {}
    for match in (match for title in texts for match in _DATE.finditer(title)):
        written = re.sub(r"\s", "", match[0]).replace("_", "-") if match[0][:4].isdigit() else match[0]
        try:
            day = parse_date(written)
        except UnreadableValue:
            continue
        found[day] = found.get(day, False) or bool(_UP_TO.search(match.string[: match.start()]))
    days = [day for day, is_last in found.items() if is_last] or list(found)
    return days[0] if len(days) == 1 else None


def _heading_row(top: Sequence[Cells]) -> int | None:
    scores = [known_headings(cells) for cells in top]
    best = max(scores)
    if best >= 2:
        return scores.index(best)
    wordy = (at for at, cells in enumerate(top) if _is_wordy(cells))
    return next(wordy, scores.index(best) if best else None)


def _is_wordy(cells: Cells) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    return len(filled) >= 2 and all(isinstance(cell, str) and not _DIGIT.search(cell) for cell in filled)


def _are_headings(cells: Cells) -> bool:
    """Whether a row reads like headings, digits or not ("联系方式1")."""
    return known_headings(cells) >= 2 or _is_wordy(cells)


def _both_rows(top: Sequence[Cells], at: int, merges: Sequence[Merge]) -> tuple[int | None, int]:
    """The rows of group headings (or None) and of headings."""
    if at > 0 and _is_pair(top[at - 1], top[at]):
        return at - 1, at
    if at + 1 < len(top) and _is_pair(_across(top[at], at, merges), top[at + 1], strict=True):
        return at, at + 1
    return None, at


def _is_pair(upper: Cells, lower: Cells, *, strict: bool = False) -> bool:
    """Whether two rows are group headings over headings: some columns share one heading, some have one of their own below."""
    width = max(len(upper), len(lower))
    pairs = list(zip(fitted(upper, width), fitted(lower, width), strict=True))
    if not _are_headings(lower) or sum(1 for cell in upper if not is_blank(cell)) < 2:
        return False
    shared = [over for over, under in pairs if not is_blank(over) and (is_blank(under) or plain(over) == plain(under))]
    own = [(over, under) for over, under in pairs if not is_blank(under) and plain(over) != plain(under)]
    known = known_headings(tuple(under for _, under in own)) + known_headings(tuple(f"{plain(over)}{plain(under)}" for over, under in own))
    return bool(shared and own and known and (not strict or not any(is_blank(over) and is_blank(under) for over, under in pairs)))


def _joined(top: Sequence[Cells], upper: int | None, lower: int, merges: Sequence[Merge]) -> tuple[str, ...]:
    if upper is None:
        texts = [plain(cell) for cell in top[lower]]
    else:
        width = max(len(top[upper]), len(top[lower]))
        over, under = fitted(_across(top[upper], upper, merges), width), fitted(top[lower], width)
        texts = [_one_heading(plain(group), plain(own)) for group, own in zip(over, under, strict=True)]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _one_heading(group: str, own: str) -> str:
    if not own or not group or group == own:
        return own or group
    return f"{group}{GROUP_MARK}{own}"


def _across(cells: Cells, at: int, merges: Sequence[Merge]) -> Cells:
    """A row of group headings with each group written over all of its columns.

    Without merged cells (CSV) a group runs on over the blank cells to its right.
    """
    filled: list[Cell] = list(cells)
    if merges:
        for (row, first), (_, last) in merges:
            if row == at:
                for column in range(first, min(last + 1, len(filled))):
                    filled[column] = cells[first]
        return tuple(filled)
    for column in range(1, len(filled)):
        if is_blank(filled[column]):
            filled[column] = filled[column - 1]
    return tuple(filled)
