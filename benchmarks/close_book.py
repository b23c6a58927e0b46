"""How fast a folder of Parquet tables is closed, beside a plain loop of ``huashu.lending`` over the same loans.

    python benchmarks/close_book.py --loans 1000000 --runs 3

Makes the book of ``loan_book.py`` in a temporary folder, runs ``huashu close`` on it in a process of its own, and compares a sample with
the loop field by field. The memory is the highest that the process had resident at any time; its threads share it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from huashu.calendars import DayCount, Frequency
from huashu.close.products import product_from_record
from huashu.lending.ledger import Account, Ledger
from huashu.lending.plan import PlanRow, Receipt
from huashu.lending.status import LoanStatus, status_of
from huashu.lending.terms import Method, Terms
from loan_book import AS_OF, PRODUCTS, write_book

SAMPLE = 3_000
TIMED = """
import sys, time
from datetime import date
from pathlib import Path
from huashu.close.run import close_book
from huashu.close.status import warm_up
warm_up()
start = time.perf_counter()
close_book(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), Path(sys.argv[3]), jobs=int(sys.argv[4]))
print(time.perf_counter() - start)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loans", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huashu-close-") as name:
        folder = Path(name)
        write_book(folder / "book", wanted.loans)
        for run in range(wanted.runs):
            seconds, whole = close_once(folder, folder / f"out{run}", wanted.jobs)
            print(f"run {run + 1}: {wanted.loans / seconds:,.0f} loans/s after warm-up ({seconds:.2f} s; the process took {whole:.2f} s)")
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory: {peak_mb:,.0f} MB")
        compare(folder / "book", folder / "out0")


def close_once(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds of one close after warm-up, and of its whole process."""
    started = time.perf_counter()
    words = [sys.executable, "-c", TIMED, str(folder / "book"), AS_OF.isoformat(), str(out), str(jobs)]
    seconds = float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return seconds, time.perf_counter() - started


def compare(book: Path, out: Path) -> None:
    """The plain loop over a sample: its speed, and that every field agrees."""
    accounts = [loan_of(record) for record in pq.ParquetFile(book / "loans.parquet").read_row_group(0).slice(0, SAMPLE).to_pylist()]
    started = time.perf_counter()
    expected = [status_of(account, ledger, AS_OF) for account, ledger in accounts]
    seconds = time.perf_counter() - started
    names = list(LoanStatus.__dataclass_fields__)
    found = pq.read_table(out / "status.parquet", columns=names).slice(0, SAMPLE).to_pylist()
    differing = sum(row != asdict(status) for row, status in zip(found, expected, strict=True))
    print(f"plain loop of lending: {len(accounts) / seconds:,.0f} loans/s on one core; {differing} of {len(accounts):,} differ")


def loan_of(record: dict) -> tuple[Account, Ledger]:
    """A row of the book as lending knows it."""
    products = {product["code"]: product_from_record(product) for product in PRODUCTS}
    start: date = record["disbursed_on"]
    rate = record["rate_ppb_year"]
    rows = zip(record["due_on"], record["principal_minor"], record["interest_minor"], strict=True)
    plan = tuple(PlanRow(due_on, principal, interest, 0, rate, start) for due_on, principal, interest in rows)
    money = zip(record["paid_on"], record["paid_minor"], strict=True)
    receipts = tuple(Receipt(seq, on, amount) for seq, (on, amount) in enumerate(money, 1))
    principal = sum(record["principal_minor"])
    count, first_due_on = len(plan), plan[0].due_on
    day_count = DayCount(record["day_count"])
    terms = Terms(principal, "CNY", rate, count, Frequency.MONTHLY, Method.EQUAL_PRINCIPAL, day_count, start, first_due_on)
    return Account(terms, products[record["product"]]), Ledger(plan, receipts)


if __name__ == "__main__":
    main()
