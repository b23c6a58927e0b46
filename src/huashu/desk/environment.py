"""Every setting that Huashu reads from the environment, in one table.

``huashu settings`` prints this table and the documentation is checked against it, so a setting that isn't listed here
doesn't exist.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huashu.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what applies when it's absent, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS: Final = (
    Setting("HUASHU_DATA", "~/.local/share/huashu", "Folder for the embedded database, uploaded files and the secret key."),
    Setting("DATABASE_URL", "", "postgresql://user:password@host:port/name for a team; empty for the embedded database."),
    Setting("HUASHU_HOST", "127.0.0.1", "Address that the desk listens on."),
    Setting("HUASHU_PORT", "8000", "Port that the desk listens on."),
    Setting("HUASHU_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Host names that the desk answers to, separated by commas."),
    Setting("HUASHU_HTTPS", "0", "1 behind HTTPS: secure cookies, strict transport security, X-Forwarded-Proto trusted."),
    Setting("HUASHU_TIMEZONE", "Asia/Shanghai", "Time zone of the business day."),
    Setting("HUASHU_CURRENCY", "CNY", "Currency of imported books that name none."),
    Setting("HUASHU_REGION", "CN", "Country of telephone numbers that carry no country code."),
    Setting(
        "HUASHU_PUBLIC_URL", "", "Address under which gateways and customers reach the desk, such as https://desk.example; empty: none."
    ),
    Setting("HUASHU_SMS_GATEWAY", "outbox", "Who takes text messages: outbox (files in the data folder) or webhook."),
    Setting("HUASHU_EMAIL_GATEWAY", "outbox", "Who takes e-mail: outbox, smtp or webhook."),
    Setting("HUASHU_CHAT_GATEWAY", "outbox", "Who takes chat messages: outbox or webhook."),
    Setting("HUASHU_SMTP_HOST", "", "Server for e-mail."),
    Setting("HUASHU_SMTP_PORT", "587", "Its port."),
    Setting("HUASHU_SMTP_SECURITY", "starttls", "starttls, tls or none."),
    Setting("HUASHU_SMTP_USER", "", "Name to sign in with; empty: no sign-in."),
    Setting("HUASHU_SMTP_PASSWORD", "", "Password to sign in with."),
    Setting("HUASHU_SMTP_FROM", "", "E-mail address of the sender."),
    Setting("HUASHU_WEBHOOK_URL", "", "Address that the webhook gateway posts messages to."),
    Setting("HUASHU_WEBHOOK_SECRET", "", "Secret shared with it; signs every request."),
    Setting("HUASHU_SECRET_KEY", "", "Key that signs sessions; empty: made once and kept in the data folder."),
    Setting("HUASHU_SPEECH_MODEL", "", "Folder of a Whisper model in CTranslate2's format; empty: recordings can't be written down."),
    Setting("HUASHU_MODEL_URL", "", "Address of a language model up to /v1 (OpenAI-compatible); empty: no model is asked."),
    Setting("HUASHU_MODEL_NAME", "default", "Name of that model, as its server knows it."),
    Setting("HUASHU_MODEL_KEY", "", "Key for that server, if it wants one."),
    Setting("HUASHU_MODEL_SECONDS", "30", "How long to wait for its answer, 1 to 600 seconds."),
    Setting("HUASHU_DEBUG", "0", "1 shows Django's error pages; never where customers' data are."),
)
_DEFAULTS: Final[Mapping[str, str]] = {setting.name: setting.default for setting in SETTINGS}


def read(name: str) -> str:
    """Value of a listed setting, or its default."""
    return os.environ.get(name, "") or _DEFAULTS[name]


def read_bool(name: str) -> bool:
    """Value of a yes-or-no setting.

    Raises:
        InvalidValue: It's neither 0 nor 1.
    """
    if read(name) not in ("0", "1"):
        raise InvalidValue(name, read(name), "0 or 1")
    return read(name) == "1"


def read_seconds(name: str) -> int:
    """Value of a setting that names a wait.

    Raises:
        InvalidValue: It isn't a whole number from 1 to 600.
    """
    value = read(name)
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= 600:
        raise InvalidValue(name, value, "a whole number from 1 to 600")
    return int(value)


def read_zone(name: str) -> str:
    """Value of a setting that names a time zone.

    Raises:
        InvalidValue: There is no such zone.
    """
    value = read(name)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidValue(name, value, "a time zone of the IANA list, such as Asia/Shanghai") from None
    return value


def data_folder() -> Path:
    """The data folder, made when it isn't there yet (private to its owner)."""
    folder = Path(read("HUASHU_DATA")).expanduser()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key() -> str:
    """The signing key: from the environment, or made once and kept in the data folder."""
    if given := read("HUASHU_SECRET_KEY"):
        return given
    path = data_folder() / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


def database() -> dict[str, object]:
    """Django's settings for the database that ``DATABASE_URL`` names, or for the embedded one.

    Raises:
        InvalidValue: The address isn't a PostgreSQL one.
    """
    url = read("DATABASE_URL")
    return _postgres(url) if url else _sqlite(data_folder() / "huashu.sqlite3")


def _sqlite(path: Path) -> dict[str, object]:
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"
    )
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise InvalidValue(
            "DATABASE_URL", url.rsplit("@", maxsplit=1)[-1], "an address such as postgresql://user:password@host:5432/huashu"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
    }
