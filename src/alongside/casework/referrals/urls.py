"""The addresses of referrals; the inbox, where they are answered, is in `support`."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("referrals/new/", views.new, name="new"),
    path("people/<int:person_id>/support-need/", views.assess, name="assess"),
]
