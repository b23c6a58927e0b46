"""Calendar arithmetic on day numbers, compiled: the twin of ``huashu.calendars``.

Days are counts since 1970-01-01. The conversions between day number and date are the usual ones over eras of 400
years that begin on 1 March.
"""

from __future__ import annotations

from huashu.close.compiled import compiled


@compiled
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of a count of days since 1970-01-01 (proleptic Gregorian calendar)."""
    shifted = day + 719468
    era = shifted // 146097
    of_era = shifted - era * 146097
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    place = (5 * of_year + 2) // 153
    month = place + 3 if place < 10 else place - 9
    return year_of_era + era * 400 + (1 if month <= 2 else 0), month, of_year - (153 * place + 2) // 5 + 1


@compiled
def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a date."""
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    of_era_year = shifted - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era_year * 365 + of_era_year // 4 - of_era_year // 100 + of_year - 719468


@compiled
def month_days(year: int, month: int) -> int:
    """Days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@compiled
def year_before(day: int) -> int:
    """The day twelve months earlier, or the last day of a shorter month."""
    year, month, of_month = civil(day)
    return day_number(year - 1, month, min(of_month, month_days(year - 1, month)))


@compiled
def full_months(from_on: int, to_on: int) -> int:
    """Full months between two days, 0 if none; see ``huashu.lending.accrual.full_months``."""
    year, month, of_month = civil(from_on)
    to_year, to_month, to_of_month = civil(to_on)
    months = (to_year - year) * 12 + to_month - month
    if min(of_month, month_days(to_year, to_month)) > to_of_month:
        months -= 1
    return max(months, 0)


@compiled
def days_counted(from_on: int, to_on: int, day_count: int) -> int:
    """Days as the convention at this place of ``DAY_COUNTS`` counts them; see ``huashu.calendars.days_counted``."""
    if day_count != 0:
        return to_on - from_on
    year, month, day = civil(from_on)
    to_year, to_month, to_day = civil(to_on)
    day = min(day, 30)
    if to_day == 31 and day == 30:
        to_day = 30
    return 360 * (to_year - year) + 30 * (to_month - month) + to_day - day
