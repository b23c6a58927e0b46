"""Files made in memory, and the way from a file to the book. People and numbers are invented."""

import io

import openpyxl
import pytest
from django.core.files.base import ContentFile
from import_files import AS_OF

from huashu.desk.imports.loading import batch_load
from huashu.desk.imports.pages import preview_page
from huashu.desk.imports.services import batch_choose, batch_confirm, batch_upload


@pytest.fixture
def xlsx():
    """A workbook from rows."""

    def make(rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def load(db, now):
    """Bring a file in as the command line does, without a page: ``load(content, "book.csv")`` gives the finished batch."""

    def run(content, name="book.csv", *, shape="", as_of=AS_OF, person=None, **options):
        content = content.encode() if isinstance(content, str) else content
        batch = batch_upload(upload=ContentFile(content, name), name=name, shape=shape, as_of=as_of, person=person, now=now)
        batch.options |= options
        page = preview_page(batch, None)
        assert (page.refusal, page.missing) == ("", ())
        batch_choose(batch=batch, shape=page.shape, mapping=page.mapping, choices=page.choices)
        batch_confirm(batch=batch, person=person, now=now)
        batch_load(batch=batch, person=person, now=now)
        return batch

    return run


@pytest.fixture
def upload(now):
    """Upload a file through the page; gives the answer after the redirect."""

    def run(client, content, name="book.csv", **fields):
        content = content.encode() if isinstance(content, str) else content
        file = ContentFile(content, name)
        return client.post("/imports/upload/", {"file": file, "shape": "", "as_of": "2026-11-23", **fields}, follow=True)

    return run


@pytest.fixture
def answers():
    """What the preview's form posts when nothing is touched: ``answers(response, do="load")``."""

    def make(response, **changes):
        preview = response.context["preview"]
        columns = {f"column-{column.index}": column.field for column in preview.columns}
        options = {name: preview.form[name].value() for name in preview.form.fields if preview.form[name].value() not in (None, False)}
        for column in preview.columns:
            if column.kind == "amount":
                columns[f"unit-{column.index}"] = str(column.unit)
            elif column.kind == "rate":
                columns |= {f"per-{column.index}": column.per, f"scale-{column.index}": column.scale}
        posted = {
            "shown": preview.digest,
            "shown_shape": preview.shape,
            "shown_sheet": preview.sheet or "",
            "sheet": preview.sheet or "",
            **options,
            **columns,
        }
        return {**posted, "do": "look", **changes}

    return make
