"""Files made in memory, and the way from a file to the book. People and numbers are invented."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile

from huashu.desk.imports.loading import batch_load
from huashu.desk.imports.pages import preview_page
from huashu.desk.imports.services import batch_choose, batch_confirm, batch_upload

AS_OF = date(2026, 11, 23)

SNAPSHOT = """\
车贷客户逾期快照（2026年11月）,,,,,
姓名,手机号,合同号,月供,逾期金额,逾期天数
张测一,10000000001,HT-1,３２００.００,6400.00,３５
张测二,10000000002,HT-2,1800.00,0,0
张测三,10000000003,HT-3,"2,500.00",2500.00,8
合计,,,,8900.00,
"""
COMBINED = [
    ["姓名", "手机号", "合同号", "贷款金额", "年利率", "期数", "放款日期", "首期还款日"],
    ["张测一", "10000000001", "HT-1", 120000, "8.5%", 36, date(2026, 1, 10), date(2026, 2, 10)],
    ["张测二", "10000000002", "HT-2", 60000, "9%", 24, date(2026, 3, 15), date(2026, 4, 15)],
]
PAYMENTS = """\
合同号,还款日期,还款金额,流水号
HT-1,2026-02-10,3787.90,R1
HT-2,2026-04-15,2741.00,R2
"""


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
        batch.options = options
        page = preview_page(batch, None)
        assert (page.refusal, page.missing) == ("", ())
        batch_choose(batch=batch, shape=page.shape, mapping=page.mapping, choices=page.choices)
        batch_confirm(batch=batch, person=person)
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
        posted = {"shown_shape": preview.shape, "shown_sheet": preview.sheet or "", "sheet": preview.sheet or "", **options, **columns}
        return {**posted, "do": "look", **changes}

    return make
