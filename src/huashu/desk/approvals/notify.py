"""Telling the customer in writing what was promised or decided, by the app that keeps messages.

A message that can't be queued stops nothing: the caller learns that nobody has been told, and the case asks for a call instead. The
app of messages reads cases, and cases are what tells it, so it is imported when it's needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from huashu.desk.approvals.models import Arrangement
from huashu.desk.approvals.words import terms_words
from huashu.desk.cases.models import Promise
from huashu.desk.people.models import Person
from huashu.errors import Refusal

_TONGUES: Final = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "en": "en"}


def promise_confirm(promise: Promise, person: Person, now: datetime) -> bool:
    """Queue the message that confirms a promise; whether it was queued (queued isn't sent)."""
    from huashu.desk.correspondence.services import promise_confirmation_queue  # noqa: PLC0415 - see above

    return _queued(lambda: promise_confirmation_queue(promise=promise, now=now, person=person))


def arrangement_tell(arrangement: Arrangement, template: str, terms: Mapping[str, Any], person: Person, now: datetime) -> bool:
    """Queue the message that tells what was decided, in the customer's language; whether it was queued.

    Args:
        arrangement: The request.
        template: ``arrangement_approved`` or ``arrangement_refused``.
        terms: What holds now.
        person: Who decided.
        now: The moment.
    """
    from huashu.desk.correspondence.selectors.facts import language_for, money_words  # noqa: PLC0415 - see above
    from huashu.desk.correspondence.services import message_queue  # noqa: PLC0415 - see above

    case = arrangement.case
    language = language_for(case)
    with override(_TONGUES.get(language)):
        money = partial(money_words, language=language)
        said = terms_words(arrangement.kind, terms, case.currency, timezone.localdate(now), money)
    key = f"{template}-{arrangement.pk}"
    return _queued(
        lambda: message_queue(
            case=case, template=template, now=now, person=person, values={"arrangement": said}, key=key, language=language
        )
    )


def _queued(queue: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            queue()
    except Refusal:
        return False
    return True
