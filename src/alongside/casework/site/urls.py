"""Every address of the service, by room. Nothing personal stands in an address: numbers only."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = {
    "people": "people/",
    "consent": "consent/",
    "safeguarding": "concerns/",
    "referrals": "referrals/",
    "support": "support/",
    "signposting": "connections/",
    "measures": "measures/",
    "visits": "visits/",
    "followup": "follow-up/",
    "schemes": "schemes/",
    "audit": "audit/",
    "site": "",
    "pages": "",
}

urlpatterns: list[URLPattern | URLResolver] = [path("account/", include("allauth.urls"))]
for room, prefix in ROOMS.items():
    module = f"alongside.casework.{room}.{'site_urls' if room == 'site' else 'urls'}"
    if find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
