"""Addresses of reports."""

from django.urls import path

from .views import asking, files, gaps, publishing, reading

app_name = "reports"
urlpatterns = [
    path("reports/", reading.reports, name="list"),
    path("reports/new/", asking.ask, name="ask"),
    path("reports/gaps/", gaps.gaps, name="gaps"),
    path("reports/files/", files.files, name="files"),
    path("reports/files/<int:file_id>/remove/", files.remove, name="file_remove"),
    path("reports/<int:run_id>/", reading.run, name="run"),
    path("reports/<int:run_id>/page/", reading.page, name="page"),
    path("reports/<int:run_id>/files/<slug:what>/", reading.file, name="file"),
    path("reports/<int:run_id>/publish/", publishing.publish, name="publish"),
    path("reports/<int:run_id>/withdraw/", publishing.withdraw, name="withdraw"),
]
