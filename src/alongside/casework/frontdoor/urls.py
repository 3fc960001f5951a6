"""Pages without sign-in. `/find/` is where workers find a person, so the public's are `/nearby/`."""

from django.urls import URLPattern, path

from .views import introduction

app_name = "frontdoor"
urlpatterns: list[URLPattern] = [
    path("answer/<str:token>/", introduction.introduction, name="introduction"),
]
