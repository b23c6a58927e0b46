"""Saving templates, the sender's settings and customers' addresses; each change stands in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.conduct.selectors.texts import language_of, words_faults
from huashu.desk.correspondence.checking import template_check
from huashu.desk.correspondence.models import CustomerAddress, SenderSetting, TemplateVersion
from huashu.desk.correspondence.refusals import NothingChanged, SettingBreaches, TemplateFaulty
from huashu.desk.correspondence.sample import FACTS
from huashu.desk.correspondence.selectors.facts import address_for
from huashu.desk.correspondence.selectors.sender import sender_setting
from huashu.desk.correspondence.selectors.templates import templates_current
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.people.models import Person

SENDER_FIELDS: Final = (
    *("address", "callback_number", "email", "how_to_pay_zh", "how_to_pay_en", "opt_out_zh", "opt_out_en", "signature"),
)


def template_save(*, template: Template, note: str, person: Person, now: datetime) -> TemplateVersion:
    """Save a template as a new version; what breaches is never saved, by anybody.

    Args:
        template: The template with its new words.
        note: Why it changes.
        person: Who changes it.
        now: The moment.

    Raises:
        TemplateFaulty: Something in it can't stay (see ``checking.template_check``).
        NothingChanged: It is what it was.
    """
    if not template_check(template, now).is_sound:
        raise TemplateFaulty(field="body")
    before = templates_current().get(template.key)
    if before and (before.title, before.body, before.purpose) == (template.title, template.body, template.purpose):
        raise NothingChanged(field="body")
    code, channel, language = template.key
    with transaction.atomic():
        number = TemplateVersion.objects.filter(code=code, channel=channel, language=language).aggregate(last=Max("number"))["last"] or 0
        row = TemplateVersion.objects.create(
            code=code,
            channel=channel,
            language=language,
            number=number + 1,
            purpose=template.purpose,
            title=template.title,
            body=template.body,
            note=note.strip()[:240],
            made_at=now,
            made_by=person,
        )
        data = {"what": f"template {code}/{channel}/{language}", "changes": {"version": [number, number + 1]}, "note": row.note}
        trail_append(TrailKind.LENDER_CHANGED, person=person, data=data, at=now)
    return row


def sender_save(*, values: Mapping[str, str], person: Person | None, now: datetime) -> SenderSetting:
    """Save what messages and letterheads say of the lender.

    Args:
        values: Every field of :data:`SENDER_FIELDS`.
        person: Who changes it.
        now: The moment.

    Raises:
        SettingBreaches: One of them says what must not be said.
    """
    for name in SENDER_FIELDS:
        faults = words_faults(values[name], language_of(values[name]), "collection", FACTS)
        if fault := next((fault for fault in faults if fault.breach != "false_amount"), None):
            raise SettingBreaches(field=name, quote=fault.quote, name=fault.name)
    with transaction.atomic():
        row = sender_setting()
        changed = {name: [getattr(row, name), values[name]] for name in SENDER_FIELDS if getattr(row, name) != values[name]}
        if not changed:
            return row
        for name in changed:
            setattr(row, name, values[name])
        row.changed_at, row.changed_by = now, person
        row.save()
        trail_append(TrailKind.LENDER_CHANGED, person=person, data={"what": "sender", "changes": changed}, at=now)
    return row


def address_record(*, case: Case, channel: str, value: str, person: Person, now: datetime) -> None:
    """Write down where a case's customer gets e-mail or chat; empty ends it. The trail keeps that it changed, not the address."""
    with transaction.atomic():
        if address_for(case, channel) == value.strip():
            return
        CustomerAddress.objects.create(
            customer_id=case.customer_id, channel=channel, value=value.strip()[:160], recorded_at=now, recorded_by=person
        )
        data = {"wish": "address", "channel": channel, "change": "recorded" if value.strip() else "withdrawn"}
        trail_append(TrailKind.WISH_RECORDED, person=person, case=case, data=data, at=now)
