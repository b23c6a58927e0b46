"""The trail's own factories, and the hand that edits it behind the desk's back."""

from contextlib import contextmanager

import pytest
from django.db import connection

from huashu.desk.audit.guards import guards_drop, guards_set
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append


@pytest.fixture
def write(now):
    """Entries one after the other: ``write(3)`` gives three, each about nobody."""

    def entries(count, **fields):
        fields = {"person": None, "at": now, **fields}
        return [trail_append(TrailKind.RULE_CHANGED, data={"rule": f"HOUSE-{n}"}, **fields) for n in range(1, count + 1)]

    return entries


@pytest.fixture
def by_hand(db):
    """SQL past the guards, as somebody with the file can: ``by_hand("DELETE FROM audit_trailentry WHERE number = 2")``."""

    @contextmanager
    def unguarded():
        guards_drop(connection)
        yield
        guards_set(connection)

    def edit(*statements):
        with unguarded(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return edit
