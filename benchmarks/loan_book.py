"""A large invented loan book as Parquet, made in seconds: equal principal instalments, payers of every kind.

    python benchmarks/loan_book.py FOLDER --loans 1000000

Nine in ten loans pay on the due date or up to five days around it and add the penalty when late; one in ten falls behind by weeks or stops
paying. The same count and seed give the same book.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

INSTALMENTS = 36
ROW_GROUP = 50_000
AS_OF = date(2026, 3, 31)
SCHEMA = pa.schema(
    [
        ("loan_id", pa.int64()),
        ("product", pa.string()),
        ("day_count", pa.string()),
        ("disbursed_on", pa.date32()),
        ("rate_ppb_year", pa.int64()),
        ("due_on", pa.list_(pa.date32())),
        ("principal_minor", pa.list_(pa.int64())),
        ("interest_minor", pa.list_(pa.int64())),
        ("paid_on", pa.list_(pa.date32())),
        ("paid_minor", pa.list_(pa.int64())),
    ]
)
PRODUCTS = [{"code": "standard"}, {"code": "graceful", "grace_days": 3, "tolerance_minor": 500, "penalty_on_interest": True}]


def write_book(folder: Path, loans: int, seed: int = 36) -> None:
    """Write ``loans.parquet`` and ``products.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "products.json").write_text(json.dumps(PRODUCTS), "utf-8")
    with pq.ParquetWriter(folder / "loans.parquet", SCHEMA) as writer:
        for first in range(0, loans, ROW_GROUP):
            random = np.random.default_rng([seed, first])
            writer.write_table(_loans(random, first, min(ROW_GROUP, loans - first)))


def _loans(random: np.random.Generator, first: int, count: int) -> pa.Table:
    as_of = (AS_OF - date(1970, 1, 1)).days
    disbursed_on = as_of - random.integers(1, 37 * 30, count)
    rate = random.choice([60_000_000, 85_000_000, 120_000_000], count)
    part = random.integers(50_000, 800_000, count)
    left = part[:, None] * np.arange(INSTALMENTS, 0, -1)
    due_on = _months(disbursed_on)
    interest = left * (rate[:, None] // 1000) // (12 * 10**6)
    principal = np.broadcast_to(part[:, None], interest.shape)
    late = _lateness(random, count)
    paid_on = np.maximum(due_on + late, disbursed_on[:, None])
    paid = principal + interest + np.where(late > 0, principal * late * (rate[:, None] // 1000) * 15 // (10 * 360 * 10**6) + 1, 0)
    is_paid = (paid_on <= as_of) & (late < 10_000)
    counts = is_paid.sum(axis=1)
    order = np.argsort(np.where(is_paid, paid_on, 10**6), axis=1, kind="stable")
    chosen = np.arange(INSTALMENTS)[None, :] < counts[:, None]
    rows = np.arange(0, (count + 1) * INSTALMENTS, INSTALMENTS)
    receipts = np.concatenate(([0], np.cumsum(counts)))
    return pa.table(
        [
            pa.array(np.arange(first, first + count) + 1),
            pa.array(np.where(random.random(count) < 0.7, "standard", "graceful")),
            pa.array(random.choice(["30/360", "actual/365"], count)),
            pa.array(disbursed_on.astype(np.int32)).cast(pa.date32()),
            pa.array(rate),
            _lists(rows, due_on.ravel(), pa.date32()),
            _lists(rows, principal.ravel(), pa.int64()),
            _lists(rows, interest.ravel(), pa.int64()),
            _lists(receipts, np.take_along_axis(paid_on, order, 1)[chosen], pa.date32()),
            _lists(receipts, np.take_along_axis(paid, order, 1)[chosen], pa.int64()),
        ],
        schema=SCHEMA,
    )


def _months(disbursed_on: np.ndarray) -> np.ndarray:
    """Due dates a month apart, on the first 28 days of the month."""
    months = disbursed_on.astype("datetime64[D]").astype("datetime64[M]")
    of_month = np.minimum((disbursed_on.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64), 27)
    coming = months[:, None] + np.arange(1, INSTALMENTS + 1).astype("timedelta64[M]")
    return coming.astype("datetime64[D]").astype(np.int64) + of_month[:, None]


def _lateness(random: np.random.Generator, count: int) -> np.ndarray:
    """Days after the due date on which each instalment is paid; 10,000 where it never is."""
    kind = random.random(count)[:, None]
    prompt = random.choice([0, 0, 0, 0, 0, 0, -1, -3, 1, 2, 5], (count, INSTALMENTS))
    slow = random.choice([0, 3, 10, 25, 40, 70], (count, INSTALMENTS))
    stops = np.arange(INSTALMENTS)[None, :] >= random.integers(0, INSTALMENTS, count)[:, None]
    return np.where(kind < 0.9, prompt, np.where((kind < 0.96) & ~stops, slow, np.where(stops, 10_000, prompt)))


def _lists(offsets: np.ndarray, values: np.ndarray, kind: pa.DataType) -> pa.Array:
    plain = pa.array(values.astype(np.int32)).cast(kind) if kind == pa.date32() else pa.array(values.astype(np.int64))
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), plain)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--loans", type=int, default=1_000_000)
    wanted = parser.parse_args()
    write_book(wanted.folder, wanted.loans)
    print(f"{wanted.loans:,} loans in {wanted.folder}")
