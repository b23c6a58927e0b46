"""Borrowers. Personal data live here and nowhere else; pages show them masked (see ``desk.audit``)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """A person (or firm) that borrowed.

    ``source_key`` identifies the customer in the file or system that it came from, so that importing twice finds it again.
    """

    source_key = models.CharField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120, db_index=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    phone_tail = models.CharField(max_length=4, blank=True, db_index=True)
    second_phone = models.CharField(_("second phone"), max_length=32, blank=True)
    id_number = models.CharField(_("ID number"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=240, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    customer_since = models.DateField(_("customer since"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
