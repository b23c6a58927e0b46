"""Keeping a letter's PDF with its case."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile

from huashu.desk.cases.models import CaseFile
from huashu.desk.correspondence.models import Message
from huashu.desk.correspondence.services.statuses import system_person


def paper_keep(message: Message, paper: bytes, now: datetime) -> CaseFile:
    """Keep a letter's PDF with its case, where the timeline shows it."""
    author = message.person or system_person()
    row = CaseFile(case=message.case, added_by=author, added_at=now, title=message.title[:120] or message.template)
    row.size_bytes, row.sha256 = len(paper), hashlib.sha256(paper).hexdigest()
    row.content.save(f"{uuid4().hex}.pdf", ContentFile(paper), save=False)
    row.save()
    message.paper = row
    message.save(update_fields=["paper"])
    return row
