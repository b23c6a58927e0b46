"""Django's settings. What a lender may choose comes from :mod:`huashu.desk.environment`; the rest is decided here."""

from __future__ import annotations

from pathlib import Path

from huashu.desk import environment

DESK = Path(__file__).resolve().parent

SECRET_KEY = environment.secret_key()
DEBUG = environment.read_bool("HUASHU_DEBUG")
ALLOWED_HOSTS = [host.strip() for host in environment.read("HUASHU_ALLOWED_HOSTS").split(",") if host.strip()]

INSTALLED_APPS = [
    "huashu.desk.people",
    "huashu.desk.customers",
    "huashu.desk.loans",
    "huashu.desk.cases",
    "huashu.desk.imports",
    "huashu.desk.closing",
    "huashu.desk.audit",
    "huashu.desk.conduct",
    "huashu.desk.complaints",
    "huashu.desk.approvals",
    "huashu.desk.assessment",
    "huashu.desk.correspondence",
    "huashu.desk.borrower",
    "huashu.desk.lawbook",
    "huashu.desk.playbooks",
    "huashu.desk.calls",
    "huashu.desk.reviews",
    "huashu.desk.today",
    "huashu.desk.portfolio",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "huashu.desk.people.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "huashu.desk.people.middleware.preferred_language",
    "huashu.desk.people.middleware.sign_in_required",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "huashu.desk.audit.middleware.trail_broken",
]
ROOT_URLCONF = "huashu.desk.urls"
WSGI_APPLICATION = "huashu.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DESK / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huashu.desk.people.context.shell",
            ],
        },
    },
]

DATABASES = {"default": environment.database()}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

HTTPS = environment.read_bool("HUASHU_HTTPS")
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [DESK / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.read_zone("HUASHU_TIMEZONE")

STATIC_URL = "static/"
STATICFILES_DIRS = [DESK / "static"]
STATIC_ROOT = environment.data_folder() / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(environment.data_folder() / "files")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "huashu.desk.people.renderer.DeskRenderer"
HUASHU_CURRENCY = environment.read("HUASHU_CURRENCY")
HUASHU_PUBLIC_URL = environment.read("HUASHU_PUBLIC_URL")
HUASHU_REGION = environment.read("HUASHU_REGION")
HUASHU_SPEECH_MODEL = environment.read("HUASHU_SPEECH_MODEL")
HUASHU_MODEL_URL = environment.read("HUASHU_MODEL_URL")
HUASHU_MODEL_NAME = environment.read("HUASHU_MODEL_NAME")
HUASHU_MODEL_KEY = environment.read("HUASHU_MODEL_KEY")
HUASHU_MODEL_SECONDS = environment.read_seconds("HUASHU_MODEL_SECONDS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
