"""Why a whole file can't be read or loaded, in the reader's language; kept with the batch in a form that can still be translated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal

FAULT: Final = "fault"
"""Key in a batch's counts, and the value that says that the fault is ours."""

_SENTENCES: Final = {
    "unreadable_file": _noop("%(name)s %(reason)s. %(action)s"),
    "sheet_not_found": _noop("There is no sheet '%(sheet)s'; the workbook has: %(sheets)s. Choose one of them."),
    "not_a_tape": _noop("%(name)s %(reason)s. Give the XML file of exhibit 102 of a Form ABS-EE filing for auto loans."),
    "unsafe_tape": _noop("%(name)s declares a document type or entities, which a tape never does; it isn't read."),
}
_REASONS: Final = (
    _noop("has a quotation mark in row %(detail)s that is never closed"),
    _noop("unpacks to %(detail)s MB"),
    _noop("can't be read (%(detail)s)"),
    _noop("is a tape of another kind (%(detail)s)"),
)
"""Reasons with a figure or a system's words in them."""

_OURS: Final = _noop("Something went wrong on our side. The file is kept; tell your administrator the time of this try.")


def refusal_record(refusal: Refusal) -> dict[str, Any]:
    """A refusal as the counts of a batch keep it, to be read by :func:`fault_text`."""
    template = refusal.template if isinstance(refusal, DeskRefusal) else _SENTENCES.get(refusal.code, "")
    values = {name: str(value) for name, value in refusal.values.items()}
    return {FAULT: refusal.message, "fault_template": template, "fault_values": values}


def fault_text(record: Mapping[str, Any]) -> str:
    """Why a file wasn't loaded, in the reader's language; empty if it was."""
    sentence = str(record.get(FAULT, ""))
    if sentence == FAULT:
        return gettext(_OURS)
    template = record.get("fault_template")
    if not template:
        return sentence
    values = {name: _word(name, value) for name, value in record["fault_values"].items()}
    return gettext(template) % values


def refusal_text(refusal: Refusal) -> str:
    """A refusal in the reader's language; one that has no translation says its own English sentence."""
    return fault_text(refusal_record(refusal))


def _word(name: str, value: str) -> str:
    """One part of a sentence; names of files and sheets stay as they are."""
    if name == "action":
        return gettext(value)
    return _reason(value) if name == "reason" else value


def _reason(reason: str) -> str:
    for template in _REASONS:
        if found := re.fullmatch(re.escape(template).replace(re.escape("%(detail)s"), "(.+)"), reason):
            return gettext(template) % {"detail": found[1]}
    return gettext(reason)
