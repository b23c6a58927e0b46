"""Addresses of the imports app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.imports import views

urlpatterns = [
    path("", views.batch_list, name="import-list"),
    path("upload/", views.batch_upload, name="import-upload"),
    path("<int:pk>/", views.batch_detail, name="import-batch"),
    path("<int:pk>/progress/", views.batch_progress, name="import-progress"),
    path("<int:pk>/again/", views.batch_again, name="import-again"),
    path("<int:pk>/bad-rows/", views.batch_bad_rows, name="import-bad-rows"),
    path("template/<slug:shape>/", views.template_download, name="import-template"),
]
