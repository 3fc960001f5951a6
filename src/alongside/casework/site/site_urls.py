"""The site's own addresses."""

from __future__ import annotations

from django.urls import path

from .up import up

app_name = "site"
urlpatterns = [path("up/", up, name="up")]
