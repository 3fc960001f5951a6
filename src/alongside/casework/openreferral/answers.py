"""Answers as a program expects them: JSON, from whichever page, kept while nothing changes.

No sign-in, no cookie, nothing of whoever asks: they are the same for everybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from .asked import BadParameter, Page
from .writing.values import Record

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
FOR_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=60",
    "X-Content-Type-Options": "nosniff",
}


def answering(view: View) -> View:
    """What every address here does: who may ask, how, and what a refusal looks like."""

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        response = _answer(view, request, named)
        for name, value in FOR_EVERYBODY.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def _answer(view: View, request: HttpRequest, named: dict[str, Any]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        headers = {
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        }
        return HttpResponse(status=204, headers=headers)
    if request.method not in ("GET", "HEAD"):
        return refused(405, "It can only be read: GET.", headers={"Allow": METHODS})
    try:
        return view(request, **named)
    except BadParameter as reason:
        return refused(400, str(reason), parameter=reason.name)


def refused(
    status: int, sentence: str, *, headers: dict[str, str] | None = None, **more: str
) -> HttpResponse:
    """Why not, for whoever wrote the program."""
    content = _bytes({"error": sentence, **more})
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return HttpResponse(content, status=status, content_type="application/json", headers=kept)


def record(request: HttpRequest, found: Record, changed: datetime | None) -> HttpResponseBase:
    """One record, or a page of them; 304 for whoever has it as it is."""
    content = _bytes(found)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type="application/json", headers={"ETag": etag})
    if changed is None:
        return get_conditional_response(request, etag=etag, response=response) or response
    moment = int(changed.timestamp())
    response.headers["Last-Modified"] = http_date(moment)
    kept = get_conditional_response(request, etag=etag, last_modified=moment, response=response)
    return kept or response


def page_of(page: Page, total: int, contents: Sequence[Record]) -> Record:
    """A page with what tells where it stands."""
    pages = max(1, -(-total // page.size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page.number,
        "size": len(contents),
        "first_page": page.number == 1,
        "last_page": page.number == pages,
        "empty": not contents,
        "contents": list(contents),
    }


def lines(records: Iterable[Record]) -> StreamingHttpResponse:
    """One record a line, as long as there are any; never all of them in the memory."""
    return StreamingHttpResponse(
        (_bytes(one) + b"\n" for one in records), content_type="application/x-ndjson"
    )


def _bytes(found: Record) -> bytes:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
