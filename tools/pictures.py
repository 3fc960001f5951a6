"""Take the pictures of the guide and of README anew, from the demonstration.

    make pictures

Starts the demonstration in a temporary folder, signs in as its workers, and writes
docs/guide/pictures. It needs Chromium, as the browser journeys do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "guide" / "pictures"
PORT = 8767
BASE = f"http://127.0.0.1:{PORT}"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Picture:
    """One page as one worker sees it; `open` is a link to follow first."""

    name: str
    worker: str
    path: str
    size: dict[str, int]
    open: str = ""
    then: str = ""  # a path added to where the link led


PLAN = (
    Picture("my-people", "ruth", "/my-people/", DESK),
    Picture("person", "ruth", "/my-people/", DESK, open="Peg Hollins"),
    Picture("person-phone", "ruth", "/my-people/", PHONE, open="Peg Hollins"),
    Picture("contact-phone", "ruth", "/my-people/", PHONE, open="Peg Hollins", then="contact/"),
    Picture("visit-phone", "ruth", "/my-people/", PHONE, open="Peg Hollins", then="visit/"),
    Picture("today-coordinator", "dilys", "/", DESK),
    Picture("inbox", "dilys", "/inbox/", DESK),
    Picture("team", "dilys", "/team/", DESK),
    Picture("conversation", "ruth", "/my-people/", DESK, open="Peg Hollins", then="conversation/"),
    Picture("goodbye", "ruth", "/my-people/", DESK, open="Beryl Stannard", then="goodbye/"),
)


def main() -> int:
    """Serve the demonstration, take every picture, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "alongside.cli", "serve", "--demo", "--port", str(PORT)]
        server = subprocess.Popen(command, env=os.environ | {"ALONGSIDE_DATA": data})
        try:
            wait_for_server()
            password = json.loads((Path(data) / "demonstration.json").read_text())[0]["password"]
            take_all(password)
        finally:
            server.terminate()
            server.wait()
    return 0


def wait_for_server() -> None:
    """Until it answers, ten minutes at most: a busy machine is slow to make people up."""
    for _ in range(1200):
        try:
            urllib.request.urlopen(f"{BASE}/account/login/")  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The demonstration did not start. Try: make run")


def take_all(password: str) -> None:
    """Every picture, each in a browser of its own."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for picture in PLAN:
            take(browser, picture, password)
        browser.close()


def take(browser: Browser, picture: Picture, password: str) -> None:
    """One picture, of what the screen shows first."""
    context = browser.new_context(
        viewport={"width": picture.size["width"], "height": picture.size["height"]},
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page = context.new_page()
    sign_in(page, picture.worker, password)
    page.goto(BASE + picture.path)
    if picture.open:
        page.get_by_role("link", name=picture.open, exact=True).first.click()
        page.wait_for_load_state()
    if picture.then:
        page.goto(page.url.split("?")[0] + picture.then)
    page.screenshot(path=PICTURES / f"{picture.name}.png")
    context.close()


def sign_in(page: Page, worker: str, password: str) -> None:
    """As one of the demonstration's workers."""
    page.goto(f"{BASE}/account/login/")
    page.locator("[name=login]").fill(f"{worker}@example.org")
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{BASE}/")


if __name__ == "__main__":
    sys.exit(main())
