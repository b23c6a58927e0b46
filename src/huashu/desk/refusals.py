"""The base of what the desk refuses: a sentence in English that is the key of its translations."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext

from huashu.errors import Refusal


class DeskRefusal(Refusal):
    """One subclass per way to fail.

    Args:
        field: The form field that the sentence belongs beside; None for the whole form.
        values: What the template's places are filled with, already as words.
    """

    template: ClassVar[str]

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        super().__init__(self.template % values, field=field, **values)

    def text(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.template) % self.values
