"""Carry the showings over into the trail, oldest first, and make the head."""

import json

from django.db import migrations

from huashu.desk.audit.chain import GENESIS, Sealed, canonical, hash_of, moment_text


def carry_over(apps, schema_editor):
    Showing, Entry, Head = (apps.get_model("audit", name) for name in ("Showing", "TrailEntry", "TrailHead"))
    number, previous, rows = 0, GENESIS, []
    for showing in Showing.objects.order_by("at", "pk").select_related("person", "case__loan").iterator(chunk_size=2000):
        number += 1
        sealed = Sealed(
            at=moment_text(showing.at),
            case=showing.case_id,
            contract_no=showing.case.loan.contract_no if showing.case_id else "",
            customer=showing.customer_id,
            data=canonical({"field": showing.field, "address": showing.address or ""}),
            kind="showing",
            number=number,
            person=showing.person_id,
            person_name=showing.person.username,
            previous_hash=previous,
        )
        previous = hash_of(sealed)
        rows.append(
            Entry(
                number=number,
                at=showing.at,
                kind=sealed.kind,
                person_id=sealed.person,
                person_name=sealed.person_name,
                customer_id=sealed.customer,
                case_id=sealed.case,
                contract_no=sealed.contract_no,
                data=json.loads(sealed.data),
                previous_hash=sealed.previous_hash,
                hash=previous,
            )
        )
        if len(rows) == 2000:
            Entry.objects.bulk_create(rows)
            rows = []
    Entry.objects.bulk_create(rows)
    assert Entry.objects.count() == Showing.objects.count() == number
    Head.objects.create(pk=1, count=number, hash=previous)


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_trail"), ("loans", "0001_initial"), ("people", "0001_initial")]

    operations = [migrations.RunPython(carry_over)]
