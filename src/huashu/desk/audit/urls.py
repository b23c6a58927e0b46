"""Addresses of the audit app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.audit import views

urlpatterns = [
    path("", views.showing_list, name="showing-list"),
    path("export.csv", views.showing_export, name="showing-export"),
    path("show/", views.showing_record, name="showing-record"),
]
