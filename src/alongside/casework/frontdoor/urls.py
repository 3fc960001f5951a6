"""Pages without sign-in. Workers find a person at `/find/`, so the public's are `/nearby/`."""

from django.urls import URLPattern, path

from .views import activity, confirm, find, introduction

app_name = "frontdoor"
urlpatterns: list[URLPattern] = [
    path("nearby/", find.find, name="find"),
    path("nearby/<uuid:public_id>/", activity.activity, name="activity"),
    path("confirm/<str:token>/", confirm.confirm, name="confirm"),
    path("answer/<str:token>/", introduction.introduction, name="introduction"),
]
