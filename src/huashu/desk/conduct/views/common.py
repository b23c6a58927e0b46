"""What several pages say about words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from huashu.desk.cases.models import Case
from huashu.desk.conduct.selectors.texts import language_of, text_faults


def words_warned(request: HttpRequest, case: Case, text: str) -> None:
    """Warn of words in a note that may not be said to a customer; a note itself is kept as it is.

    Args:
        request: Gets the message.
        case: The case that the note is about.
        text: The note.
    """
    for fault in text_faults(case, text, "customer", "", language_of(text)):
        said = {"quote": fault.quote, "name": fault.name, "better": fault.better}
        messages.warning(request, _("Kept, but look at “%(quote)s” — %(name)s. %(better)s") % said)
