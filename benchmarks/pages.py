"""How long pages take, through the whole server: session, permissions, unsealing, audit line."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

ROUNDS = 150
WARM_UP = 20
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One signed-in connection that is kept open, as a browser keeps it."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies or {})
        self.token = ""  # of the last form that was shown

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form. Returns the status and the page."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.connection.port}"
            body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        self.connection.request("POST" if fields is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if shown := CSRF.search(page):
            self.token = shown[1]
        return answer.status, page

    def again(self) -> Browser:
        """Another connection of the same session."""
        other = Browser(self.connection.port, self.cookies)
        other.token = self.token
        return other

    def sign_in(self, email: str, password: str) -> None:
        self.ask("/account/login/")
        status, _ = self.ask("/account/login/", {"login": email, "password": password})
        if status != 302:
            raise SystemExit(f"Signing in answered {status}.")
        self.ask("/my-people/")


@dataclass
class Times:
    """Seconds of each request to one page, at one and at four connections."""

    name: str
    one: list[float] = field(default_factory=list)
    four: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        return statistics.median(self.one) * 1000

    @property
    def p95_ms(self) -> float:
        return statistics.quantiles(self.one, n=20)[18] * 1000

    @property
    def four_ms(self) -> float:
        return statistics.median(self.four) * 1000


Request = Callable[[Browser], tuple[int, str]]


def requests(person: int, name: str) -> dict[str, tuple[Request, int]]:
    """What is asked for, and the status that it must answer."""
    contact = {
        "when": "today",
        "how": "telephone",
        "reached": "yes",
        "minutes": "20",
        "who": "connector",
        "note": "Rang as agreed. She had been to the hall, and stayed for the tea afterwards.",
    }
    return {
        "bare page": (lambda browser: browser.ask("/up/"), 200),
        "My people": (lambda browser: browser.ask("/my-people/?whole=yes"), 200),
        "Person": (lambda browser: browser.ask(f"/people/{person}/"), 200),
        "Record a contact": (
            lambda browser: browser.ask(
                f"/people/{person}/contact/", contact | {"token": str(uuid4())}
            ),
            302,
        ),
        "Search": (lambda browser: browser.ask("/find/", {"words": name}), 200),
    }


def measure(port: int, email: str, password: str, person: int, name: str) -> list[Times]:
    """Each page at one connection, then at four. The server must be up."""
    browser = Browser(port)
    browser.sign_in(email, password)
    measured = []
    for called, (request, status) in requests(person, name).items():
        times = Times(called)
        times.one = _times(browser, request, status, WARM_UP + ROUNDS)[WARM_UP:]
        times.four = _at_once([browser.again() for _ in range(4)], request, status)
        print(called, round(times.median_ms, 1), round(times.four_ms, 1), flush=True)
        measured.append(times)
    return measured


def _at_once(browsers: list[Browser], request: Request, status: int) -> list[float]:
    """The same from several connections at the same time."""
    with ThreadPoolExecutor(len(browsers)) as together:
        found = [together.submit(_times, each, request, status, 40) for each in browsers]
    return [seconds for each in found for seconds in each.result()]


def _times(browser: Browser, request: Request, status: int, rounds: int) -> list[float]:
    taken = []
    browser.connection.close()  # the server gives an idle one up; asking opens it again
    for _ in range(rounds):
        begun = time.perf_counter()
        answered, page = request(browser)
        taken.append(time.perf_counter() - begun)
        if answered != status:
            raise SystemExit(f"Answered {answered}, not {status}:\n{page[:2000]}")
    return taken
