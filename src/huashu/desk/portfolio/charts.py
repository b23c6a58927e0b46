"""Geometry of the portfolio's charts: where bars, points and grid lines go, in the units of an SVG's view box.

Pure arithmetic; the templates draw it. Colours and patterns are classes, so the same drawing serves light, dark and print.
The numbers themselves always stand in a table beside the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 240
LEFT: Final = 56
RIGHT: Final = 8
TOP: Final = 18
BOTTOM: Final = 26
LABEL_HEIGHT: Final = 13
"""A segment at least this high has room for its label."""

_TICKS_MAX: Final = 5
_BAR_SHARE_PERCENT: Final = 68
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line and the value that it stands for."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar.

    Args:
        place: Which series, from 0; decides colour and pattern.
        value: What it stands for.
        y: Its upper edge.
        height: Its height.
        label_y: Baseline of its label, or 0 if it's too low for one.
    """

    place: int
    value: int
    y: float
    height: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a stacked bar chart."""

    label: str
    x: float
    width: float
    middle: float
    top: float
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A stacked bar chart."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line; ``permille`` is None where there is nothing to take a share of."""

    label: str
    x: float
    y: float
    permille: int | None


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A line of shares from 0 to 100%.

    Args:
        width: Of the view box.
        height: Of the view box.
        base: Where 0% lies.
        points: All points, also the empty ones.
        runs: Neighbouring points with values, as the ``points`` of a polyline each.
        ticks: Lines at 0, 25, 50, 75 and 100%, in permille.
    """

    width: int
    height: int
    base: int
    points: tuple[Point, ...]
    runs: tuple[str, ...]
    ticks: tuple[Tick, ...]


def stacked_bars(columns: Sequence[tuple[str, Sequence[int]]], *, unit: int = 1, width: int = WIDTH, height: int = HEIGHT) -> StackedBars:
    """Lay out stacked bars.

    Args:
        columns: Label and values of each bar, the lowest part first; values are 0 or more.
        unit: Grid lines stand at round multiples of it (100 for amounts in cents).
        width: Width of the view box.
        height: Height of the view box.
    """
    base = height - BOTTOM
    most = max((sum(values) for _, values in columns), default=0)
    ticks = [value * unit for value in tick_values(-(-most // unit))]
    scale = (base - TOP) / (ticks[-1] or 1)
    slot = (width - LEFT - RIGHT) / max(len(columns), 1)
    bars = tuple(_bar(label, values, LEFT + slot * place, slot, base, scale) for place, (label, values) in enumerate(columns))
    return StackedBars(width, height, base, bars, tuple(Tick(_rounded(base - value * scale), value) for value in ticks))


def share_line(columns: Sequence[tuple[str, int | None]], *, width: int = WIDTH, height: int = HEIGHT) -> ShareLine:
    """Lay out a line of shares.

    Args:
        columns: Label and share of each point, in permille; None breaks the line.
        width: Width of the view box.
        height: Height of the view box.
    """
    base = height - BOTTOM
    scale = (base - TOP) / 1000
    slot = (width - LEFT - RIGHT) / max(len(columns), 1)
    points = tuple(
        Point(label, _rounded(LEFT + slot * (place + 0.5)), _rounded(base - (permille or 0) * scale), permille)
        for place, (label, permille) in enumerate(columns)
    )
    ticks = tuple(Tick(_rounded(base - permille * scale), permille) for permille in (0, 250, 500, 750, 1000))
    return ShareLine(width, height, base, points, tuple(_runs(points)), ticks)


def tick_values(most: int) -> list[int]:
    """Round values from 0 to at least ``most``, at most six of them, evenly spaced.

    >>> tick_values(173)
    [0, 50, 100, 150, 200]
    """
    step = next(factor * 10**power for power in range(19) for factor in _STEPS if factor * 10**power * _TICKS_MAX >= most)
    return [step * place for place in range(max(-(-most // step), 1) + 1)]


def _bar(label: str, values: Sequence[int], x: float, slot: float, base: int, scale: float) -> Bar:
    width = slot * _BAR_SHARE_PERCENT / 100
    segments, reached = [], 0
    for place, value in enumerate(values):
        reached += value
        height = value * scale
        y = base - reached * scale
        label_y = y + height / 2 + 4 if height >= LABEL_HEIGHT else 0
        segments.append(Segment(place, value, _rounded(y), _rounded(height), _rounded(label_y)))
    left = x + (slot - width) / 2
    return Bar(label, _rounded(left), _rounded(width), _rounded(x + slot / 2), _rounded(base - reached * scale), reached, tuple(segments))


def _runs(points: Sequence[Point]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point.permille is None:
            runs.append([])
        else:
            runs[-1].append(f"{point.x},{point.y}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _rounded(value: float) -> float:
    return round(value, 1)
