"""Empty sheets to fill in: headings that are recognised for certain, an example, and notes."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from huashu.adapters.spreadsheet.vocabulary import LANGUAGES, SHAPE_FIELDS, SHAPE_NEEDS, FieldKind, Shape, fields
from huashu.errors import InvalidValue

_SHEETS: Final = {
    "zh-Hans": {"customers": "客户", "loans": "贷款", "payments": "还款", "snapshot": "快照", "combined": "客户与贷款", "notes": "说明"},
    "zh-Hant": {"customers": "客戶", "loans": "貸款", "payments": "還款", "snapshot": "快照", "combined": "客戶與貸款", "notes": "說明"},
    "en": {
        "customers": "Customers",
        "loans": "Loans",
        "payments": "Payments",
        "snapshot": "Snapshot",
        "combined": "Customers with loans",
        "notes": "Notes",
    },
}
_EXAMPLE: Final = {"zh-Hans": "示例", "zh-Hant": "範例", "en": "Example"}
_NEEDED: Final = {"zh-Hans": "必填", "zh-Hant": "必填", "en": "needed"}
_ONE_OF: Final = {"zh-Hans": "至少填一项", "zh-Hant": "至少填一項", "en": "at least one of these"}
_HINTS: Final[dict[str, dict[FieldKind, str]]] = {
    "zh-Hans": {
        FieldKind.TEXT: "文字",
        FieldKind.NAME: "文字",
        FieldKind.PHONES: "电话号码，设为文本格式；多个号码用 / 隔开；分机写作 转8001",
        FieldKind.DOCUMENT: "证件号码，设为文本格式",
        FieldKind.AMOUNT: "金额，例如 12,345.60；不要填负数",
        FieldKind.DATE: "日期，例如 2026-11-23",
        FieldKind.DUE: "日期，例如 2026-11-23，或每月几日，例如 15",
        FieldKind.COUNT: "整数",
        FieldKind.RATE: "年利率带百分号，例如 8.5%；月息可写作 月息8厘",
        FieldKind.METHOD: "等额本息、等额本金、先息后本、等额本息带尾款；空白为等额本息",
        FieldKind.FREQUENCY: "每月、每两周、每周；空白为每月",
        FieldKind.DAY_COUNT: "30/360、actual/360、actual/365；空白为 30/360",
        FieldKind.STATUS: "在还或结清；结清的合同不导入",
    },
    "zh-Hant": {
        FieldKind.TEXT: "文字",
        FieldKind.NAME: "文字",
        FieldKind.PHONES: "電話號碼，設為文字格式；多個號碼用 / 隔開；分機寫作 轉8001",
        FieldKind.DOCUMENT: "證件號碼，設為文字格式",
        FieldKind.AMOUNT: "金額，例如 12,345.60；不要填負數",
        FieldKind.DATE: "日期，例如 2026-11-23",
        FieldKind.DUE: "日期，例如 2026-11-23，或每月幾日，例如 15",
        FieldKind.COUNT: "整數",
        FieldKind.RATE: "年利率帶百分號，例如 8.5%；月息可寫作 月息8厘",
        FieldKind.METHOD: "等額本息、等額本金、先息後本、等額本息帶尾款；空白為等額本息",
        FieldKind.FREQUENCY: "每月、每兩週、每週；空白為每月",
        FieldKind.DAY_COUNT: "30/360、actual/360、actual/365；空白為 30/360",
        FieldKind.STATUS: "在還或結清；結清的合約不匯入",
    },
    "en": {
        FieldKind.TEXT: "text",
        FieldKind.NAME: "text",
        FieldKind.PHONES: "telephone number, formatted as text; several with / between them; an extension as ext. 8001",
        FieldKind.DOCUMENT: "document number, formatted as text",
        FieldKind.AMOUNT: "amount such as 12,345.60; never negative",
        FieldKind.DATE: "date such as 2026-11-23",
        FieldKind.DUE: "date such as 2026-11-23, or a day of every month such as 15",
        FieldKind.COUNT: "whole number",
        FieldKind.RATE: "yearly rate with a percent sign, such as 8.5%",
        FieldKind.METHOD: "equal instalment, equal principal, interest only, equal instalment with balloon; blank means equal instalment",
        FieldKind.FREQUENCY: "monthly, biweekly, weekly; blank means monthly",
        FieldKind.DAY_COUNT: "30/360, actual/360, actual/365; blank means 30/360",
        FieldKind.STATUS: "current or settled; settled contracts are left out",
    },
}
_FIRST_NOTES: Final = {
    "zh-Hans": ("第一张表每行一条记录。", "示例行可以保留，导入时会跳过。", "不用的列可以删除。"),
    "zh-Hant": ("第一張表每列一筆記錄。", "範例列可以保留，匯入時會略過。", "不用的欄可以刪除。"),
    "en": (
        "Each row of the first sheet is one record.",
        "The example row may stay; importing skips it.",
        "Columns that you don't need may be deleted.",
    ),
}
_ROWS_AS_TEXT: Final = 500
"""So many rows of telephone and document columns are formatted as text, so that no digit is lost."""


@cache
def template(shape: Shape, language: str = "en") -> bytes:
    """An XLSX file with headings, an example row and a sheet of notes.

    Args:
        shape: What a row is.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.

    Raises:
        InvalidValue: There is no template in that language.
    """
    if language not in LANGUAGES:
        raise InvalidValue("language", language, "one of " + ", ".join(LANGUAGES))
    book = Workbook()
    _fill_sheet(book.active, shape, language)
    _fill_notes(book.create_sheet(_SHEETS[language]["notes"]), shape, language)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_sheet(sheet: Any, shape: Shape, language: str) -> None:
    sheet.title = _SHEETS[language][shape]
    sheet.freeze_panes = "A2"
    needed = {name for group in SHAPE_NEEDS[shape] for name in group}
    for at, name in enumerate(SHAPE_FIELDS[shape], 1):
        field = fields()[name]
        head = sheet.cell(1, at, field.labels[language])
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", start_color="DDEBF7" if name in needed else "F2F2F2")
        example = field.examples[language]
        sheet.cell(2, at, f"{_EXAMPLE[language]} {example}" if at == 1 else example or None).font = Font(italic=True, color="808080")
        sheet.column_dimensions[get_column_letter(at)].width = 18
        if field.kind in (FieldKind.PHONES, FieldKind.DOCUMENT):
            for row in range(2, _ROWS_AS_TEXT + 2):
                sheet.cell(row, at).number_format = "@"


def _fill_notes(sheet: Any, shape: Shape, language: str) -> None:
    for text in _FIRST_NOTES[language]:
        sheet.append([text])
    sheet.append([])
    for name in SHAPE_FIELDS[shape]:
        field = fields()[name]
        sheet.append([field.labels[language], _HINTS[language][field.kind], _need(name, shape, language)])
    for column, width in (("A", 20), ("B", 70), ("C", 24)):
        sheet.column_dimensions[column].width = width
        for cell in sheet[column]:
            cell.alignment = Alignment(wrap_text=column == "B", vertical="top")


def _need(name: str, shape: Shape, language: str) -> str:
    group = next((group for group in SHAPE_NEEDS[shape] if name in group), ())
    if not group:
        return ""
    return (
        _NEEDED[language] if len(group) == 1 else f"{_ONE_OF[language]}: {', '.join(fields()[other].labels[language] for other in group)}"
    )
