from __future__ import annotations

import gzip
import ipaddress
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from alongside.casework.directory.fetching import Fetcher, NotFetched, open_address
from alongside.casework.directory.fetching.addresses import checked_ip, is_public, split_address
from alongside.casework.directory.reading import CannotRead

Answers = Callable[[str, dict[str, str]], Any]


class Feed:
    """A server whose answers a test gives: a value as JSON, or (status, headers, body)."""

    def __init__(self) -> None:
        self.answers: Answers = lambda path, query: (404, {}, b"")
        self.asked: list[str] = []
        feed = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                feed.asked.append(self.path)
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                said = feed.answers(parts.path, query)
                if not isinstance(said, tuple):
                    said = 200, {}, json.dumps(said).encode()
                status, headers, body = said
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = "Close" in headers

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def feed() -> Iterator[Feed]:
    made = Feed()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(private=True, wait=lambda seconds: None) as made:
        yield made


def page(number: int, of: int, *ids: str, **more: Any) -> dict[str, Any]:
    return {
        "total_pages": of,
        "page_number": number,
        "contents": [{"id": one, "name": f"Club {one}", "schedules": []} for one in ids],
    } | more


def names(feed: Feed, fetcher: Fetcher, path: str = "/services") -> list[str]:
    return [raw["name"] for _, raw in open_address(feed.address + path, fetcher).services]


def test_a_feed_is_read_page_by_page(feed, fetcher):
    pages = {"1": page(1, 2, "a", "b"), "2": page(2, 2, "c")}
    feed.answers = lambda path, query: pages[query.get("page", "1")]

    assert names(feed, fetcher) == ["Club a", "Club b", "Club c"]
    assert feed.asked[0] == "/services?per_page=100"


def test_a_feed_that_does_not_know_how_many_to_a_page_is_asked_without(feed, fetcher):
    feed.answers = lambda path, query: (400, {}, b"") if "per_page" in query else page(1, 1, "a")

    assert names(feed, fetcher) == ["Club a"]


def test_the_root_of_an_api_leads_to_its_services(feed, fetcher):
    root = {"version": "HSDS-UK-3.0", "profile": "…", "openapi_url": "…"}
    feed.answers = lambda path, query: page(1, 1, "a") if path == "/api/services" else root

    assert names(feed, fetcher, "/api/") == ["Club a"]


def test_services_are_asked_for_in_full_where_the_list_says_little(feed, fetcher):
    listed = page(1, 1) | {"contents": [{"id": one, "name": one} for one in ("a", "b", "gone")]}

    def answers(path: str, query: dict[str, str]) -> Any:
        if path == "/services":
            return listed
        number = path.rsplit("/", 1)[1]
        return (404, {}, b"") if number == "gone" else {"id": number, "name": number, "fees": "£1"}

    feed.answers = answers

    read = [raw for _, raw in open_address(f"{feed.address}/services", fetcher).services]

    assert [one.get("fees") for one in read] == ["£1", "£1", None]


def test_a_feed_that_has_no_more_of_one_service_is_asked_once(feed, fetcher):
    listed = page(1, 1) | {"contents": [{"id": one, "name": one} for one in "abc"]}
    feed.answers = lambda path, query: listed if path == "/services" else (404, {}, b"")

    assert names(feed, fetcher) == ["a", "b", "c"]
    assert len(feed.asked) == 2


def test_a_failure_is_asked_about_twice_more(feed, fetcher):
    failing = iter([(500, {}, b""), (503, {}, b"")])
    feed.answers = lambda path, query: next(failing, page(1, 1, "a"))

    assert names(feed, fetcher) == ["Club a"]
    assert len(feed.asked) == 3


def test_a_failure_that_stays_is_said(feed, fetcher):
    feed.answers = lambda path, query: (500, {}, b"")

    with pytest.raises(NotFetched, match=r"was asked 3 times: it answered 500\."):
        names(feed, fetcher)


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({"1": page(1, 3, "a"), "2": page(2, 3)}, "stops in the middle: page 2 of 3 is empty"),
        ({"1": page(1, 2, "a"), "2": page(1, 2, "a")}, "repeats itself: page 2"),
        ({"1": page(1, 1, "a", total_items=9)}, "says that it has 9 services, and gave 1"),
        ({"1": page(1, 2, "a"), "2": (200, {}, b'{"contents": [{"na')}, "but no page of a feed"),
        ({"1": page(1, 2, "a"), "2": (404, {}, b"")}, "Page 2 cannot be read: it answered 404"),
        ({"1": page(1, 10**9, "a")}, "1,000,000,000 pages"),
        ({"1": page(1, 1) | {"contents": ["a"]}}, "no record"),
        ({"1": page(1, 1)}, "no service at all"),
        ({"1": (200, {}, b"<html>hello")}, "a web page"),
        ({"1": (401, {}, b"")}, "answered 401"),
    ],
)
def test_a_feed_that_is_not_whole_is_refused_in_words(feed, fetcher, pages, why):
    feed.answers = lambda path, query: pages[query.get("page", "1")]

    with pytest.raises(CannotRead, match=why):
        names(feed, fetcher)


def test_an_answer_that_stops_in_the_middle_is_no_answer(feed, fetcher):
    feed.answers = lambda path, query: (200, {"Content-Length": "99", "Close": "1"}, b"[{")

    with pytest.raises(NotFetched, match="stopped in the middle"):
        names(feed, fetcher)


def test_what_is_longer_than_may_come_is_left(feed):
    feed.answers = lambda path, query: (200, {}, b"[" + b" " * 2_000_000 + b"]")

    with (
        Fetcher(private=True, largest=1_000_000) as fetcher,
        pytest.raises(NotFetched, match="longer than 1 MB"),
    ):
        names(feed, fetcher)


def test_what_unpacks_to_more_than_may_come_is_left(feed):
    packed = gzip.compress(b"[" + b" " * 20_000_000 + b"]")
    feed.answers = lambda path, query: (200, {"Content-Encoding": "gzip"}, packed)

    with (
        Fetcher(private=True, largest=1_000_000) as fetcher,
        pytest.raises(NotFetched, match="longer than 1 MB"),
    ):
        names(feed, fetcher)


def test_a_file_at_an_address_is_read_as_a_file(feed, fetcher):
    packed = gzip.compress(b'[{"id": "1", "name": "Tea"}]')
    feed.answers = lambda path, query: (200, {"Content-Encoding": "gzip"}, packed)

    assert names(feed, fetcher, "/all.json") == ["Tea"]


def test_it_follows_where_it_is_led_and_no_further_than_five_times(feed, fetcher):
    feed.answers = lambda path, query: (
        page(1, 1, "a") if path == "/services" else (302, {"Location": "/services"}, b"")
    )
    assert names(feed, fetcher, "/old") == ["Club a"]

    feed.answers = lambda path, query: (302, {"Location": "/round"}, b"")
    with pytest.raises(NotFetched, match="leads on and on"):
        names(feed, fetcher)


# ---- the private network -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_addresses_of_no_public_network_are_not_asked(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::808:808"])
def test_public_ones_are(ip):
    assert is_public(ipaddress.ip_address(ip))


def test_nothing_is_asked_of_this_machine(feed):
    with Fetcher() as fetcher, pytest.raises(NotFetched, match="ALONGSIDE_DIRECTORY_PRIVATE"):
        names(feed, fetcher)

    assert feed.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]"])
def test_however_this_machine_is_called(host):
    with Fetcher(wait=lambda seconds: None) as fetcher, pytest.raises(NotFetched):
        fetcher.get(f"http://{host}:9/")


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch):
    both = [(2, 1, 6, "", ("1.1.1.1", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with pytest.raises(NotFetched, match=r"10\.0\.0\.1"):
        checked_ip("example.org", 80, private=False)


def test_the_connection_goes_to_the_address_that_was_checked(feed, monkeypatch):
    """Whoever keeps the name answers with another address the next time it is looked up."""
    asked = []
    port = feed.server.server_port
    real = socket.getaddrinfo

    def once(host: str, *more: Any, **named: Any) -> Any:
        if host != "changing.example.org":
            return real(host, *more, **named)
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    feed.answers = lambda path, query: page(1, 1, "a")

    with Fetcher(private=True) as fetcher:
        fetcher.get(f"http://changing.example.org:{port}/services")

    assert asked == ["changing.example.org"]


def test_a_redirect_to_a_private_address_is_refused(feed, monkeypatch):
    port = feed.server.server_port
    monkeypatch.setattr(
        "alongside.casework.directory.fetching.network.checked_ip",
        lambda host, port, private: (
            "127.0.0.1" if host == "public.example.org" else checked_ip(host, port, private=private)
        ),
    )
    feed.answers = lambda path, query: (302, {"Location": "http://169.254.169.254/keys"}, b"")

    with Fetcher() as fetcher, pytest.raises(NotFetched, match=r"169\.254\.169\.254"):
        fetcher.get(f"http://public.example.org:{port}/")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://name:word@example.org/",
        "https:///x",
        "http://[broken/",
        "http://example.org/a b",
        "http://example.org:99999/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address):
    with pytest.raises(NotFetched):
        split_address(address)
