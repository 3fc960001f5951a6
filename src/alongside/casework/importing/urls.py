"""Addresses of moving in: numbers, and the names of kinds."""

from django.urls import path

from .views import columns, file, start

app_name = "importing"
urlpatterns = [
    path("moving-in/", start.schemes, name="start"),
    path("moving-in/<int:scheme_id>/", start.scheme, name="scheme"),
    path("moving-in/<int:scheme_id>/<slug:what>/", start.send, name="send"),
    path("moving-in/templates/<slug:what>.csv", start.template_csv, name="template_csv"),
    path("moving-in/templates/<slug:what>.xlsx", start.template_xlsx, name="template_xlsx"),
    path("moving-in/files/<int:upload_id>/", file.file, name="file"),
    path("moving-in/files/<int:upload_id>/bad-rows.csv", file.bad_rows, name="bad_rows"),
    path("moving-in/files/<int:upload_id>/columns/", columns.columns, name="columns"),
    path("moving-in/files/<int:upload_id>/mapping.toml", columns.mapping, name="mapping"),
]
