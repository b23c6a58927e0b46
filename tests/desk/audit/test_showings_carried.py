"""A desk from before the trail: its showings become the trail's first entries, oldest first, and the guards are on afterwards."""

import os
import subprocess
import sys

OLD_DESK = """
from datetime import UTC, datetime, timedelta
from huashu.desk import setup
setup.start(migrate=False)
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
call_command("migrate", "audit", "0001", verbosity=0)
models = MigrationLoader(connection).project_state(("audit", "0001_initial")).apps.get_model
ada = models("people", "Person").objects.create(username="ada", name="Ada", role="officer")
customer = models("customers", "Customer").objects.create(source_key="1", name="Zhang")
product = models("loans", "ProductSetting").objects.create(code="standard", name="Standard")
day = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
loan = models("loans", "Loan").objects.create(
    contract_no="HT-1", customer=customer, product=product, currency="CNY", disbursed_on=day.date())
case = models("cases", "Case").objects.create(
    loan=loan, customer=customer, opened_on=day.date(), stage="early", bucket="M1", currency="CNY")
Showing = models("audit", "Showing")
for back in range(3000):
    about = {"customer": customer, "case": case if back else None}
    Showing.objects.create(person=ada, field="phone", at=day - timedelta(hours=back), address=None, **about)
"""
NEW_DESK = """
from huashu.desk import setup
setup.start()
from django.db import DatabaseError
from huashu.desk.audit.models import TrailEntry
first, last = TrailEntry.objects.order_by("number").first(), TrailEntry.objects.order_by("number").last()
print(first.number, first.kind, first.person_name, first.contract_no, first.data, first.case_id is None)
print(last.number, last.at.isoformat(), last.contract_no == "", last.case_id is None)
try:
    TrailEntry.objects.filter(number=1).delete()
except DatabaseError as refused:
    print(refused)
"""


def test_showings_of_an_old_desk_are_the_first_entries(tmp_path):
    settings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings |= {"HUASHU_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}

    def run(*words):
        return subprocess.run([sys.executable, *words], env=settings, capture_output=True, text=True, check=False)

    old = run("-c", OLD_DESK)
    assert old.returncode == 0, old.stderr
    new = run("-c", NEW_DESK)
    assert new.stdout.splitlines() == [
        "1 showing ada HT-1 {'address': '', 'field': 'phone'} False",
        "3000 2026-11-23T02:12:00+00:00 True True",
        "the audit trail is only added to",
    ], new.stderr
    checked = run("-m", "huashu.cli.main", "audit", "verify")
    assert "OK: 3,000 entries." in checked.stdout, checked.stderr
