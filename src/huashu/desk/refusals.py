"""What the desk refuses: a sentence in English that is the key of its translations, and a form that can show it."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext

from huashu.errors import Refusal


class DeskRefusal(Refusal):
    """One subclass per way to fail.

    Args:
        field: The form field that the sentence belongs beside; None for the whole form.
        values: What the template's places are filled with, already as words.
    """

    template: ClassVar[str]
    place: ClassVar[str | None] = None
    """The field of a kind of refusal that belongs beside the same one always."""

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        super().__init__(self.template % values, field=field or self.place, **values)

    def text(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.template) % self.values


class RefusableForm(forms.Form):
    """A form that can show what a service refused, beside the field that it concerns."""

    def refuse(self, refusal: DeskRefusal) -> None:
        """Put the refusal's sentence beside its field, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.text())
