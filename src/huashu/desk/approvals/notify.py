"""Asking for a message to the customer, where the desk can send any: by the app that keeps letters and messages, if it's there.

A message that can't be queued stops nothing: the caller learns that nobody has been told, and the case asks for a call instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.db import transaction

from huashu.desk.cases.models import Case
from huashu.errors import Refusal

APP: Final = "huashu.desk.correspondence"


def tell(case: Case, template: str, values: Mapping[str, Any]) -> bool:
    """Queue a message to a case's customer; what has been written so far stays if it can't be.

    Args:
        case: The case.
        template: Which message, such as ``promise_confirmation`` or ``arrangement_approved``.
        values: What the template's places are filled with.

    Returns:
        Whether it was queued; queued isn't sent.
    """
    queue = _queue()
    if queue is None:
        return False
    try:
        with transaction.atomic():
            return queue(case=case, template=template, values=dict(values)) is not None
    except Refusal:
        return False


def _queue() -> Callable[..., object] | None:
    """``message_queue`` of the letters app, or None where the app isn't installed."""
    if not apps.is_installed(APP):
        return None
    return getattr(import_module(f"{APP}.services"), "message_queue", None)
