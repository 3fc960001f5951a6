"""What every answer tells the browser: whose files may run, and what it may keep (decision 6)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the picture that an authenticator app scans
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
NOT_USED = [
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture"),
    *("fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer"),
    *("microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
]
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}
SIGNED_OUT = '"cache"'  # not "storage": what waits there, encrypted, has still to be sent


def safe_headers(get_response: GetResponse) -> GetResponse:
    """Only our own files run in our pages, and no page with a person on it is kept by a browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)  # absent when whitenoise answered with a file
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        if _has_signed_out(request, response):
            response.headers["Clear-Site-Data"] = SIGNED_OUT
        return response

    return answer


def _has_signed_out(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    gone = match is not None and match.url_name == "account_logout" and request.method == "POST"
    return gone and response.status_code == 302
