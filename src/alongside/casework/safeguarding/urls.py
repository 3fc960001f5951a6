"""The addresses of concerns."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "safeguarding"
urlpatterns = [
    path("concerns/", views.listing, name="list"),
    path("concerns/raise/", views.raise_concern, name="raise"),
    path("concerns/<int:number>/", views.concern, name="concern"),
    path("concerns/<int:number>/raised/", views.raised, name="raised"),
]
