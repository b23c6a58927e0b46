"""What the Close page shows: the latest run with its steps, the runs before it, and the loans that failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Subquery

from huashu.desk.access import cases_for
from huashu.desk.closing.alone import is_at_work
from huashu.desk.closing.models import CloseFailure, CloseRun, CloseStep, RunState
from huashu.desk.closing.words import step_counts, step_words
from huashu.desk.holds import TO_BEGIN, task_of
from huashu.desk.people.models import Person

RUNS_ON_A_PAGE: Final = 20
FAILURES_ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the page shows it: its name, what it did in words and numbers, and how long it took."""

    label: str
    counts: Sequence[tuple[str, int]]
    took_ms: int | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with its steps, as the page shows it.

    Args:
        run: The run.
        steps: Its steps in order.
        is_at_work: Whether a close is at work on it now; one that isn't finished and isn't at work stopped half-way.
    """

    run: CloseRun
    steps: Sequence[StepView]
    is_at_work: bool

    @property
    def is_interrupted(self) -> bool:
        """Whether the run stopped half-way."""
        return self.run.state != RunState.DONE and not self.is_at_work

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def current(self) -> StepView | None:
        """The step at work, or the one that the run stopped at."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def took_ms(self) -> int:
        """Time of all steps together."""
        return sum(step.took_ms or 0 for step in self.steps)


def run_latest() -> RunView | None:
    """The run of the latest day, if any day was closed or begun."""
    run = CloseRun.objects.order_by("as_of").last()
    if run is None:
        return None
    steps = [_step_view(step) for step in run.steps.order_by("order")]
    return RunView(run, steps, run.state != RunState.DONE and is_at_work())


def is_queued(latest: RunView | None, asked_at: datetime | None) -> bool:
    """Whether a close that was asked for hasn't begun yet."""
    return asked_at is not None and (latest is None or latest.run.started_at < asked_at)


def has_gone(task_id: str, now: datetime) -> bool:
    """Whether a close that was asked for will never begin: its process was killed, or it was refused.

    Args:
        task_id: The background task; empty if it isn't known.
        now: This moment.
    """
    task = task_of(task_id)
    if task is None or task.started_at is None:
        return False
    return now - task.started_at > TO_BEGIN and not is_at_work()


def runs_page(number: str) -> Page[Any]:
    """Runs, latest day first, each with ``failed``: how many loans it couldn't close."""
    runs = CloseRun.objects.annotate(failed=Count("failures")).order_by("-as_of")
    return Paginator(runs, RUNS_ON_A_PAGE).get_page(number)


def failures_page(person: Person, number: str) -> Page[Any]:
    """Loans that couldn't be closed: those that still can't first, then by day, latest first.

    Each has ``case_pk``, the latest case of the loan that the person may open, if there is one.
    """
    case = cases_for(person).filter(loan=OuterRef("loan")).order_by("-pk").values("pk")[:1]
    failures = CloseFailure.objects.select_related("loan", "run").annotate(case_pk=Subquery(case))
    first = F("resolved_at").desc(nulls_first=True)
    return Paginator(failures.order_by(first, "-run__as_of", "loan__contract_no"), FAILURES_ON_A_PAGE).get_page(number)


def failures_open() -> int:
    """How many loans couldn't be closed and haven't been since."""
    return CloseFailure.objects.filter(resolved_at=None).values("loan").distinct().count()


def _step_view(step: CloseStep) -> StepView:
    return StepView(step_words(step.name), step_counts(step.name, step.counts), step.took_ms, step.finished_at is not None)
