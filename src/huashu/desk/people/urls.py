"""Addresses of the people app: sign-in, one's own account, the people and teams of the lender."""

from __future__ import annotations

from django.urls import path

from huashu.desk.people import staff_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("account/", views.account, name="account"),
    path("account/password/", views.account_password, name="account-password"),
    path("people/", staff_views.person_list, name="person-list"),
    path("people/add/", staff_views.person_add, name="person-add"),
    path("people/<int:pk>/", staff_views.person_change, name="person-change"),
    path("people/<int:pk>/password/", staff_views.person_password, name="person-password"),
    path("people/teams/", staff_views.team_list, name="team-list"),
    path("people/teams/<int:pk>/", staff_views.team_change, name="team-change"),
    path("people/teams/<int:pk>/remove/", staff_views.team_remove, name="team-remove"),
]
