"""A page of what was found, for a view: the form, the cards, and what to do when there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import number_in

from . import asked as asking
from .cards import Card, cards
from .finding import PAGE, find
from .query import Query, Results

LAST_PAGE = 50


@dataclass(frozen=True)
class Looked:
    """Everything that a page of a search shows."""

    form: asking.SearchForm
    asked: bool  # somebody has asked for something
    results: Results = field(default_factory=Results)
    cards: list[Card] = field(default_factory=list)
    wider: list[asking.Wider] = field(default_factory=list)
    more: int = 0  # chosen in the part of the form that is folded away
    page: int = 1
    earlier: str = ""  # addresses after the question mark
    later: str = ""
    address: str = ""
    spelt: list[tuple[str, str]] = field(default_factory=list)  # typed, what was looked for


def look(data: QueryDict, worker: Worker | None, today: date) -> Looked:
    """Read the form, find, and read what was found."""
    if not any(value for name in data for value in data.getlist(name) if name != "page"):
        return Looked(asking.SearchForm(initial={"miles": asking.USUAL_MILES}), asked=False)
    form = asking.SearchForm(_usual(data))
    more = asking.how_many_more(data)
    if not form.is_valid():
        return Looked(form, asked=False, more=more)
    query, page = form.query(), _page(data)
    results = find(query, worker=worker, offset=(page - 1) * PAGE)
    return Looked(
        form,
        asked=True,
        results=results,
        cards=cards(results.found, query, today),
        wider=asking.wider(data, form),
        more=more,
        page=page,
        address=asking.address(data),
        spelt=[(typed, " or ".join(words)) for typed, words in results.spelt.items()],
        **_turned(data, page, results, query),
    )


def _usual(data: QueryDict) -> QueryDict:
    """With the usual miles where none are chosen, so that the page says which were taken."""
    if data.get("miles"):
        return data
    full = data.copy()
    full["miles"] = asking.USUAL_MILES
    return full


def _page(data: QueryDict) -> int:
    return min(max(number_in(data.get("page", "")) or 1, 1), LAST_PAGE)


def _turned(data: QueryDict, page: int, results: Results, query: Query) -> dict[str, str]:
    earlier = asking.address(data, page=str(page - 1)) if page > 1 else ""
    more = results.count > page * PAGE and page < LAST_PAGE
    return {"earlier": earlier, "later": asking.address(data, page=str(page + 1)) if more else ""}
