"""What is typed into a field of the call screen, as it is kept: the words stay, and beside them what they are understood to mean."""

from __future__ import annotations

import json
import re
from datetime import datetime

from django.utils import timezone

from huashu.desk.calls.models import Call
from huashu.desk.calls.understanding import promise_understood
from huashu.desk.cases.drafts import PromiseDraft
from huashu.desk.cases.promise_form import FormSetting
from huashu.desk.cases.selectors.standing import standing_of
from huashu.errors import InvalidValue
from huashu.language.typed import day_read, time_read
from huashu.money import format_minor
from huashu.playbook.facts import CAPTURES
from huashu.playbook.wording import day_spoken


def capture_read(call: Call, field: str, words: str, language: str, now: datetime) -> dict[str, str]:
    """Values of a capture event.

    Args:
        call: The call.
        field: Name of the captured field.
        words: What was typed.
        language: Language of the track, in which wordings repeat it.
        now: The moment.

    Returns:
        ``value`` is empty where the words couldn't be understood: the field then isn't filled. ``words`` always holds what was typed.
    """
    kind = CAPTURES[field].type if field in CAPTURES else "text"
    if kind == "promise":
        return _promise(call, words, language, now)
    if kind == "moment":
        at = moment_read(words, now)
        return {"words": words, "value": at.isoformat() if at else ""}
    return {"words": words, "value": words.strip()}


def setting_of(call: Call, now: datetime) -> FormSetting:
    """What reading a promise has to know."""
    standing = standing_of(call.case.loan, timezone.localdate(now))
    return FormSetting(call.case, now, standing.whole_minor, standing.limit_minor)


def moment_read(words: str, now: datetime) -> datetime | None:
    """A day and a time as they are typed: ``tomorrow 10:00``, ``周五下午3点``; None where either is missing or unclear."""
    text = words.strip()
    if re.match(r"\d{4}-\d\d-\d\dT", text):
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return None
        return at if timezone.is_aware(at) else timezone.make_aware(at)
    today = timezone.localdate(now)
    for place in range(len(text), 0, -1):
        if re.match(r"\d[\d:.点點时時]", text[place - 1 : place + 1]):
            continue  # inside a number or a time
        try:
            at_time, day = time_read(text[place:]), day_read(text[:place], today)
        except InvalidValue:
            continue
        return timezone.make_aware(datetime.combine(day, at_time))
    return None


def parts_text(draft: PromiseDraft, language: str, currency: str) -> str:
    """A promise as a wording of the track repeats it."""
    pieces = [(day_spoken(part.due_on, language), format_minor(part.amount_minor, currency).removesuffix(".00")) for part in draft.parts]
    if language == "en":
        return ", then ".join(f"{amount} {currency} by {day}" for day, amount in pieces)
    unit = "元" if currency in ("CNY", "TWD", "HKD") else f" {currency}"
    return "，".join(f"{day}还{amount}{unit}" if language == "zh-Hans" else f"{day}還{amount}{unit}" for day, amount in pieces)


def _promise(call: Call, words: str, language: str, now: datetime) -> dict[str, str]:
    if not words.strip():
        return {"words": "", "value": ""}
    draft = promise_understood(words, setting_of(call, now)).draft
    if draft is None:
        return {"words": words, "value": ""}
    parts = [[part.amount_minor, part.due_on.isoformat()] for part in draft.parts]
    return {
        "words": words,
        "value": parts_text(draft, language, call.case.currency),
        "kind": str(draft.kind),
        "parts": json.dumps(parts),
    }
