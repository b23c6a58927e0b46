"""What was said of a kind of sheet is remembered with its columns."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_stopped_loads")]

    operations = [migrations.AddField("savedmapping", "options", models.JSONField(default=dict))]
