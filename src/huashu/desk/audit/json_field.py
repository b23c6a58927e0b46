"""A column of canonical JSON text: the very text that an entry's hash covers, read back as a mapping."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from huashu.desk.audit.chain import canonical

if TYPE_CHECKING:
    Base = models.TextField[dict[str, Any], dict[str, Any]]
else:
    Base = models.TextField


class CanonicalJSONField(Base):
    """Text, not the database's own JSON type: that may order keys and write numbers in its own way."""

    def get_prep_value(self, value: Any) -> str:
        """The canonical text."""
        return canonical(value)

    def from_db_value(self, value: str, *_: object) -> dict[str, Any]:
        """The mapping; text that somebody has broken by hand comes back whole, so that a page can still show it."""
        try:
            read = json.loads(value)
        except ValueError:
            return {"unreadable": value}
        return read if isinstance(read, dict) else {"unreadable": value}
