"""Where bars, points and grid lines go."""

import pytest

from huashu.desk.portfolio.charts import BOTTOM, HEIGHT, LABEL_HEIGHT, LEFT, RIGHT, TOP, WIDTH, share_line, stacked_bars, tick_values

BASE = HEIGHT - BOTTOM


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (10, [0, 2, 4, 6, 8, 10]),
        (11, [0, 5, 10, 15]),
        (173, [0, 50, 100, 150, 200]),
        (1_000_000, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]),
    ],
)
def test_grid_lines_stand_at_round_values(most, ticks):
    assert tick_values(most) == ticks


def test_a_bars_parts_stand_on_each_other():
    # The highest bar is 10 of a scale of 10, so a unit is (base - top) / 10 high.
    chart = stacked_bars([("Oct", (4, 1, 5)), ("Nov", (0, 0, 5))])
    unit = (BASE - TOP) / 10
    october, november = chart.bars
    assert [part.height for part in october.segments] == [round(unit * value, 1) for value in (4, 1, 5)]
    assert october.segments[0].y + october.segments[0].height == pytest.approx(BASE, abs=0.1)
    assert october.segments[1].y + october.segments[1].height == pytest.approx(october.segments[0].y, abs=0.1)
    assert october.top == pytest.approx(TOP, abs=0.1)
    assert (october.total, november.total) == (10, 5)
    assert november.top == pytest.approx(BASE - 5 * unit, abs=0.1)


def test_bars_share_the_width_and_stay_inside():
    chart = stacked_bars([(str(month), (month,)) for month in range(1, 13)])
    assert all(bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT for bar in chart.bars)
    gaps = {round(second.x - first.x, 1) for first, second in zip(chart.bars, chart.bars[1:], strict=False)}
    assert max(gaps) - min(gaps) <= 0.2
    assert all(bar.width < min(gaps) for bar in chart.bars)


@pytest.mark.parametrize(("small", "has_label"), [(6, False), (8, True)])
def test_a_part_is_named_only_where_there_is_room(small, has_label):
    chart = stacked_bars([("Oct", (small, 100 - small))])
    height = (BASE - TOP) * small / 100
    assert (height >= LABEL_HEIGHT) == has_label
    assert bool(chart.bars[0].segments[0].label_y) == has_label


def test_amounts_get_lines_at_whole_units():
    # 1,234.56 in cents: lines at 0, 500, 1,000 and 1,500 whole ones.
    chart = stacked_bars([("Oct", (123_456,))], unit=100)
    assert [tick.value for tick in chart.ticks] == [0, 50_000, 100_000, 150_000]


def test_nothing_is_a_chart_too():
    assert stacked_bars([("Oct", (0, 0))]).bars[0].top == BASE
    assert stacked_bars([]).bars == ()
    assert share_line([]).runs == ()


def test_a_line_breaks_where_there_is_no_share():
    line = share_line([("Jul", 1000), ("Aug", 500), ("Sep", None), ("Oct", 0), ("Nov", 250), ("Dec", None)])
    assert len(line.runs) == 2
    assert [point.y for point in line.points if point.permille in (1000, 0)] == [TOP, BASE]
    assert [tick.value for tick in line.ticks] == [0, 250, 500, 750, 1000]


def test_a_lonely_point_has_no_line():
    assert share_line([("Oct", None), ("Nov", 700), ("Dec", None)]).runs == ()
