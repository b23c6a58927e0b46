"""Settings for the tests: a data folder that is thrown away, fast password hashing, static files served as they are."""

from __future__ import annotations

import os
import tempfile

os.environ["HUASHU_DATA"] = tempfile.mkdtemp(prefix="huashu-test-")
os.environ.setdefault("HUASHU_SECRET_KEY", "only-for-tests")

from huashu.desk.settings import *  # noqa: F403 - the environment has to be set first, and all of it is wanted

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,  # noqa: F405 - from the settings above
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - the same; WhiteNoise wants the folder to be there
