"""Who was shown which personal data. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Showing(models.Model):
    """One unmasking of one field of one customer, asked for by a person on purpose."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="showings")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="showings")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="showings")
    field = models.CharField(max_length=20)
    at = models.DateTimeField(db_index=True)
    address = models.GenericIPAddressField(null=True)
