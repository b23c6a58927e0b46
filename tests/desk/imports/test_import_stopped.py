"""A load whose process was killed: told at once, nothing of it saved, and run again by a button.

The killing is real: a worker process of its own, with its own data folder, is killed outright in the middle of a load.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from import_files import SNAPSHOT

from huashu.desk.holds import hold, is_held
from huashu.desk.imports.liveness import hold_name
from huashu.desk.imports.models import ImportBatch

START = "from huashu.desk import clock, setup\nsetup.start()\n"
UPLOAD = """
from django.core.files.base import ContentFile
from huashu.desk.imports.pages import preview_page
from huashu.desk.imports.services import batch_choose, batch_confirm, batch_enqueued, batch_upload
from huashu.desk.imports.tasks import batch_load_task
rows = "".join(f"张测{n},10000{n:06d},HT-{n},1000,1000,5\\n" for n in range(1, 3001))
content = ContentFile(("姓名,手机号,合同号,月供,逾期金额,逾期天数\\n" + rows).encode(), "book.csv")
batch = batch_upload(upload=content, name="book.csv", shape="", as_of=None, person=None, now=clock.now())
page = preview_page(batch, None)
batch_choose(batch=batch, shape=page.shape, mapping=page.mapping, choices=page.choices)
batch_confirm(batch=batch, person=None, now=clock.now())
batch_enqueued(batch=batch, task_id=batch_load_task.enqueue(batch.pk).id)
"""
SLEEPY = """
import time
from huashu.desk.imports import writing
from huashu.desk.imports import loading
def slow(**given):
    writing.sorted_save(**given)
    print("half-way", flush=True)
    time.sleep(60)
loading.sorted_save = slow
"""
WORK = "from django.core.management import call_command\ncall_command('db_worker', interval=0.1, batch=True, startup_delay=False)\n"
LOOK = """
from huashu.desk.imports.models import ImportBatch
from huashu.desk.imports.liveness import batch_is_stopped
batch = ImportBatch.objects.get()
print(batch.state, batch_is_stopped(batch, clock.now()))
"""
AGAIN = """
from huashu.desk.imports.models import ImportBatch
from huashu.desk.imports.services import batch_enqueued, batch_requeue
from huashu.desk.imports.tasks import batch_load_task
batch = ImportBatch.objects.get()
batch_requeue(batch=batch, skip_bad=False, now=clock.now())
batch_enqueued(batch=batch, task_id=batch_load_task.enqueue(batch.pk).id)
"""


@pytest.fixture
def python(tmp_path):
    """Start Python on the desk of a folder of its own."""
    environment = {**os.environ, "HUASHU_DATA": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}

    def start(*parts):
        return subprocess.Popen(
            [sys.executable, "-c", "".join((START, *parts))], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(*parts):
        out, err = start(*parts).communicate(timeout=120)
        assert "Traceback" not in err, err
        return out.split()

    run.start = start
    return run


def contracts(folder):
    with sqlite3.connect(folder / "huashu.sqlite3") as book:
        count = book.execute("SELECT count(*) FROM loans_loan").fetchone()[0]
    book.close()
    return count


def test_a_killed_load_is_told_at_once_and_runs_again(python, tmp_path):
    python(UPLOAD)
    worker = python.start(SLEEPY, WORK)
    assert "half-way" in worker.stdout.readline(), worker.stderr.read()
    assert python(LOOK) == ["saving", "False"]
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert python(LOOK) == ["saving", "True"]
    assert contracts(tmp_path) == 0
    python(AGAIN)
    python(WORK)
    assert python(LOOK) == ["done", "False"]
    assert contracts(tmp_path) == 3000


@pytest.fixture
def batch(load, ben):
    return load(SNAPSHOT, person=ben)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["running", "saving"])
def test_a_load_that_nobody_holds_has_stopped(state, batch, ben, signed_in):
    ImportBatch.objects.update(state=state)
    client = signed_in(ben)
    with hold(hold_name(batch.pk)):
        assert "Stopped" not in client.get("/imports/").text
    assert "Stopped" in client.get("/imports/").text
    page = client.get(f"/imports/{batch.pk}/").text
    assert "The load stopped before its end" in page
    assert "hx-get" not in page
    response = client.post(f"/imports/{batch.pk}/again/", follow=True)
    assert "Next step: run the close." in response.text
    assert ImportBatch.objects.get().state == "done"


TASKS = [
    ("waits its turn", (TaskResultStatus.READY, None, 3600), False),
    ("was handed out a moment ago", (TaskResultStatus.RUNNING, 5, 3600), False),
    ("was handed out and never began", (TaskResultStatus.RUNNING, 30, 3600), True),
    ("is gone from the queue", (None, None, 3600), True),
    ("was confirmed a moment ago", (None, None, 5), False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("task", "stopped"), [case[1:] for case in TASKS], ids=[case[0] for case in TASKS])
def test_a_file_in_the_queue_has_stopped_only_if_nobody_will_take_it(task, stopped, batch, now, ben, signed_in):
    (status, started_s, queued_s), task_id = task, "0" * 32
    if status:
        started_at = now - timedelta(seconds=started_s) if started_s else None
        DBTaskResult.objects.create(
            id=task_id, status=status, started_at=started_at, args_kwargs={}, task_path="x", backend_name="default", run_after=now
        )
    ImportBatch.objects.update(state="queued", queued_at=now - timedelta(seconds=queued_s), task_id=task_id)
    assert ("The load stopped before its end" in signed_in(ben).get(f"/imports/{batch.pk}/").text) is stopped


@pytest.mark.django_db
def test_a_file_that_is_being_loaded_is_not_run_again(batch, ben, signed_in):
    ImportBatch.objects.update(state="running")
    with hold(hold_name(batch.pk)):
        response = signed_in(ben).post(f"/imports/{batch.pk}/again/", follow=True)
    assert "is being loaded or was loaded already" in response.text
    assert ImportBatch.objects.get().state == "running"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ada", "chen", "dora", "finn"])
def test_only_who_may_import_runs_again(who, request, batch, signed_in):
    ImportBatch.objects.update(state="running")
    assert signed_in(request.getfixturevalue(who)).post(f"/imports/{batch.pk}/again/").status_code == 403
    assert ImportBatch.objects.get().state == "running"


@pytest.mark.django_db
def test_a_fault_of_ours_can_be_tried_again(batch, ben, signed_in):
    ImportBatch.objects.update(state="failed", counts={"fault": "fault"})
    client = signed_in(ben)
    assert "Load it again" in client.get(f"/imports/{batch.pk}/").text
    client.post(f"/imports/{batch.pk}/again/")
    assert ImportBatch.objects.get().state == "done"


@pytest.mark.django_db
def test_a_hold_is_had_once_and_goes_with_its_block():
    with hold("test-1") as first, hold("test-1") as second, hold("test-2") as other:
        assert (first, second, other) == (True, False, True)
        assert is_held("test-1")
    assert not is_held("test-1")
    with hold("test-1") as again:
        assert again
