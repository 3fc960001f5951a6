"""A feed of Open Referral, page by page, each service in full; or a file at an address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from alongside.background import Step, nobody_waits

from ..reading import CannotRead, Opened, open_source, opened_json
from .network import Fetcher

LARGEST_PAGE = 50_000_000  # bytes of one page, which is read whole
MOST_PAGES = 20_000
AT_ONCE = 100  # services that are asked for with one page
IN_FULL = {
    "service_at_locations", "schedules", "contacts", "attributes", "languages", "cost_options",
    "service_areas", "funding", "eligibilitys", "regular_schedules", "service_taxonomys",
}  # fmt: skip


def open_address(
    address: str,
    fetcher: Fetcher,
    mapping: Mapping[str, Any] | None = None,
    step: Step = nobody_waits,
) -> Opened:
    """What stands at an address: a feed, or a file.

    Raises:
        CannotRead: it is nothing that is taken; NotFetched: it cannot be had.
    """
    answer = fetcher.get(_with(address, per_page=AT_ONCE) if _is_services(address) else address)
    if answer.status in (400, 422):
        answer = fetcher.get(address)
    if answer.status != 200:
        raise CannotRead(f"{address[:200]} answered {answer.status}, and not 200.")
    said = _json_of(answer.file)
    if isinstance(said, dict) and _is_root(said):
        return open_address(address.split("?")[0].rstrip("/") + "/services", fetcher, mapping, step)
    if not isinstance(said, dict) or _list_of(said) is None or _pages_of(said) is None:
        return open_source(answer.file, mapping)
    return opened_json(_Feed(address, fetcher, step).services(said), old="content" in said)


class _Feed:
    """Goes through the pages, and asks for each service in full where a list says little."""

    def __init__(self, address: str, fetcher: Fetcher, step: Step) -> None:
        self.address, self.fetcher, self.step = address, fetcher, step
        self.in_full: bool | None = None  # whether asking for one service says more
        self.seen: set[str] = set()

    def services(self, first: dict[str, Any]) -> Iterator[tuple[int, Any]]:
        """Each service, with its number in the feed."""
        pages, start = _pages_of(first) or 1, _number_of(first)
        if pages > MOST_PAGES:
            raise CannotRead(f"It has {pages:,} pages. At most {MOST_PAGES:,} are read.")
        count, page = 0, first
        for number in range(pages):
            if number:
                page = self._page(start + number)
                self._must_go_on(page, number + 1, pages)
            self.step("Fetching pages", number + 1, pages)
            self._must_be_new(page, number + 1)
            for raw in _list_of(page) or []:
                if not isinstance(raw, dict):
                    raise CannotRead(f"On page {number + 1:,} something stands that is no record.")
                count += 1
                yield count, self._whole(raw)
        self._must_be_all(first, count)

    def _page(self, number: int) -> dict[str, Any]:
        answer = self.fetcher.get(_with(self.address, per_page=AT_ONCE, page=number))
        if answer.status in (400, 422):
            answer = self.fetcher.get(_with(self.address, page=number))
        said = _json_of(answer.file) if answer.status == 200 else None
        if not isinstance(said, dict) or _list_of(said) is None:
            raise CannotRead(
                f"Page {number:,} cannot be read: it answered {answer.status}"
                f"{', but no page of a feed' if answer.status == 200 else ''}."
            )
        return said

    @staticmethod
    def _must_go_on(page: dict[str, Any], number: int, pages: int) -> None:
        if not _list_of(page):
            raise CannotRead(f"It stops in the middle: page {number:,} of {pages:,} is empty.")

    def _must_be_new(self, page: dict[str, Any], number: int) -> None:
        """The same page again means that others were never given."""
        ids = {str(one.get("id")) for one in _list_of(page) or [] if isinstance(one, dict)}
        if ids and ids <= self.seen:
            raise CannotRead(f"It repeats itself: page {number:,} has nothing but what was before.")
        self.seen |= ids

    @staticmethod
    def _must_be_all(first: dict[str, Any], count: int) -> None:
        said = first.get("total_items", first.get("totalElements"))
        if isinstance(said, int) and count < said:
            raise CannotRead(f"It says that it has {said:,} services, and gave {count:,}.")

    def _whole(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The service in full. A feed that has no more of it is not asked again."""
        if self.in_full is False or not raw.get("id") or IN_FULL & raw.keys():
            return raw
        base = self.address.split("?")[0].rstrip("/")
        answer = self.fetcher.get(f"{base}/{quote(str(raw['id']), safe='')}")
        said = _json_of(answer.file) if answer.status == 200 else None
        whole = said if isinstance(said, dict) and said.get("id") == raw["id"] else None
        if self.in_full is None:
            self.in_full = whole is not None
        if whole is None and self.in_full:
            if answer.status == 404:  # taken away since the list was made
                return raw
            raise CannotRead(f"Service {str(raw['id'])[:60]} cannot be had: {answer.status}.")
        return raw | (whole or {})


def _json_of(file: IO[bytes]) -> Any:
    """What it says, if it is JSON of a bearable size; None else."""
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    file.seek(0)
    if size > LARGEST_PAGE or start not in (b"{", b"["):
        return None
    try:
        return json.loads(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    finally:
        file.seek(0)


def _list_of(page: dict[str, Any]) -> list[Any] | None:
    for name in ("contents", "content", "services"):
        if isinstance(page.get(name), list):
            found: list[Any] = page[name]
            return found
    return None


def _pages_of(page: dict[str, Any]) -> int | None:
    found = page.get("total_pages", page.get("totalPages"))
    return max(found, 1) if isinstance(found, int) and not isinstance(found, bool) else None


def _number_of(page: dict[str, Any]) -> int:
    found = page.get("page_number", page.get("number", 1))
    return found if isinstance(found, int) else 1


def _is_root(said: dict[str, Any]) -> bool:
    """What an API of Open Referral says of itself."""
    return _list_of(said) is None and bool({"openapi_url", "profile"} & said.keys())


def _is_services(address: str) -> bool:
    return urlsplit(address).path.rstrip("/").endswith("/services")


def _with(address: str, **more: int) -> str:
    """The address with these in its query."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query |= {
        name: str(value) for name, value in more.items() if name == "page" or name not in query
    }
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))
