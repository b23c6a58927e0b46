"""A load that was stopped can be told and run again; what was left out is kept for the result."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]

    operations = [
        migrations.AddField("importbatch", "queued_at", models.DateTimeField(null=True)),
        migrations.AddField("importbatch", "task_id", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("importbatch", "notes", models.JSONField(default=list)),
        migrations.AlterField(
            "importbatch",
            "state",
            models.CharField(
                choices=[
                    ("uploaded", "Waiting for confirmation"),
                    ("queued", "Waiting its turn"),
                    ("running", "Reading"),
                    ("saving", "Saving"),
                    ("done", "Loaded"),
                    ("refused", "Not loaded"),
                    ("failed", "Stopped by a fault"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
    ]
