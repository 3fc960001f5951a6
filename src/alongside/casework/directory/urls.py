"""Addresses of the directory: finding, adding, checking, and deciding on what others say."""

from django.urls import path

from .views import checks, duplicates, entries, find, sent, sources

app_name = "directory"
A = "activities/<int:activity_id>/"
urlpatterns = [
    path("activities/sources/", sources.sources, name="sources"),
    path("activities/sources/<int:coming_id>/", sources.run, name="source_run"),
    path("activities/sources/<int:coming_id>/report.csv", sources.report, name="source_report"),
    path("activities/", find.find, name="find"),
    path("activities/searches/keep/", find.save_search, name="save_search"),
    path("activities/searches/<int:search_id>/", find.saved_search, name="saved_search"),
    path("activities/searches/<int:search_id>/drop/", find.drop_search, name="drop_search"),
    path("activities/propose/", entries.propose, name="propose"),
    path("activities/add/", entries.add, name="add"),
    path("activities/checks/", checks.checks, name="checks"),
    path("activities/proposals/", sent.proposals, name="proposals"),
    path("activities/proposals/<int:proposal_id>/", sent.proposal, name="proposal"),
    path("activities/notices/<int:notice_id>/aside/", checks.set_aside, name="set_aside"),
    path("activities/tips/<int:tip_id>/out/", entries.untip, name="untip"),
    path("activities/alike/", duplicates.duplicates, name="duplicates"),
    path(
        "activities/alike/<slug:what>/<int:one_id>/<int:other_id>/",
        duplicates.pair,
        name="pair",
    ),
    path("activities/alike/<int:joined_id>/undo/", duplicates.unmerge, name="unmerge"),
    path(f"{A}change/", entries.change, name="change"),
    path(f"{A}list/", entries.list_it, name="list_it"),
    path(f"{A}still-on/", checks.still_on, name="still_on"),
    path(f"{A}check/", checks.found, name="found"),
    path(f"{A}tip/", entries.tip, name="tip"),
    path(f"{A}ask/", entries.ask, name="ask"),
    path(f"{A}alike/", duplicates.like, name="like"),
]
