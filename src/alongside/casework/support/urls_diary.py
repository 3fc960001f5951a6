"""The addresses of the diary; `urls` puts them with the rest."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
