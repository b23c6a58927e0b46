from datetime import datetime, time

from django.db import migrations
from django.db.models import Max, Sum
from django.utils import timezone

BATCH = 2000


def changes_write(apps, schema_editor):
    """What became of promises so far, one change each: of more nothing is known."""
    promise, change = apps.get_model("cases", "Promise"), apps.get_model("cases", "PromiseChange")
    decided = promise.objects.filter(decided_on__isnull=False, changes=None).annotate(
        amount=Sum("parts__amount_minor"), last_on=Max("parts__due_on"), received=Sum("parts__received_minor")
    )
    rows = decided.order_by("pk").values_list("pk", "status", "decided_on", "amount", "last_on", "received")
    made = []
    for pk, status, day, amount_minor, last_on, received_minor in rows.iterator(BATCH):
        at = timezone.make_aware(datetime.combine(day, time(12)))
        fields = {"status_from": "open", "status": status, "at": at, "business_on": day, "due_on": last_on or day}
        fields |= {"amount_minor": amount_minor or 0, "received_minor": received_minor or 0}
        made.append(change(promise_id=pk, **fields))
        if len(made) == BATCH:
            change.objects.bulk_create(made)
            made = []
    change.objects.bulk_create(made)


class Migration(migrations.Migration):
    """Promises that were decided before their changes were kept get the one that is known."""

    dependencies = [("cases", "0003_promises_put_forward")]

    operations = [migrations.RunPython(changes_write, migrations.RunPython.noop)]
