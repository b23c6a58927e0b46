"""Numbers of the register: one after the other within a year, taken in the transaction that writes the complaint."""

from __future__ import annotations

from django.db.models import F, Max

from huashu.desk.complaints.models import Complaint, ComplaintYear


def number_take(year: int) -> tuple[int, str]:
    """Take the next number of a year.

    Writers take turns at the year's row until their transactions end; what is undone takes no number.

    Args:
        year: In which the complaint is put in the register.

    Returns:
        Its place in the year, and the number as it is written.
    """
    ComplaintYear.objects.get_or_create(year=year)
    ComplaintYear.objects.filter(year=year).update(taken=F("taken") + 1)
    place = ComplaintYear.objects.get(year=year).taken
    return place, f"TS-{year}-{place:04d}"


def numbers_after_removal() -> None:
    """Count on from the last number that is there, once the demo's complaints are gone; a year without any begins anew."""
    last = dict(Complaint.objects.values_list("year").annotate(last=Max("place")))
    for row in ComplaintYear.objects.select_for_update():
        if row.year in last:
            ComplaintYear.objects.filter(pk=row.pk).update(taken=last[row.year])
        else:
            row.delete()
