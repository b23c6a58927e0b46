"""How fast the audit trail is checked and written, beside a plain loop over the ORM: ``python benchmarks/audit_verify.py``.

Uses an embedded database in a folder that is thrown away. Entries have the shapes of a working day: showings, contacts on a
verdict, wishes, changes. They are put in by a bulk insert; one at a time, as the desk writes them, is measured apart.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

BATCH = 5_000
SEED = 36
START = datetime(2026, 1, 1, tzinfo=UTC)
WRITTEN = 2_000


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Entries without hashes: what was done, by whom, about whom."""
    dice = random.Random(SEED)
    for number in range(1, count + 1):
        kind = dice.choice(("showing", "verdict_acted", "verdict_acted", "wish_recorded", "rule_changed"))
        data: dict[str, Any] = {"field": "phone", "address": "10.0.0.7"}
        if kind == "verdict_acted":
            data = {"channel": "call", "verdict": "allow", "rules": ["CN-GBT45251-HOURS", "HOUSE-CALLS-PER-DAY"], "purpose": "collection"}
        elif kind == "wish_recorded":
            data = {"wish": "hours", "note": "晚上七点以后再打"}
        customer = None if kind == "rule_changed" else dice.randrange(1, 100_000)
        yield {
            "number": number,
            "at": START + timedelta(milliseconds=number * 1_237),
            "kind": kind,
            "person": dice.randrange(1, 50),
            "customer": customer,
            "data": data,
        }


def fill(count: int) -> None:
    """Put entries in with the hashes that they would have, and the head."""
    from huashu.desk.audit.chain import GENESIS, Sealed, canonical, hash_of, moment_text  # noqa: PLC0415 - after Django's set-up
    from huashu.desk.audit.models import TrailEntry, TrailHead  # noqa: PLC0415

    previous, source = GENESIS, rows(count)
    while batch := list(islice(source, BATCH)):
        made = []
        for row in batch:
            contract_no = f"HT-{row['customer']}" if row["customer"] else ""
            sealed = Sealed(
                at=moment_text(row["at"]),
                case=None,
                contract_no=contract_no,
                customer=row["customer"],
                data=canonical(row["data"]),
                kind=row["kind"],
                number=row["number"],
                person=row["person"],
                person_name=f"officer{row['person']}",
                previous_hash=previous,
            )
            found = hash_of(sealed)
            made.append(
                TrailEntry(
                    number=sealed.number,
                    at=row["at"],
                    kind=sealed.kind,
                    person_id=sealed.person,
                    person_name=sealed.person_name,
                    customer_id=sealed.customer,
                    contract_no=contract_no,
                    data=row["data"],
                    previous_hash=previous,
                    hash=found,
                )
            )
            previous = found
        TrailEntry.objects.bulk_create(made)
    with_guards_off(lambda: TrailHead.objects.filter(pk=1).update(count=count, hash=previous))


def with_guards_off(act: Callable[[], object]) -> None:
    """Move the head by more than one, which the database would refuse."""
    from django.db import connection  # noqa: PLC0415

    from huashu.desk.audit.guards import guards_drop, guards_set  # noqa: PLC0415

    guards_drop(connection)
    act()
    guards_set(connection)


def plain_loop() -> int:
    """The obvious way: every entry as an object of the ORM, a dict, ``json.dumps``, a hash."""
    from huashu.desk.audit.chain import GENESIS, moment_text  # noqa: PLC0415
    from huashu.desk.audit.models import TrailEntry  # noqa: PLC0415

    previous, count = GENESIS, 0
    for entry in TrailEntry.objects.order_by("number").iterator(chunk_size=2000):
        whole = {
            "at": moment_text(entry.at),
            "case": entry.case_id,
            "contract_no": entry.contract_no,
            "customer": entry.customer_id,
            "data": entry.data,
            "kind": entry.kind,
            "number": entry.number,
            "person": entry.person_id,
            "person_name": entry.person_name,
            "previous_hash": entry.previous_hash,
        }
        text = json.dumps(whole, sort_keys=True, separators=(",", ":"))
        assert entry.previous_hash == previous
        assert sha256(text.encode()).hexdigest() == entry.hash
        previous, count = entry.hash, count + 1
    return count


def write_one_by_one() -> None:
    """Entries as the desk writes them, each in a transaction of its own."""
    from huashu.desk.audit.models import TrailKind  # noqa: PLC0415
    from huashu.desk.audit.services import trail_append  # noqa: PLC0415

    for number in range(WRITTEN):
        trail_append(TrailKind.RULE_CHANGED, person=None, data={"rule": f"HOUSE-{number}"}, at=START)


def timed(act: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> None:
    """Fill, check both ways three times, write some more, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    count = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUASHU_DATA"] = folder
        from huashu.desk import setup  # noqa: PLC0415 - the folder comes first

        setup.start()
        from huashu.desk.audit.verify import trail_check  # noqa: PLC0415

        fill(count)
        fast = [timed(trail_check) for _ in range(3)]
        assert trail_check().is_whole
        plain = [timed(plain_loop) for _ in range(3)]
        wrote = timed(write_one_by_one)
        assert trail_check().is_whole
    print(f"{count:,} entries; best and worst of three")
    for name, seconds in (("huashu audit verify", fast), ("plain loop over the ORM", plain)):
        rate = f"{count / max(seconds):>9,.0f} to {count / min(seconds):>9,.0f} entries/s"
        print(f"{name:<26} {min(seconds):6.1f} to {max(seconds):5.1f} s   {rate}")
    print(f"written one by one: {WRITTEN / wrote:,.0f} entries/s")


if __name__ == "__main__":
    main()
