from django.db import migrations


class Migration(migrations.Migration):
    """The reason for a case's place is worked out when it is read, so it isn't kept."""

    dependencies = [('cases', '0001_initial')]

    operations = [
        migrations.RemoveField(model_name='case', name='place_code'),
        migrations.RemoveField(model_name='case', name='place_values'),
    ]
