"""Addresses of the people app: sign-in, one's own account, the people of the lender."""

from __future__ import annotations

from django.urls import path

from huashu.desk.people import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("account/", views.account, name="account"),
    path("account/password/", views.account_password, name="account-password"),
]
