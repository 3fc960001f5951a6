"""The addresses of the triage; `urls` puts them with the rest."""

from __future__ import annotations

from django.urls import path

from .views import triage

urlpatterns = [
    path("inbox/", triage.inbox, name="inbox"),
    path("inbox/waiting/", triage.waiting, name="inbox_waiting"),
    path("inbox/answered/", triage.answered, name="inbox_answered"),
    path("inbox/<int:number>/", triage.referral, name="referral"),
    path("inbox/<int:number>/compare/<int:person>/", triage.compare, name="inbox_compare"),
]
