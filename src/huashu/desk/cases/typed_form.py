"""A form whose fields are typed freely: days, times and amounts are read, and what can't be read becomes a sentence beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.errors import InvalidValue

UNREAD: Final[dict[str, str | Promise]] = {
    "day": _("“%(found)s” isn't a day. Give one such as 2026-11-27, 11-27, 27, Friday, tomorrow or +3."),
    "time": _("“%(found)s” isn't a time. Give one such as 10:30 or 3pm."),
    "amount": _("“%(found)s” isn't an amount. Give one clear amount such as 1234.50 or 3k, in the loan's currency."),
    "duration": _("“%(found)s” isn't a duration. Give minutes and seconds such as 2:14."),
}

Value = TypeVar("Value")


class TypedForm(forms.Form):
    """Base of the forms here."""

    def reading(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        """What a field says, or None where it is empty or can't be read (which is then said beside it).

        Args:
            name: The field.
            reader: One of the readers in :mod:`huashu.language.typed`.
        """
        text = str(self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        try:
            return reader(text)
        except InvalidValue as refusal:
            self.add_error(name, str(UNREAD[refusal.field or "day"]) % {"found": text[:60]})
            return None
