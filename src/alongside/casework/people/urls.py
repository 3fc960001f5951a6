"""Addresses of a person's record; numbers only."""

from django.urls import path

from .views import adding, looks, merging, record, restricted

app_name = "people"
urlpatterns = [
    path("people/add/", adding.add, name="add"),
    path("people/<int:person_id>/record/", record.record, name="record"),
    path("people/<int:person_id>/edit/<slug:section>/", record.edit, name="edit"),
    path(
        "people/<int:person_id>/important/<int:important_id>/", record.important, name="important"
    ),
    path(
        "people/<int:person_id>/important/<int:important_id>/off/", record.take_off, name="take_off"
    ),
    path("people/<int:person_id>/risks/<int:risk_id>/end/", record.risk_ended, name="risk_ended"),
    path("people/<int:person_id>/died/", record.died, name="died"),
    path("people/<int:person_id>/died/not/", record.did_not_die, name="did_not_die"),
    path("people/<int:person_id>/history/", record.history, name="history"),
    path("people/<int:person_id>/restrict/", restricted.restrict, name="restrict"),
    path("people/<int:person_id>/glass/", restricted.glass, name="glass"),
    path("looks/", looks.standing_out, name="standing_out"),
    path("people/restricted/", restricted.find, name="glass_find"),
    path("people/glass/<int:glass_id>/seen/", restricted.glass_seen, name="glass_seen"),
    path("people/pairs/", merging.pairs, name="pairs"),
    path("people/pairs/compare/", merging.compare, name="compare"),
    path("people/pairs/<int:first_id>/<int:second_id>/", merging.pair, name="pair"),
    path("people/pairs/apart/<int:apart_id>/back/", merging.perhaps_one, name="perhaps_one"),
    path("people/merges/<int:merge_id>/", merging.merge, name="merge"),
]
