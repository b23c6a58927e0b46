"""Addresses of the loans app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.loans import views

urlpatterns = [
    path("", views.product_list, name="product-list"),
    path("<int:pk>/", views.product_change, name="product-change"),
]
