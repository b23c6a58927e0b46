"""`huashu settings`: each setting once, its value, and no secret."""

import pytest
from click.testing import CliRunner

from huashu.cli.settings import settings
from huashu.desk.environment import SETTINGS, read_zone
from huashu.errors import InvalidValue

SHOWN = [
    ("HUASHU_PORT", "", "HUASHU_PORT=8000  (default)"),
    ("HUASHU_PORT", "9000", "HUASHU_PORT=9000  (set)"),
    ("HUASHU_SECRET_KEY", "s3cret", "HUASHU_SECRET_KEY=(hidden)  (set)"),
    ("DATABASE_URL", "", "DATABASE_URL=  (default)"),
    ("DATABASE_URL", "postgresql://u:s3cret@db:5432/h", "DATABASE_URL=postgresql://u:(hidden)@db:5432/h  (set)"),
    ("DATABASE_URL", "postgresql://u:s3:cret@db/h", "DATABASE_URL=postgresql://u:(hidden)@db/h  (set)"),
    ("DATABASE_URL", "postgresql:///h?host=/run/postgresql", "DATABASE_URL=postgresql:///h?host=/run/postgresql  (set)"),
]


@pytest.mark.parametrize(("name", "value", "line"), SHOWN)
def test_value_and_where_it_comes_from(name, value, line):
    output = CliRunner().invoke(settings, env={name: value}).output
    assert line in output.splitlines()
    assert "s3cret" not in output


def test_every_setting_is_listed_with_its_meaning():
    output = CliRunner().invoke(settings).output
    for setting in SETTINGS:
        assert output.count(f"{setting.name}=") == 1
        assert setting.meaning in output


@pytest.mark.parametrize("name", ["Mars/Olympus", " ", "Asia", "../Shanghai"])
def test_a_time_zone_that_does_not_exist_is_refused_in_a_sentence(name, monkeypatch):
    monkeypatch.setenv("HUASHU_TIMEZONE", name)
    with pytest.raises(InvalidValue, match=r"HUASHU_TIMEZONE is .*a time zone of the IANA list"):
        read_zone("HUASHU_TIMEZONE")
