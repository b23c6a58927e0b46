"""What the person who imports a file says about it, as it's kept with the batch."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from huashu.adapters.spreadsheet.dates import DateOrder
from huashu.adapters.spreadsheet.records import ImportSettings
from huashu.calendars import DayCount
from huashu.desk.imports.figures_day import PERSON


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices beside the mapping.

    Args:
        as_of: Day that a snapshot shows, and the latest day of a payment.
        currency: Currency of all amounts.
        sheet: Sheet of a workbook, or None for the likeliest.
        date_order: Order of day and month where the file leaves it open, or None.
        comma_decimals: Whether amounts have a comma before the decimals.
        round_amounts: Whether amounts finer than the minor unit are rounded.
        day_count: Day count of contracts whose sheet names none.
        skip_bad: Whether to load the good rows of a file that has bad ones.
        as_of_from: Who or what gave the day (:mod:`huashu.desk.imports.figures_day`).
    """

    as_of: date
    currency: str
    sheet: str | None = None
    date_order: DateOrder | None = None
    comma_decimals: bool = False
    round_amounts: bool = False
    day_count: DayCount = DayCount.THIRTY_360
    skip_bad: bool = False
    as_of_from: str = PERSON

    @classmethod
    def of_record(cls, record: AnyMapping[str, Any], as_of: date) -> Choices:
        """Choices from what a batch keeps."""
        order = record.get("date_order")
        return cls(
            as_of=as_of,
            currency=record.get("currency") or settings.HUASHU_CURRENCY,
            sheet=record.get("sheet") or None,
            date_order=DateOrder(order) if order else None,
            comma_decimals=bool(record.get("comma_decimals")),
            round_amounts=bool(record.get("round_amounts")),
            day_count=DayCount(record.get("day_count") or DayCount.THIRTY_360),
            skip_bad=bool(record.get("skip_bad")),
            as_of_from=record.get("as_of_from") or PERSON,
        )

    def to_record(self) -> dict[str, Any]:
        """The same as JSON, without the day, which the batch keeps apart."""
        return {
            "currency": self.currency,
            "sheet": self.sheet,
            "date_order": self.date_order,
            "comma_decimals": self.comma_decimals,
            "round_amounts": self.round_amounts,
            "day_count": self.day_count,
            "skip_bad": self.skip_bad,
            "as_of_from": self.as_of_from,
        }

    def import_settings(self) -> ImportSettings:
        """The same for the adapter that reads rows."""
        return ImportSettings(
            as_of=self.as_of,
            currency=self.currency,
            region=settings.HUASHU_REGION,
            date_order=self.date_order,
            decimal_mark="," if self.comma_decimals else ".",
            round_amounts=self.round_amounts,
            day_count=self.day_count,
        )
