"""The addresses of measures."""

from __future__ import annotations

from django.urls import path

from .views import answered, ask, wording

app_name = "measures"
ONE = "people/<int:person_id>/measures/<str:instrument>/<str:stage>/"
urlpatterns = [
    path("people/<int:person_id>/measures/", ask.choose, name="choose"),
    path(ONE, ask.ask, name="ask"),
    path(f"{ONE}not-now/", ask.not_now, name="not_now"),
    path("measures/<int:measure_id>/", answered.measure, name="measure"),
    path("measures/<int:measure_id>/thanks/", answered.thanks, name="thanks"),
    path("measures/<int:measure_id>/handed-back/", answered.handed_back, name="handed_back"),
    path(
        "settings/schemes/<int:scheme_id>/measures/<str:instrument>/",
        wording.wording,
        name="wording",
    ),
]
