"""Addresses of the calls app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.calls.views import ending, lender, preparation, screen

urlpatterns = [
    path("lender/", lender.lender, name="lender-facts"),
    path("prepare/<int:pk>/", preparation.prepare, name="call-prepare"),
    path("<int:pk>/", screen.call, name="call"),
    path("<int:pk>/events/", screen.events, name="call-events"),
    path("<int:pk>/banner/", screen.banner, name="call-banner"),
    path("<int:pk>/promise/", screen.promise_read, name="call-promise"),
    path("<int:pk>/end/", ending.end, name="call-end"),
]
