"""Closing days: which ones, in which order, and each step with its mark.

A run that was killed is taken up at the first step without a mark; a day that is closed again does all steps again and comes to
the same. Days that were missed are closed one by one, in order. An earlier day than the latest is refused.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from huashu.desk.closing.alone import alone, writing
from huashu.desk.closing.book import Book
from huashu.desk.closing.models import CloseRun, CloseStep, RunState
from huashu.desk.closing.night import Night
from huashu.desk.closing.refusals import DayAlreadyPast, DayNotYetCome
from huashu.desk.closing.scope import Scope, rules_by_product
from huashu.desk.closing.steps import STEPS, Step


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a close has got: a step is about to begin.

    Args:
        day: The day being closed.
        day_number: Its number among the days to close, from 1.
        days: How many days there are.
        step: The step's name.
        step_number: Its number among the steps, from 1.
        steps: How many steps there are.
    """

    day: date
    day_number: int
    days: int
    step: str
    step_number: int
    steps: int


Watcher = Callable[[Progress], None]


def days_close(*, as_of: date, now: datetime, watch: Watcher = lambda _progress: None) -> list[CloseRun]:
    """Close the book for a day, and before it the days that were missed.

    Args:
        as_of: The day, at most today.
        now: The moment of the run.
        watch: Called before each step.

    Returns:
        The runs, one a day, the asked one last.

    Raises:
        DayNotYetCome: The day is later than today.
        DayAlreadyPast: A later day was closed already.
        CloseAtWork: Another close is at work.
    """
    if as_of > timezone.localdate(now):
        raise DayNotYetCome(as_of, timezone.localdate(now))
    with alone(), _uncollected():
        days = days_to_close(as_of)
        stopwatch = Stopwatch(now)
        book = Book(rules_by_product())
        runs = []
        for number, day in enumerate(days, 1):
            runs.append(_day_close(day, stopwatch, book, partial(_tell, watch, day, number, len(days))))
        return runs


def days_to_close(as_of: date) -> list[date]:
    """The days that a close for this day has to go through, in order.

    Raises:
        DayAlreadyPast: A later day was closed already.
    """
    latest = CloseRun.objects.order_by("as_of").last()
    if latest is None:
        return [as_of]
    if as_of < latest.as_of:
        raise DayAlreadyPast(as_of, latest.as_of)
    is_behind = latest.state == RunState.DONE and as_of > latest.as_of
    first_on = latest.as_of + timedelta(days=1) if is_behind else latest.as_of
    return [first_on + timedelta(days=n) for n in range((as_of - first_on).days + 1)]


class Stopwatch:
    """The moment of the run, going on: the desk's clock is read once, before it."""

    def __init__(self, started_at: datetime) -> None:
        self.started_at = started_at
        self._begun = perf_counter()

    def now(self) -> datetime:
        """This moment."""
        return self.started_at + timedelta(seconds=perf_counter() - self._begun)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector: it would walk a million fresh rows again and again, a third of the run, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _day_close(day: date, stopwatch: Stopwatch, book: Book, tell: Callable[[int, Step], None]) -> CloseRun:
    run = _run_begin(day, stopwatch.now())
    night = Night(run, Scope(day, stopwatch.started_at, book.rules), book)
    done = set(run.steps.exclude(finished_at=None).values_list("name", flat=True))
    try:
        for number, step in enumerate(STEPS, 1):
            if step.name not in done:
                tell(number, step)
                _step_do(night, number, step, stopwatch)
    except Exception:
        CloseRun.objects.filter(pk=run.pk).update(state=RunState.FAILED)
        raise
    return _run_end(run, stopwatch.now())


def _run_begin(day: date, now: datetime) -> CloseRun:
    """The day's run: new, taken up where it was left, or begun again if it had ended."""
    with transaction.atomic():
        run, is_new = CloseRun.objects.get_or_create(as_of=day, defaults={"state": RunState.RUNNING, "started_at": now})
        if run.state == RunState.DONE:
            run.steps.all().delete()
        if not is_new:
            run.state, run.started_at, run.finished_at = RunState.RUNNING, now, None
            run.save()
        CloseStep.objects.bulk_create(
            [CloseStep(run=run, order=number, name=step.name) for number, step in enumerate(STEPS, 1)], ignore_conflicts=True
        )
        return run


def _step_do(night: Night, number: int, step: Step, stopwatch: Stopwatch) -> None:
    """Do a step and mark it done, in one transaction; a step that only looks holds nothing up meanwhile."""
    begun = perf_counter()
    looked = None if step.writes else step.work(night)
    with writing():
        counts = step.work(night) if looked is None else looked
        took_ms = round((perf_counter() - begun) * 1000)
        marked = CloseStep.objects.filter(run=night.run, name=step.name)
        marked.update(order=number, finished_at=stopwatch.now(), took_ms=took_ms, counts=counts)


def _run_end(run: CloseRun, now: datetime) -> CloseRun:
    counts = dict(run.steps.values_list("name", "counts"))
    run.state, run.finished_at = RunState.DONE, now
    run.loans, run.counts = counts["arrears"]["loans"], counts
    run.save()
    return run


def _tell(watch: Watcher, day: date, day_number: int, days: int, number: int, step: Step) -> None:
    watch(Progress(day, day_number, days, step.name, number, len(STEPS)))
