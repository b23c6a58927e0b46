"""Gateways from the settings, the signed address for reports, and the worker's next call."""

import json
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from huashu.desk.correspondence.gateways import SALT, callback_url, gateways
from huashu.desk.correspondence.services import message_queue, messages_send
from huashu.errors import InvalidValue, MissingValue

pytestmark = pytest.mark.django_db


def test_by_default_everything_goes_to_the_outbox():
    assert {way: gateway.name for way, gateway in gateways().items()} == dict.fromkeys(("sms", "email", "chat", "letter"), "outbox")


WEBHOOK = {"HUASHU_WEBHOOK_URL": "https://gate.example/in", "HUASHU_WEBHOOK_SECRET": "s"}
SMTP = {"HUASHU_SMTP_HOST": "mail.example", "HUASHU_SMTP_FROM": "desk@example.invalid"}
SETTINGS = {
    "webhook": ({"HUASHU_SMS_GATEWAY": "webhook", **WEBHOOK}, "sms", "webhook"),
    "smtp": ({"HUASHU_EMAIL_GATEWAY": "smtp", **SMTP}, "email", "smtp"),
    "no address": ({"HUASHU_SMS_GATEWAY": "webhook", **WEBHOOK, "HUASHU_WEBHOOK_URL": "ftp://x"}, "sms", InvalidValue),
    "no secret": ({"HUASHU_SMS_GATEWAY": "webhook", **WEBHOOK, "HUASHU_WEBHOOK_SECRET": ""}, "sms", MissingValue),
    "text by smtp": ({"HUASHU_SMS_GATEWAY": "smtp", **SMTP}, "sms", InvalidValue),
    "no server": ({"HUASHU_EMAIL_GATEWAY": "smtp", **SMTP, "HUASHU_SMTP_HOST": ""}, "email", MissingValue),
    "no sender": ({"HUASHU_EMAIL_GATEWAY": "smtp", **SMTP, "HUASHU_SMTP_FROM": ""}, "email", MissingValue),
    "a port that is none": ({"HUASHU_EMAIL_GATEWAY": "smtp", **SMTP, "HUASHU_SMTP_PORT": "x"}, "email", InvalidValue),
    "a security that is none": ({"HUASHU_EMAIL_GATEWAY": "smtp", **SMTP, "HUASHU_SMTP_SECURITY": "ssl3"}, "email", InvalidValue),
}


@pytest.mark.parametrize("name", list(SETTINGS))
def test_gateways_of_the_settings(name, monkeypatch):
    values, way, expected = SETTINGS[name]
    for setting, value in values.items():
        monkeypatch.setenv(setting, value)
    if isinstance(expected, str):
        assert gateways()[way].name == expected
    else:
        with pytest.raises(expected):
            gateways()


@pytest.fixture
def handed_over(late_case, ways, now):
    message = message_queue(case=late_case, template="first_overdue", now=now, key="k")
    messages_send(now=now, gateways=ways)
    return message


def post(path, record):
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    return client.post(path, record if isinstance(record, str) else json.dumps(record), content_type="application/json")


def test_a_report_by_the_signed_address(handed_over, monkeypatch, gateway):
    monkeypatch.setenv("HUASHU_PUBLIC_URL", "https://desk.example/")
    path = callback_url(handed_over.pk).removeprefix("https://desk.example")
    done = post(path, {"status": "delivered"})
    assert (done.status_code, done.json()) == (200, {"written": True})
    handed_over.refresh_from_db()
    assert handed_over.state == "delivered"
    assert post(path, {"status": "delivered"}).json() == {"written": False}


def test_without_a_public_address_none_is_given(handed_over, gateway):
    assert gateway.sent[0].callback_url == ""


BAD = {
    "no signature": ("nonsense", {"status": "delivered"}, 404),
    "signed for something else": (signing.dumps(1, salt="other"), {"status": "delivered"}, 404),
    "not JSON": (signing.dumps(1, salt=SALT), "{", 400),
    "no status": (signing.dumps(1, salt=SALT), {}, 400),
    "a list": (signing.dumps(1, salt=SALT), [1], 400),
    "a status that is none": (signing.dumps(1, salt=SALT), {"status": "read"}, 400),
    "too long": (signing.dumps(1, salt=SALT), {"status": "failed", "reason": "x" * 5000}, 413),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_report(name):
    token, record, status = BAD[name]
    assert post(f"/messages/delivery/{token}/", record).status_code == status


def test_an_address_is_good_for_a_month(handed_over, monkeypatch):
    path = f"/messages/delivery/{signing.dumps(handed_over.pk, salt=SALT)}/"
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + timedelta(days=31).total_seconds())
    assert post(path, {"status": "delivered"}).status_code == 404
