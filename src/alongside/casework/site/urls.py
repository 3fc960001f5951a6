"""Every address of the service, by room. Nothing personal stands in an address: numbers only."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from alongside.casework.schemes.views import passkeys

ROOMS = (
    "schemes",
    "people",
    "directory",
    "consent",
    "safeguarding",
    "referrals",
    "support",
    "signposting",
    "measures",
    "visits",
    "followup",
    "community",
    "extracting",
    "importing",
    "reports",
    "pages",
    "frontdoor",
    "openreferral",
    "site",
)

# Addresses of django-allauth that are not for us: an administrator gives the email address.
CLOSED = (
    "signup",
    "email",
    "confirm-email",
    "confirm-email/<path:key>",
    "login/code/confirm",
)
handler400 = "alongside.casework.site.refusals.bad_request"
handler500 = "alongside.casework.site.not_saved.answer"
PASSKEYS = "account/2fa/webauthn/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PASSKEYS}keys/<int:pk>/remove/", passkeys.Remove.as_view(), name="mfa_remove_webauthn"),
    path(
        f"{PASSKEYS}reauthenticate/",
        passkeys.SayItIsYou.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    *(path(f"account/{page}/", RedirectView.as_view(url="/")) for page in CLOSED),
    path("account/", include("allauth.urls")),
]
for room in ROOMS:
    module = f"alongside.casework.{room}.{'site_urls' if room == 'site' else 'urls'}"
    if find_spec(module):
        urlpatterns.append(path("", include(module)))
