"""Addresses of the portfolio app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.portfolio import views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("list/", views.portfolio_list, name="portfolio-list"),
]
