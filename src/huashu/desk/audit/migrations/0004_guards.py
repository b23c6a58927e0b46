"""Showings live in the trail now; from here on the database refuses to change it."""

from django.db import migrations

from huashu.desk.audit.guards import guards_drop, guards_set


class Migration(migrations.Migration):

    dependencies = [("audit", "0003_showings_to_trail")]

    operations = [
        migrations.DeleteModel("Showing"),
        migrations.RunPython(
            lambda apps, schema_editor: guards_set(schema_editor.connection),
            lambda apps, schema_editor: guards_drop(schema_editor.connection),
        ),
    ]
