"""Addresses of the closing app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.closing import views

urlpatterns = [
    path("", views.closing, name="closing"),
    path("progress/", views.progress, name="closing-progress"),
    path("run/", views.run, name="closing-run"),
    path("failures/", views.failures, name="closing-failures"),
]
