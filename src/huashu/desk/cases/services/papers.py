"""Notes and files of a case: added, corrected by newer ones, never taken away."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from huashu.desk.cases.filekinds import file_check, title_of
from huashu.desk.cases.models import Case, CaseFile, Note
from huashu.desk.cases.refusals import AlreadyCorrected, NoteEmpty
from huashu.desk.people.models import Person


def note_record(*, case: Case, text: str, person: Person, now: datetime, corrects: Note | None = None) -> Note:
    """Write a note.

    Args:
        case: The case it belongs to.
        text: The note.
        person: Its author.
        now: The moment of writing.
        corrects: The note of the same case that this one replaces, if it is a correction.

    Raises:
        NoteEmpty: There are no words.
        AlreadyCorrected: The note to be corrected has been.
    """
    if not text.strip():
        raise NoteEmpty
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        if corrects is not None:
            assert corrects.case_id == case.pk
            if Note.objects.filter(corrects=corrects).exists():
                raise AlreadyCorrected
        return Note.objects.create(case=case, author=person, text=text.strip(), written_at=now, corrects=corrects)


def file_add(*, case: Case, upload: UploadedFile[bytes], title: str, person: Person, now: datetime) -> CaseFile:
    """Keep a document with the case, under a name of the desk's own making.

    Args:
        case: The case it belongs to.
        upload: The file as it was sent.
        title: What to call it; empty takes the file's own name.
        person: Who adds it.
        now: The moment of adding.

    Raises:
        FileEmpty, FileTooLarge, FileKindUnknown, FileNotWhatItSays: The file can't be kept.
    """
    name, size = upload.name or "", upload.size or 0
    suffix = file_check(name, size, upload.read(4096))
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    row = CaseFile(case=case, added_by=person, added_at=now, title=title.strip()[:120] or title_of(name), size_bytes=size, sha256=digest)
    row.content.save(f"{uuid4().hex}{suffix}", File(upload), save=False)
    row.save()
    return row


def file_name(row: CaseFile) -> str:
    """The name under which a file is handed out: its title with the kind's own ending."""
    suffix = PurePath(str(row.content.name)).suffix
    return row.title if row.title.lower().endswith(suffix) else f"{row.title}{suffix}"
