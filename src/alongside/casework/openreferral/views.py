"""The nine endpoints of Open Referral UK 3.0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from alongside.casework.directory.geography import ATTRIBUTION
from alongside.casework.directory.models import Activity, ActivityPlace, Taxonomy, Term

from . import asked, queries, reading, writing
from .answers import answering, lines, page_of, record, refused
from .asked import as_id
from .numbering import last_change, numbers
from .writing.values import Record

PROFILE = "https://docs.openreferraluk.org/"
OPENAPI = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"
NOT_THERE = "There is no such record, or it is no longer public."


@csrf_exempt
@answering
def about(request: HttpRequest) -> HttpResponseBase:
    """What this is."""
    found = {
        "version": "HSDS-UK-3.0",
        "profile": PROFILE,
        "openapi_url": OPENAPI,
        "services": request.build_absolute_uri(reverse("openreferral:services")),
        "attribution": ATTRIBUTION,
    }
    return record(request, found, None)


@csrf_exempt
@answering
def services(request: HttpRequest) -> HttpResponseBase:
    """All services, page by page, or those that are asked for."""
    shape = asked.read_shape(request.GET.dict())
    return _listed(request, shape, reading.services(shape), queries.in_order)


@csrf_exempt
@answering
def service(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One service with all of it."""
    whole = Activity.objects.public().select_related(*writing.LISTED)
    found = whole.prefetch_related(*writing.FULL).filter(public_id=as_id(public_id)).first()
    if found is None:
        return refused(404, NOT_THERE)
    return record(request, writing.service_full(found), _changed(found))


@csrf_exempt
@answering
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """All services at places, page by page, or those that are asked for."""
    shape = asked.read_shape(request.GET.dict())
    return _listed(request, shape, reading.at_places(shape), queries.at_places_in_order)


@csrf_exempt
@answering
def service_at_location(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One service at one place, with all of both."""
    public = ActivityPlace.objects.filter(activity__in=Activity.objects.public())
    found = reading.at_place_with_all(public.filter(public_id=as_id(public_id))).first()
    if found is None:
        return refused(404, NOT_THERE)
    return record(request, writing.at_place_full(found), _changed(found.activity))


@csrf_exempt
@answering
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """The lists of words: ours, and those that came with entries."""
    return _words(request, [writing.OUR_TAXONOMY], Taxonomy.objects.all(), writing.taxonomy)


@csrf_exempt
@answering
def taxonomy(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One of them."""
    return _word(request, public_id, [writing.OUR_TAXONOMY], Taxonomy.objects, writing.taxonomy)


@csrf_exempt
@answering
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """The words, of one list where it is named."""
    given = request.GET.dict()
    ours: Sequence[Record] = list(writing.OUR_TERMS.values())
    theirs = Term.objects.select_related("taxonomy", "parent")
    if listed := given.get("taxonomy_id", "").strip():
        ours = [one for one in ours if one["taxonomy_id"] == listed.lower()]
        theirs = theirs.filter(taxonomy__public_id=as_id(listed))
    if parent := given.get("parent_id", "").strip():
        ours, theirs = [], theirs.filter(parent__public_id=as_id(parent))
    return _words(request, ours, theirs, writing.term)


@csrf_exempt
@answering
def taxonomy_term(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One of them."""
    theirs = Term.objects.select_related("taxonomy", "parent")
    return _word(request, public_id, list(writing.OUR_TERMS.values()), theirs, writing.term)


def _changed(one: Activity) -> datetime:
    """When it, or whoever offers it, or where it is, was last changed."""
    moments = [one.modified_at, *(each.place.modified_at for each in one.at.all())]
    return max([*moments, one.organisation.modified_at] if one.organisation else moments)


def _listed(
    request: HttpRequest,
    shape: asked.Shape,
    read: reading.Read,
    in_order: Callable[[asked.Asked], list[int]],
) -> HttpResponseBase:
    """A page; with `minimal` all in one; with ndjson all, a line each."""
    given = request.GET.dict()
    what, page, changed = asked.read_asked(given), asked.read_page(given), last_change()
    fitting = numbers((in_order.__name__, what), changed, lambda: in_order(what))
    if shape.lines:
        return lines(reading.some_at_a_time(fitting, read))
    if shape.minimal:
        page = asked.Page(1, max(1, len(fitting)))
        every = list(reading.some_at_a_time(fitting, read))
        return record(request, page_of(page, len(fitting), every), changed)
    start = (page.number - 1) * page.size
    contents = read(fitting[start : start + page.size])
    return record(request, page_of(page, len(fitting), contents), changed)


def _words(
    request: HttpRequest, ours: Sequence[Record], theirs: Any, write: Callable[[Any], Record]
) -> HttpResponseBase:
    """A page of ours, then theirs by number."""
    page = asked.read_page(request.GET.dict())
    start, end = (page.number - 1) * page.size, page.number * page.size
    total = len(ours) + theirs.count()
    rows = theirs.order_by("pk")[max(0, start - len(ours)) : max(0, end - len(ours))]
    contents = [*ours[start:end], *(write(one) for one in rows)]
    return record(request, page_of(page, total, contents), None)


def _word(
    request: HttpRequest,
    public_id: str,
    ours: Sequence[Record],
    theirs: Any,
    write: Callable[[Any], Record],
) -> HttpResponseBase:
    own = next((one for one in ours if one["id"] == public_id.lower()), None)
    row = None if own else theirs.filter(public_id=as_id(public_id)).first()
    if own is None and row is None:
        return refused(404, NOT_THERE)
    return record(request, own or write(row), None)
