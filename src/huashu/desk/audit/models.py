"""Who was shown which personal data. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalField(models.TextChoices):
    """Fields of a customer that pages show masked; the value is the attribute's name."""

    PHONE = "phone", _("Phone")
    SECOND_PHONE = "second_phone", _("Second phone")
    ID_NUMBER = "id_number", _("ID number")
    ADDRESS = "address", _("Address")


class Showing(models.Model):
    """One unmasking of one field of one customer, asked for by a person on purpose."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="showings")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="showings")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="showings")
    field = models.CharField(_("field"), max_length=20, choices=PersonalField.choices)
    at = models.DateTimeField(db_index=True)
    address = models.GenericIPAddressField(null=True)
