"""Setting a PDF: a Typst template, the data as JSON, and a Chinese font that the machine has.

Data never become markup: they reach the template as one JSON text, and a template puts strings out as strings. Without a Chinese
font nothing is set at all, because Typst would print empty boxes and say nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from huashu.errors import Refusal

_SIMPLIFIED: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimHei",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
)
_TRADITIONAL: Final = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Source Han Sans TW",
    "PingFang TC",
    "Microsoft JhengHei",
    "Noto Serif CJK TC",
    "Songti TC",
    "PMingLiU",
    "MingLiU",
)


class FontMissing(Refusal):
    """The machine has no font with Chinese characters that we know."""

    code = "font_missing"
    sentence = (
        "No Chinese font was found on the machine that runs Huashu, so the PDF would show empty boxes and wasn't made. "
        "Install one (Debian: apt install fonts-noto-cjk), start Huashu again, or take the CSV."
    )

    def __init__(self) -> None:
        super().__init__(self.sentence)


def chinese_fonts(language: str) -> list[str]:
    """The known Chinese fonts of this machine, those that write the language's characters its own way first.

    Args:
        language: ``zh-hant`` prefers traditional shapes; anything else simplified ones.

    Raises:
        FontMissing: There is none.
    """
    wanted = (*_TRADITIONAL, *_SIMPLIFIED) if language.lower() == "zh-hant" else (*_SIMPLIFIED, *_TRADITIONAL)
    there = set(_fonts().families())
    if not (found := [family for family in wanted if family in there]):
        raise FontMissing
    return found


def pdf_of(template: Path, data: Mapping[str, Any], *, language: str) -> bytes:
    """Set a template as PDF.

    Args:
        template: A Typst file; it reads ``json(bytes(sys.inputs.data))``, which has ``fonts`` and ``lang`` besides the data.
        data: Text, numbers, lists and mappings.
        language: Language of the texts, such as ``zh-hans``.

    Raises:
        FontMissing: The machine has no Chinese font.
    """
    return _compiled(template, data, language, "pdf")[0]


def pictures_of(template: Path, data: Mapping[str, Any], *, language: str, dots_per_inch: int = 96) -> list[bytes]:
    """The same pages as PNG pictures, for tests and previews.

    Raises:
        FontMissing: The machine has no Chinese font.
    """
    return _compiled(template, data, language, "png", dots_per_inch)


def _compiled(template: Path, data: Mapping[str, Any], language: str, form: str, dots_per_inch: int = 96) -> list[bytes]:
    inputs = {"data": json.dumps({**data, "fonts": chinese_fonts(language), "lang": language}, ensure_ascii=False)}
    made: Any = typst.compile(
        template,
        format=form,  # type: ignore[call-overload]
        ppi=float(dots_per_inch),
        sys_inputs=inputs,
        font_paths=_fonts(),
        ignore_system_fonts=True,  # they stand in the fonts given
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the machine, looked for once."""
    return typst.Fonts()
