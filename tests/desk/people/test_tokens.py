"""The colours that are used on each other, in light and dark: text 4.5 to 1, edges of controls and the focus 3 to 1 (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

from huashu import desk

TOKENS = dict(
    re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", (Path(desk.__file__).parent / "static/css/tokens.css").read_text()
    )
)
SURFACES = ("paper", "sheet", "sunken")
TEXT = [(text, surface) for text in ("ink", "ink-soft", "ink-faint", "accent", "late") for surface in SURFACES]
PAIRS = [
    *[(*pair, 4.5) for pair in TEXT],
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("lawful", "lawful-soft", 4.5),
    ("soon", "soon-soft", 4.5),
    ("late", "late-soft", 4.5),
    ("accent", "accent-soft", 4.5),
    *[(edge, surface, 3.0) for edge in ("control", "focus") for surface in SURFACES],
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(front, back, least, scheme):
    place = ("light", "dark").index(scheme)
    assert contrast(TOKENS[front].split(", ")[place], TOKENS[back].split(", ")[place]) >= least
