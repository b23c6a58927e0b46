"""The preview page: what the person has chosen so far, put together with what the file says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as AnyMapping
from dataclasses import asdict
from functools import cached_property
from typing import Any, Final

from huashu.adapters.spreadsheet.mapping import Mapping
from huashu.adapters.spreadsheet.rates import Per, Scale
from huashu.adapters.spreadsheet.vocabulary import SHAPE_FIELDS, Shape
from huashu.desk.imports.choices import Choices
from huashu.desk.imports.figures_day import PERSON
from huashu.desk.imports.forms import OptionsForm
from huashu.desk.imports.labels import (
    AMOUNT_UNITS,
    DAY_FROM,
    TAPE,
    count_rows,
    field_choices,
    missing_text,
    note_texts,
    notes_kept,
    shape_label,
)
from huashu.desk.imports.models import ImportBatch
from huashu.desk.imports.preview import ColumnView, Preview, preview_make
from huashu.desk.imports.refusal_words import refusal_text
from huashu.desk.imports.selectors import problem_words
from huashu.desk.imports.services import batch_mapping, batch_path
from huashu.desk.imports.tapes import TapePreview, tape_preview
from huashu.errors import Refusal

PROBLEMS_SHOWN: Final = 200


class PreviewPage:
    """Everything that the preview's template asks for.

    Args:
        batch: The file.
        form: What it doesn't say, bound once the person has answered.
        choices: The answers in force.
        shape: What a row is in force; empty if neither the file nor the person has said.
        content: What was read, a sheet or a tape; None if it can't be read.
        refusal: Why it can't be read, else empty.
    """

    def __init__(
        self, batch: ImportBatch, form: OptionsForm, choices: Choices, content: Preview | TapePreview | None, refusal: str = ""
    ) -> None:
        self.batch = batch
        self.form = form
        self.choices = choices
        self.refusal = refusal
        self.sheet_content = content if isinstance(content, Preview) else None
        self.tape_content = content if isinstance(content, TapePreview) else None
        self.shown_before = ""

    @property
    def digest(self) -> str:
        """A short text that is the same for as long as the file is read in the same way."""
        choices = {
            **self.choices.to_record(),
            "sheet": self.sheet,
            "skip_bad": None,
            "as_of_from": None,
            "as_of": self.choices.as_of.isoformat(),
        }
        mapping = self.mapping.confirmed().to_json() if self.mapping else ""
        return hashlib.sha256(json.dumps([self.shape, mapping, choices]).encode()).hexdigest()[:24]

    @property
    def was_shown(self) -> bool:
        """Whether the person has seen what this way of reading comes to."""
        return self.shown_before == self.digest

    @property
    def has_changed(self) -> bool:
        """Whether the person answered, and their answers change what was shown to them."""
        return self.form.is_bound and self.is_valid and not self.was_shown

    @property
    def options(self) -> list[Any]:
        """Questions that matter for what the file holds."""
        return [field for field in self.form if field.name in self._asked()]

    @property
    def options_hidden(self) -> list[Any]:
        """The other questions, whose answers stay as they are."""
        return [field for field in self.form if field.name not in self._asked()]

    def _asked(self) -> frozenset[str]:
        if self.tape_content or self.shape == TAPE:
            return frozenset({"shape"})
        asked = frozenset(self.form.fields) - {"day_count"}
        return asked | {"day_count"} if self.shape in (Shape.LOANS, Shape.COMBINED) else asked

    @property
    def is_valid(self) -> bool:
        """Whether the answers can be kept."""
        return not self.form.is_bound or self.form.is_valid()

    @property
    def mapping(self) -> Mapping | None:
        """The mapping in force."""
        return self.sheet_content.mapping if self.sheet_content else None

    @property
    def shape(self) -> str:
        """What a row is, in force."""
        if self.tape_content:
            return TAPE
        return str(self.mapping.shape) if self.mapping else self.batch.shape

    @property
    def shape_label(self) -> str:
        """The same in words."""
        return shape_label(self.shape)

    @property
    def may_load(self) -> bool:
        """Whether there is something to load and nothing left to choose."""
        return bool(self.rows_good) and not self.missing and not self.refusal

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields still without a column."""
        return self.mapping.missing() if self.mapping else ()

    @property
    def missing_text(self) -> str:
        """The same in words."""
        return missing_text(self.missing)

    @property
    def saved(self) -> bool:
        """Whether the columns are read as they were once saved."""
        return bool(self.sheet_content and self.sheet_content.saved)

    @cached_property
    def columns(self) -> list[ColumnView]:
        """Columns of a sheet; none for a tape."""
        return self.sheet_content.columns() if self.sheet_content else []

    @property
    def field_choices(self) -> list[tuple[str, str]]:
        """What a column may hold."""
        return field_choices(self.mapping.shape) if self.mapping else []

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheets of a workbook."""
        return self.sheet_content.table.sheets if self.sheet_content else ()

    @property
    def sheet(self) -> str | None:
        """The sheet that was read."""
        return self.sheet_content.table.sheet if self.sheet_content else None

    @property
    def header_row(self) -> int:
        """Row of the headings; 0 for a tape."""
        return self.sheet_content.table.header_row if self.sheet_content else 0

    @property
    def counts(self) -> dict[str, int]:
        """What would happen."""
        content = self.sheet_content or self.tape_content
        return content.counts if content else {}

    @property
    def count_rows(self) -> list[tuple[str, int]]:
        """The same in words and numbers."""
        return count_rows(self.counts)

    @property
    def rows_good(self) -> int:
        """Rows or loans that can be loaded, among those checked."""
        if self.sheet_content:
            return len(self.sheet_content.records)
        return self.tape_content.loans if self.tape_content else 0

    @property
    def rows_bad(self) -> int:
        """Rows that can't, among those checked."""
        return int(self.counts.get("rows_bad", 0))

    @property
    def rows_checked(self) -> int:
        """How many were checked."""
        return self.rows_good + self.rows_bad

    @property
    def only_first(self) -> bool:
        """Whether the file has more than were checked."""
        content = self.sheet_content or self.tape_content
        return bool(content and content.only_first)

    @cached_property
    def notes(self) -> list[str]:
        """What is left out or looks odd, one sentence a kind."""
        return note_texts(notes_kept(self.sheet_content.notes())) if self.sheet_content else []

    @property
    def problem_total(self) -> int:
        """How many problems the checked rows have."""
        content = self.sheet_content or self.tape_content
        return len(content.problems) if content else 0

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The first of them, in the reader's language."""
        content = self.sheet_content or self.tape_content
        return [problem_words(asdict(problem)) for problem in content.problems[:PROBLEMS_SHOWN]] if content else []


def preview_page(batch: ImportBatch, answers: AnyMapping[str, str] | None) -> PreviewPage:
    """The page of a file that waits for confirmation.

    Args:
        batch: The file.
        answers: The posted form, or None when the page is opened.
    """
    assert batch.as_of is not None
    kept = Choices.of_record(batch.options, batch.as_of)
    form = OptionsForm(answers, initial={**asdict(kept), "shape": batch.shape})
    choices = _choices(form, answers or {}, kept) if form.is_bound and form.is_valid() else kept
    try:
        content = _content(batch, choices, answers, form)
    except Refusal as refusal:
        return PreviewPage(batch, form, choices, None, refusal_text(refusal))
    page = PreviewPage(batch, form, choices, content)
    page.shown_before = (answers or {}).get("shown", "")
    form["as_of"].help_text = str(DAY_FROM.get(choices.as_of_from, ""))
    if not form.is_bound:
        form.initial["shape"] = page.shape
    return page


def _content(batch: ImportBatch, choices: Choices, answers: AnyMapping[str, str] | None, form: OptionsForm) -> Preview | TapePreview:
    shape = form.cleaned_data["shape"] if answers is not None and form.is_valid() else batch.shape
    if shape == TAPE:
        return tape_preview(batch_path(batch), batch.file_name)
    wanted = Shape(shape) if shape else None
    mapping = batch_mapping(batch)
    if mapping and (mapping.shape != wanted or choices.sheet != batch.options.get("sheet")):
        mapping = None
    preview = preview_make(batch_path(batch), batch.file_name, choices, wanted, mapping)
    if answers is None or preview.mapping is None or not _was_shown(preview, answers):
        return preview
    return preview_make(batch_path(batch), batch.file_name, choices, wanted, _chosen(preview, preview.mapping, answers))


def _chosen(preview: Preview, mapping: Mapping, answers: AnyMapping[str, str]) -> Mapping:
    """The mapping after the person's choices; columns that the form didn't show stay as they are."""
    mapping = _units_chosen(mapping, answers)
    shown = {column.index: column.field for column in mapping.columns}
    for index, heading in enumerate(preview.table.headings):
        wanted = answers.get(f"column-{index}")
        current = shown.get(index, "")
        if wanted is None or wanted == current or wanted not in ("", *SHAPE_FIELDS[mapping.shape]):
            continue
        still_there = any(column.index == index for column in mapping.columns)
        if wanted:
            mapping = mapping.with_column(wanted, index, heading, preview.table.titles)
        elif still_there:
            mapping = mapping.without(current)
    return mapping


def _units_chosen(mapping: Mapping, answers: AnyMapping[str, str]) -> Mapping:
    """The mapping after the person has said how numbers of a column count."""
    for column in mapping.columns:
        unit, per, scale = (answers.get(f"{name}-{column.index}") for name in ("unit", "per", "scale"))
        if unit in AMOUNT_UNITS and int(unit) != column.unit:
            mapping = mapping.read_as(column.field, unit=int(unit))
        if (per, scale) != (None, None) and (per or "", scale or "") != (column.per or "", column.scale or ""):
            mapping = mapping.read_as(
                column.field, per=Per(per) if per in set(Per) else None, scale=Scale(scale) if scale in set(Scale) else None
            )
    return mapping


def _was_shown(preview: Preview, answers: AnyMapping[str, str]) -> bool:
    """Whether the columns of a posted form are those of the sheet and the shape that are in force now."""
    shape = preview.mapping.shape if preview.mapping else ""
    return answers.get("shown_shape") == shape and answers.get("shown_sheet", "") == (preview.table.sheet or "")


def _choices(form: OptionsForm, answers: AnyMapping[str, str], kept: Choices) -> Choices:
    data = form.cleaned_data
    same_day = data["as_of"] == kept.as_of
    record = {
        **data,
        "sheet": answers.get("sheet"),
        "skip_bad": answers.get("do") == "load_good",
        "as_of_from": kept.as_of_from if same_day else PERSON,
    }
    return Choices.of_record(record, data["as_of"])
