"""Open Referral's addresses end without a stroke."""

from django.urls import URLPattern, path

from . import views

app_name = "openreferral"
API = "api/open-referral/"
urlpatterns: list[URLPattern] = [
    path(API, views.about, name="about"),
    path(f"{API}services", views.services, name="services"),
    path(f"{API}services/<str:public_id>", views.service, name="service"),
    path(f"{API}service_at_locations", views.service_at_locations, name="service_at_locations"),
    path(
        f"{API}service_at_locations/<str:public_id>",
        views.service_at_location,
        name="service_at_location",
    ),
    path(f"{API}taxonomies", views.taxonomies, name="taxonomies"),
    path(f"{API}taxonomies/<str:public_id>", views.taxonomy, name="taxonomy"),
    path(f"{API}taxonomy_terms", views.taxonomy_terms, name="taxonomy_terms"),
    path(f"{API}taxonomy_terms/<str:public_id>", views.taxonomy_term, name="taxonomy_term"),
]
