"""Addresses of the today app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.today import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/rows/", views.rows, name="today-rows"),
    path("today/<int:pk>/done/", views.done, name="case-done"),
    path("today/<int:pk>/undone/", views.undone, name="case-undone"),
]
