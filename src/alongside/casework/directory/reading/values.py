"""One record of a source, taken apart value by value. What is odd is mended or doubted, and said.

What has no field here stays, and is given back as it came: `rest`.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .plain import kept_as_it_came, plain, visible
from .report import Level, quoted

Say = Callable[[Level, str, str], None]  # level, field, words
OURS = uuid.UUID("8f1d7c5e-4f0c-5d6c-9d9a-3c1c0a6d2b11")  # under it ids are made of other ids
LONGEST_TEXT = 20_000  # letters of one description
LONGEST_REST = 50_000  # letters of what has no field, in one record
YES_OR_NO = {"yes": True, "y": True, "true": True, "1": True} | {
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}
DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
SLASHES = re.compile(r"^(https?):/?(?=[^/])", re.IGNORECASE)
HOST = re.compile(r"[\w-]+(\.[\w-]+)+", re.ASCII)


class Values:
    """A record; each value is taken once."""

    def __init__(self, raw: dict[str, Any], say: Say, of: str = "") -> None:
        self.raw = raw
        self.left = dict(raw)
        self.empty: list[str] = []
        self._say = say
        self._of = of

    def say(self, level: Level, field: str, words: str) -> None:
        """Say something of a field."""
        self._say(level, f"{self._of}{field}", words)

    def take(self, name: str) -> Any:
        """The value, whatever it is; None for nothing, in whichever way that was written."""
        value = self.left.pop(name, None)
        if isinstance(value, str) and not value.strip():
            self.empty.append(name)
            return None
        return None if value in ([], {}) else value

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Records within it. One alone counts as a list of one."""
        value = self.take(name)
        listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        good = [one for one in listed if isinstance(one, dict) and one]
        if value is not None and len(good) != len(listed or [value]):
            self.say(Level.LEFT_OUT, name, "Is no list of records; what is none was left out.")
        return good

    def text(self, name: str, longest: int = LONGEST_TEXT, *, line: bool = False) -> str:
        """Plain text; `line`: without new lines."""
        value = self.take(name)
        if value is None:
            return ""
        if isinstance(value, dict | list):
            self.say(Level.LEFT_OUT, name, "Is no text.")
            return ""
        written = str(value)
        text = plain(written)
        if line:
            text = " ".join(text.split())
        if text != written and text.strip() != written.strip():
            self.say(Level.MENDED, name, "HTML, or signs that nobody sees, made plain text.")
        if len(text) > longest:
            self.say(
                Level.MENDED,
                name,
                f"Had {len(text):,} letters ({len(written):,} as it came); shortened to"
                f" {longest:,}.",
            )
            text = text[: longest - 1].rsplit(" ", 1)[0] + "…"
        return text if text.strip() else ""

    def choice(self, name: str, allowed: dict[str, str], otherwise: str) -> str:
        """One of a list of words, whatever its capitals."""
        written = self.text(name, 100, line=True)
        if not written:
            return otherwise
        if (key := written.casefold()) in allowed:
            return allowed[key]
        self.say(Level.DOUBTED, name, f"{quoted(written)} is not known; taken for “{otherwise}”.")
        return otherwise

    def yes_or_no(self, name: str) -> bool | None:
        """Yes, no, or not known."""
        written = self.text(name, 60, line=True)
        if (answer := YES_OR_NO.get(written.casefold())) is None and written:
            self.say(Level.DOUBTED, name, f"{quoted(written)} is neither yes nor no.")
        return answer

    def uri(self, name: str, longest: int = 500) -> str:
        """An address of the web. Without a scheme it is mended; what would run is left out."""
        written = self.text(name, 4 * longest, line=True).strip()
        if not written:
            return ""
        mended = SLASHES.sub(r"\1://", written)
        if not SCHEME.match(mended):
            mended = _with_scheme(written)
        if not mended or len(mended) > longest or " " in mended or not _is_web(mended):
            self.say(Level.LEFT_OUT, name, f"{quoted(written)} is no address of the web.")
            return ""
        if mended != written:
            self.say(Level.MENDED, name, f"{quoted(written)} had no whole https:// before it.")
        return mended

    def email(self, name: str) -> str:
        """An email address."""
        value = self.take(name)
        written = visible(str(value or "")).replace("\xa0", " ")
        plain_one = written.strip().removeprefix("mailto:").strip(" .,;<>")
        if not plain_one:
            return ""
        try:
            validate_email(plain_one)
        except ValidationError:
            self.say(Level.LEFT_OUT, name, f"{quoted(written)} is no email address.")
            return ""
        if plain_one != value:
            self.say(Level.MENDED, name, "Spaces or signs around the address taken away.")
        return plain_one[:254]

    def day(self, name: str) -> str:
        """A day, as YYYY-MM-DD; one that cannot be read stays with what has no field."""
        value = self.take(name)
        if value is None:
            return ""
        written = str(value).strip()
        found = _read_day(written)
        if found is None:
            self.say(Level.DOUBTED, name, f"{quoted(written)} is no day that can be read.")
            self.left[name] = value
            return ""
        if len(written) != 10 or written != found.isoformat():
            if not written.startswith(found.isoformat()):
                self.say(Level.MENDED, name, f"{quoted(written)} read as {found.isoformat()}.")
            else:
                self.left[name] = value  # a day with its hour: given back as it came
        return found.isoformat()

    def clock(self, name: str) -> str:
        """A time of day, as HH:MM:SS."""
        value = self.take(name)
        if value is None:
            return ""
        written = str(value).strip()
        try:
            read = time.fromisoformat(written.removesuffix("Z")).replace(tzinfo=None)
        except ValueError:
            self.say(Level.DOUBTED, name, f"{quoted(written)} is no time of day.")
            self.left[name] = value
            return ""
        if read.isoformat() != written:
            self.left[name] = value
        return read.replace(microsecond=0).isoformat()

    def number(self, name: str, low: float, high: float) -> float | None:
        """A number from low to high; another stays with what has no field."""
        value = self.take(name)
        if value is None:
            return None
        try:
            number = float(str(value).strip().removeprefix("£").replace(",", ""))
        except ValueError:
            number = float("nan")
        if isinstance(value, bool) or not low <= number <= high:
            self.say(Level.DOUBTED, name, f"{quoted(value)} is not from {low:g} to {high:g}.")
            self.left[name] = value
            return None
        return number

    def id(self, under: str) -> str:
        """Its id, if it is a UUID; else one made of it, or of where it stands."""
        value = self.take("id")
        return str(as_uuid(value) or made_of(under, str(value or "")))

    def rest(self) -> dict[str, Any]:
        """What has no field here, under the names that it came with."""
        some = {k: v for k, v in self.left.items() if v not in (None, "", [], {})}
        if not some:
            return {}
        kept: dict[str, Any] = kept_as_it_came(some)
        if len(json.dumps(kept)) > LONGEST_REST:
            self.say(Level.LEFT_OUT, "", "More was said than can be kept; the rest was left out.")
            return {}
        return kept


def as_uuid(value: Any) -> uuid.UUID | None:
    """The UUID that this is, if it is one."""
    try:
        return uuid.UUID(str(value).strip()) if len(str(value or "")) >= 32 else None
    except ValueError:
        return None


def id_of(value: Any) -> str:
    """Their id, as it is compared: a UUID is the same in whichever letters it is written."""
    return str(as_uuid(value) or visible(str(value or "")).strip()[:300])


def made_of(under: str, what: str) -> uuid.UUID:
    """The same id each time, of the same text."""
    return uuid.uuid5(OURS, f"{under}\0{what}")


def _read_day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written.replace("Z", "+00:00")).date()
    except ValueError:
        pass
    for form in DAYS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _with_scheme(written: str) -> str:
    host = written.split("/")[0].split("?")[0].split(":")[0]
    return f"https://{written}" if HOST.fullmatch(host) else ""


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
