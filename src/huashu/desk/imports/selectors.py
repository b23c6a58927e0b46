"""What the pages of the imports app read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from huashu.desk.imports.labels import count_rows, note_texts, shape_label
from huashu.desk.imports.liveness import WORKING, batch_is_stopped
from huashu.desk.imports.models import ImportBatch, ImportState
from huashu.desk.imports.refusal_words import fault_text

PAGE_SIZE: Final = 20
_TONES: Final = {ImportState.DONE: "ok", ImportState.REFUSED: "late", ImportState.FAILED: "late"}
_WORKING: Final = (ImportState.QUEUED, *WORKING)


@dataclass
class BatchView:
    """A batch with what its page says about it.

    Args:
        batch: The file.
        now: This moment, to tell whether its load has stopped.
    """

    batch: ImportBatch
    now: datetime
    shape_label: str = field(init=False)
    tone: str = field(init=False)
    state_label: str = field(init=False)
    is_stopped: bool = field(init=False)
    is_working: bool = field(init=False)

    def __post_init__(self) -> None:
        self.shape_label = shape_label(self.batch.shape)
        in_progress = self.batch.state in _WORKING
        self.is_stopped = in_progress and batch_is_stopped(self.batch, self.now)
        self.is_working = in_progress and not self.is_stopped
        self.tone = "late" if self.is_stopped else _TONES.get(ImportState(self.batch.state), "mute")
        self.state_label = _("Stopped") if self.is_stopped else str(ImportState(self.batch.state).label)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.batch, name)

    @property
    def count_rows(self) -> list[tuple[str, int]]:
        """What was done, in words and numbers."""
        return count_rows(self.batch.counts)

    @property
    def note_texts(self) -> list[str]:
        """What was left out or looks odd."""
        return note_texts(self.batch.notes)

    @property
    def problem_total(self) -> int:
        """How many problems were found, also those that aren't kept."""
        return int(self.batch.counts.get("problems", 0))

    @property
    def problem_rows(self) -> list[dict[str, Any]]:
        """The first problems, in the reader's language."""
        return [problem_words(problem) for problem in self.batch.problems[:200]]

    @property
    def fault(self) -> str:
        """Why the file as a whole wasn't loaded, if it wasn't."""
        return fault_text(self.batch.counts)


def problem_words(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem with its phrase and its advice in the reader's language."""
    wanted, action = problem["wanted"], problem["action"]
    return {**problem, "wanted": _(wanted), "action": _(action)}


def batches_page(number: str) -> Page[ImportBatch]:
    """One page of the files that came in, newest first."""
    batches = ImportBatch.objects.select_related("uploaded_by").defer("problems", "mapping", "notes").order_by("-pk")
    return Paginator(batches, PAGE_SIZE).get_page(number)


def batch_get(pk: int) -> ImportBatch:
    """One file.

    Raises:
        Http404: There is no such file.
    """
    batch = ImportBatch.objects.select_related("uploaded_by").filter(pk=pk).first()
    if batch is None:
        raise Http404("batch")
    return batch
