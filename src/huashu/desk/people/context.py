"""What the page shell needs on every page."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from huashu.desk.people.models import Person
from huashu.desk.people.nav import navigation_for

THEME_COOKIE: Final = "huashu-theme"
THEMES: Final = ("system", "light", "dark")
TAGS: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def shell(request: HttpRequest) -> dict[str, object]:
    """The person, their pages, the language and the theme.

    ``language_tag`` is what the ``lang`` attribute wants; ``theme`` is one of :data:`THEMES`.
    """
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    theme = request.COOKIES.get(THEME_COOKIE, "system")
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "person": person,
        # Only a page with its shell asks what waits; a part of one doesn't.
        "nav": SimpleLazyObject(lambda: navigation_for(person, request.path)) if person and not person.must_change_password else None,
        "language": language,
        "language_tag": TAGS.get(language, language),
        "languages": [(code, TAGS[code], label, code == language) for code, label in settings.LANGUAGES],
        "theme": theme if theme in THEMES else "system",
        "currency": settings.HUASHU_CURRENCY,
    }
