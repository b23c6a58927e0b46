"""How fast the desk's own close is, on the embedded database or the one that DATABASE_URL names.

Makes a random book in a new data folder, closes four days in a row (seconds on the clock, and of the processor in brackets), closes
the last one again while another process posts payments, and computes a sample of the same loans by a plain loop over the ORM. Run as
``python benchmarks/close_desk.py --loans 100000``; with ``--keep FOLDER`` the book is kept, found again and closed for the next days.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time, sleep

AS_OF = date(2026, 11, 20)
DAYS = 4


def main() -> None:
    """Read the arguments, make the book, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=1_000, help="loans for the plain loop")
    parser.add_argument("--keep", type=Path, help="folder to keep the book in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huashu-close-") as folder:
        os.environ["HUASHU_DATA"] = str(arguments.keep or folder)
        sys.path.insert(0, str(Path(__file__).parent))
        from huashu.desk import setup  # noqa: PLC0415 - the data folder has to be named first

        setup.start()
        measure(arguments.loans, arguments.sample)


def measure(loans: int, sample: int) -> None:
    """Make the book if it isn't there, close days, and print what each took."""
    from django.db import connection  # noqa: PLC0415

    from desk_book import book_make, promises_make  # noqa: PLC0415 - needs a configured Django
    from huashu.close.status import warm_up  # noqa: PLC0415
    from huashu.desk.closing.models import CloseRun  # noqa: PLC0415
    from huashu.desk.closing.run import days_close  # noqa: PLC0415
    from huashu.desk.loans.models import Loan, LoanStatus  # noqa: PLC0415

    latest = CloseRun.objects.order_by("as_of").last()
    days = [(latest.as_of + timedelta(days=1) if latest else AS_OF) + timedelta(days=n) for n in range(DAYS)]
    begun = perf_counter()
    if not Loan.objects.exists():
        book_make(loans, days[0], days[-1], morning(days[-1]))
        print(f"book of {loans:,} loans made in {perf_counter() - begun:.1f} s on {connection.vendor}")
    warm_up()
    for n, day in enumerate(days):
        begun, worked = perf_counter(), process_time()
        (run,) = days_close(as_of=day, now=morning(days[-1]))
        took = perf_counter() - begun
        print(f"{day}: {run.loans:,} loans closed and written in {took:.2f} s ({process_time() - worked:.2f} s)")
        for step in run.steps.order_by("order"):
            print(f"  {step.name:15} {step.took_ms:6} ms  {step.counts}")
        if n == 0:
            promises_make(day)
    late = LoanStatus.objects.filter(days_past_due__gt=0).count()
    print(f"late: {late:,}")
    close_beside_postings(days[-1])
    plain_loop(sample, days[-1])


def morning(day: date) -> datetime:
    """The moment of the closes: the last day's small hours in UTC."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def close_beside_postings(day: date) -> None:
    """Close a day again while another process posts a payment every 20 ms; print how long the slowest one took."""
    from huashu.desk.closing.run import days_close  # noqa: PLC0415 - needs a configured Django

    ours, theirs = get_context("spawn").Pipe()
    poster = get_context("spawn").Process(target=post_payments, args=(theirs, day))
    poster.start()
    ours.recv()
    begun = perf_counter()
    days_close(as_of=day, now=morning(day))
    took = perf_counter() - begun
    ours.send("over")
    posted, median, longest = ours.recv()
    poster.join()
    print(f"beside postings: closed in {took:.2f} s; {posted} payments, median {median * 1000:.0f} ms, slowest {longest * 1000:.0f} ms")


def post_payments(pipe: Connection, day: date) -> None:
    """Post payments of 1.00 until told to stop; send their count, the median and the longest time in seconds."""
    from huashu.desk import setup  # noqa: PLC0415 - a process of its own

    setup.start(migrate=False)
    from huashu.desk.loans.models import Loan  # noqa: PLC0415
    from huashu.desk.loans.services import entry_post  # noqa: PLC0415
    from huashu.lending.entries import EntryKind  # noqa: PLC0415

    loans = list(Loan.objects.order_by("-pk").select_related("product")[:500])
    waits: list[float] = []
    for place, loan in enumerate(loans):
        begun = perf_counter()
        entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=day, amount_minor=100, person=None, now=morning(day))
        waits.append(perf_counter() - begun)
        if place == 10:  # the first ones load code
            waits.clear()
            pipe.send("ready")
        if pipe.poll():
            break
        sleep(0.02)
    pipe.send((len(waits), sorted(waits)[len(waits) // 2], max(waits)))


def plain_loop(sample: int, day: date) -> None:
    """The same statuses the plain way: each loan and its entries from the ORM, computed, saved."""
    from huashu.desk.closing.statuses import FIGURES  # noqa: PLC0415
    from huashu.desk.loans.mapping import account_of, entries_of  # noqa: PLC0415
    from huashu.desk.loans.models import Loan, LoanStatus  # noqa: PLC0415
    from huashu.lending.status import loan_status  # noqa: PLC0415

    begun, same = perf_counter(), 0
    for loan in Loan.objects.order_by("pk")[:sample]:
        status = loan_status(account_of(loan), entries_of(loan), day)
        row = LoanStatus.objects.get(pk=loan.pk)
        values = {name: getattr(status, name) for name in FIGURES}
        same += all(getattr(row, name) == value for name, value in values.items())
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    took = perf_counter() - begun
    print(f"plain loop: {sample:,} loans in {took:.1f} s, {sample / took:,.0f} loans/s; {same:,} equal to the close")


if __name__ == "__main__":
    main()
