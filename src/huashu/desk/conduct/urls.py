"""Addresses of the conduct app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.conduct.views import facts, overrides, oversight, starts

urlpatterns = [
    path("findings/", oversight.findings, name="conduct-findings"),
    path("settings/", oversight.conduct_settings, name="conduct-settings"),
    path("settings/clock/", oversight.clock_confirmed, name="conduct-clock"),
    path("", oversight.conduct, name="conduct"),
    path("overrides/", overrides.overrides, name="override-list"),
    path("overrides/<int:pk>/", overrides.override_answer, name="override-answer"),
    path("<int:pk>/start/<slug:way>/", starts.plan, name="conduct-start"),
    path("<int:pk>/start/<slug:way>/check/", starts.text_check, name="conduct-text-check"),
    path("<int:pk>/start/<slug:way>/override/", overrides.override_new, name="override-ask"),
    path("<int:pk>/fact/<slug:kind>/", facts.fact_new, name="conduct-fact"),
    path("<int:pk>/fact/<int:fact_pk>/end/", facts.fact_end, name="conduct-fact-end"),
]
