"""The worked example of docs/algorithms/close.md, through files: 1,000.00 a month at 10.8%, two of three instalments unpaid."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from huashu.close.run import close_book
from huashu.close.steps import CloseSettings


def test_the_worked_example(tmp_path):
    loans = pa.table(
        {
            "loan_id": ["HS-1"],
            "currency": ["CNY"],
            "day_count": ["30/360"],
            "disbursed_on": [date(2026, 8, 15)],
            "rate_ppb_year": [108_000_000],
            "due_on": [[date(2026, month, 15) for month in (9, 10, 11)]],
            "principal_minor": [[100_000] * 3],
            "interest_minor": [[2_700, 1_800, 900]],
            "paid_on": [[date(2026, 9, 15)]],
            "paid_minor": [[102_700]],
        }
    )
    pq.write_table(loans, tmp_path / "loans.parquet")
    close_book(tmp_path, date(2026, 11, 23), tmp_path / "out", previous=None, settings=CloseSettings(), jobs=1)
    (row,) = pq.read_table(tmp_path / "out" / "status.parquet").to_pylist()
    found = {name: row[name] for name in ("overdue_principal_minor", "overdue_interest_minor", "overdue_penalty_minor", "overdue_minor")}
    # Penalty 3,900,000 x 0.162 / 360 + 800,000 x 0.162 / 360 = 1,755 + 360.
    assert found == {
        "overdue_principal_minor": 200_000,
        "overdue_interest_minor": 2_700,
        "overdue_penalty_minor": 2_115,
        "overdue_minor": 204_815,
    }
    assert (row["days_past_due"], row["bucket"], row["stage"], row["grade"], row["payoff_minor"]) == (39, "M2", "firm", "D", 204_815)
