"""Addresses of the audit app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.audit import export_views, views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("export.csv", views.trail_export, name="trail-export"),
    path("check/", views.trail_check, name="trail-check"),
    path("show/", views.showing_record, name="showing-record"),
    path("borrowers/<int:pk>/", export_views.borrower, name="borrower-export"),
    path("<int:number>/", views.trail_entry, name="trail-entry"),
]
