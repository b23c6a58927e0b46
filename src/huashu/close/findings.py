"""What a close says about one part of a book: six Arrow tables, one for each file that a close writes.

Names and meanings of the columns are in ``docs/algorithms/close.md``; those of the status are the fields of
``huashu.lending.status.LoanStatus``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huashu.close.columns import GRADES, NEVER, StatusColumns, as_day
from huashu.close.faults import SENTENCES, Fault
from huashu.close.promises import PROMISE_STATUSES, whole_promises
from huashu.close.steps import CASE_EVENTS, CURED, Night
from huashu.lending.status import LoanStatus

OUTPUTS: Final = ("status", "history", "cases", "promises", "reminders", "failures")
"""The files of a close, without their ending."""

_DAY_SECONDS: Final = 86_400
_DATES: Final = frozenset({"oldest_unpaid_due_on", "next_due_on"})
_NAMES: Final = frozenset({"bucket", "stage", "grade"})


@dataclass(frozen=True, slots=True)
class Labels:
    """What turns places back into words for one part.

    Args:
        loan_ids: Identifier of each loan of the batch.
        promise_ids: Identifier of each promised payment, in the order of ``Night.promises``.
        buckets: Bucket codes, those of the products first.
        stages: Stage codes, likewise.
    """

    loan_ids: pa.Array
    promise_ids: pa.Array
    buckets: tuple[str, ...]
    stages: tuple[str, ...]


def tables_of(night: Night, labels: Labels) -> dict[str, pa.Table]:
    """The six tables of a closed batch, named as in ``OUTPUTS``."""
    return {
        "status": status_table(night, labels),
        "history": _history(night, labels),
        "cases": _cases(night, labels),
        "promises": _promises(night, labels),
        "reminders": _reminders(night, labels),
        "failures": _failures(night, labels),
    }


def status_table(night: Night, labels: Labels) -> pa.Table:
    """One row a loan. A loan with a fault has its last known bucket, stage and grade, a sentence, and no figures."""
    status = night.status
    failed = status.fault != 0
    any_failed = bool(failed.any())
    mask = failed if any_failed else None
    columns: dict[str, Any] = {"loan_id": labels.loan_ids}
    for name in (field.name for field in fields(LoanStatus)):
        if name == "as_of":
            columns[name] = _same_day(night, len(failed))
        elif name in _NAMES:
            columns[name] = _named(night, labels, name, failed if any_failed else None)
        elif name in _DATES:
            columns[name] = _dates(getattr(status, name), mask)
        else:
            columns[name] = pa.array(getattr(status, name), mask=mask)
    columns["failure"] = _sentences(status) if any_failed else pa.nulls(len(failed), pa.string())
    return pa.table(columns)


def failures_table(loan_ids: list[str], fault: Fault, as_of: date, id_type: pa.DataType) -> pa.Table:
    """Failures of loans that the book doesn't even have, with identifiers of the book's type."""
    count = len(loan_ids)
    return pa.table(
        {
            "loan_id": pa.array(loan_ids, pa.string()).cast(id_type),
            "as_of": pa.array([as_of] * count, pa.date32()),
            "code": pa.array([fault.name.lower()] * count, pa.string()),
            "sentence": pa.array([SENTENCES[fault]] * count, pa.string()),
        }
    )


def _history(night: Night, labels: Labels) -> pa.Table:
    changes, status, at = night.changes, night.status, night.changes.loan
    return pa.table(
        {
            "loan_id": labels.loan_ids.take(pa.array(at)),
            "as_of": _same_day(night, at.size),
            "bucket_from": _words(changes.bucket_from, labels.buckets),
            "bucket": _words(status.bucket[at], labels.buckets),
            "stage_from": _words(changes.stage_from, labels.stages),
            "stage": _words(status.stage[at], labels.stages),
            "grade_from": _words(changes.grade_from, tuple(GRADES)),
            "grade": _words(status.grade[at], tuple(GRADES)),
            "days_past_due": status.days_past_due[at],
            "outstanding_principal_minor": status.outstanding_principal_minor[at],
            "overdue_minor": status.overdue_minor[at],
        }
    )


def _cases(night: Night, labels: Labels) -> pa.Table:
    cases, status, at = night.cases, night.status, night.cases.loan
    failed = status.fault[at] != 0
    closed_on = np.where(cases.event == CURED, as_day(night.as_of), NEVER).astype(np.int32)
    due_at = (cases.first_contact_due_on.astype(np.int64) + 1) * _DAY_SECONDS
    return pa.table(
        {
            "loan_id": labels.loan_ids.take(pa.array(at)),
            "as_of": _same_day(night, at.size),
            "event": _words(cases.event, CASE_EVENTS),
            "opened_on": _dates(cases.opened_on),
            "closed_on": _dates(closed_on),
            "first_contact_due_at": pa.array(due_at, mask=cases.first_contact_due_on == NEVER).cast(pa.timestamp("s")),
            "overdue_since": _dates(status.oldest_unpaid_due_on[at]),
            "bucket": _named(night, labels, "bucket", status.fault != 0).take(pa.array(at)),
            "stage": _named(night, labels, "stage", status.fault != 0).take(pa.array(at)),
            "days_past_due": pa.array(status.days_past_due[at], mask=failed),
            "overdue_minor": pa.array(status.overdue_minor[at], mask=failed),
        }
    )


def _promises(night: Night, labels: Labels) -> pa.Table:
    promises, settled = night.promises, night.settled
    groups = labels.promise_ids.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return pa.table(
        {
            "promise_id": labels.promise_ids,
            "loan_id": labels.loan_ids.take(pa.array(promises.loan)),
            "as_of": _same_day(night, groups.size),
            "promised_on": _dates(promises.promised_on),
            "by": _dates(promises.due_on),
            "amount_minor": promises.amount_minor,
            "received_minor": settled.received_minor,
            "status": _words(settled.status, PROMISE_STATUSES),
            "decided_on": _dates(settled.decided_on),
            "promise_status": _words(whole_promises(groups, settled), PROMISE_STATUSES),
        }
    )


def _reminders(night: Night, labels: Labels) -> pa.Table:
    reminders = night.reminders
    return pa.table(
        {
            "loan_id": labels.loan_ids.take(pa.array(reminders.loan)),
            "as_of": _same_day(night, reminders.loan.size),
            "due_on": _dates(reminders.due_on),
            "days_left": reminders.due_on - np.int32(as_day(night.as_of)),
            "amount_minor": reminders.amount_minor,
        }
    )


def _failures(night: Night, labels: Labels) -> pa.Table:
    at = np.flatnonzero(night.status.fault)
    faults = [Fault(int(fault)) for fault in night.status.fault[at]]
    return pa.table(
        {
            "loan_id": labels.loan_ids.take(pa.array(at)),
            "as_of": _same_day(night, at.size),
            "code": pa.array([fault.name.lower() for fault in faults], pa.string()),
            "sentence": pa.array([SENTENCES[fault] for fault in faults], pa.string()),
        }
    )


def _same_day(night: Night, count: int) -> pa.Array:
    return _dates(np.full(count, as_day(night.as_of), np.int32))


def _dates(days: NDArray[np.int32], mask: NDArray[np.bool_] | None = None) -> pa.Array:
    missing = days == NEVER if mask is None else (days == NEVER) | mask
    return pa.array(days, mask=missing).cast(pa.date32())


def _words(places: NDArray[np.signedinteger[Any]], words: tuple[str, ...]) -> pa.Array:
    indices = pa.array(places.astype(np.int16), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))


def _named(night: Night, labels: Labels, name: str, failed: NDArray[np.bool_] | None) -> pa.Array:
    words = {"bucket": labels.buckets, "stage": labels.stages, "grade": tuple(GRADES)}[name]
    places = getattr(night.status, name)
    return _words(places if failed is None else np.where(failed, getattr(night.previous, name), places), words)


def _sentences(status: StatusColumns) -> pa.Array:
    return pa.array([SENTENCES[Fault(int(fault))] if fault else None for fault in status.fault], pa.string())
