"""Addresses of extracts."""

from django.urls import path

from . import views

app_name = "extracting"
urlpatterns = [
    path("extracts/", views.register, name="register"),
    path("extracts/new/", views.ask, name="ask"),
    path("extracts/<int:extract_id>/", views.extract, name="extract"),
    path("extracts/<int:extract_id>/file/", views.file, name="file"),
]
