"""The reviews app."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviewed calls."""

    name = "huashu.desk.reviews"
    label = "reviews"
