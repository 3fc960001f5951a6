"""The addresses of connections."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "signposting"
urlpatterns = [
    path("people/<int:person_id>/connections/new/", views.new, name="new"),
    path("connections/<int:signpost_id>/", views.signpost, name="signpost"),
    path("connections/<int:signpost_id>/answer/", views.answer, name="answer"),
]
