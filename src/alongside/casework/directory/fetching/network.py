"""One request after another, each bounded in time and size, each redirect checked anew."""

from __future__ import annotations

import http.client
import socket
import ssl
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Self
from urllib.parse import SplitResult, urljoin, urlunsplit

from .addresses import NotFetched, checked_ip, split_address

LARGEST = 300_000_000  # bytes of everything together
TIMEOUT = 30.0  # seconds without an answer
SLOWEST = 300.0  # seconds for one answer in all
REDIRECTS = 5
TRIES = 3  # once, and twice more
CHUNK = 1 << 16
IN_MEMORY = 2_000_000
HEADERS = {
    "Accept": "application/json, text/csv, application/zip;q=0.9, */*;q=0.5",
    "Accept-Encoding": "identity",
    "User-Agent": "Alongside-directory/1",
}

__all__ = ["Answer", "Fetcher", "NotFetched"]


@dataclass
class Answer:
    """What came back."""

    status: int
    file: IO[bytes]
    address: str  # where it came from in the end


class Fetcher:
    """Keeps one connection, counts what came in all, and lets go of it at the end."""

    def __init__(
        self,
        *,
        private: bool = False,
        largest: int = LARGEST,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.private, self.left, self.wait = private, largest, wait
        self.largest = largest
        self._open: tuple[tuple[str, str, int], http.client.HTTPConnection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def get(self, address: str) -> Answer:
        """Fetch it; an answer of 500 and above, or none, is asked for twice more.

        Raises:
            NotFetched: nothing came that can be used.
        """
        why = ""
        for again in range(TRIES):
            if again:
                self.wait(2.0**again)
            try:
                answer = self._follow(address)
            except (OSError, http.client.HTTPException) as reason:
                self._close()
                why = _words(reason)
                continue
            if answer.status < 500 and answer.status != 429:
                return answer
            why = f"it answered {answer.status}"
        raise NotFetched(f"{address[:200]} was asked {TRIES} times: {why}.")

    def _follow(self, address: str) -> Answer:
        for _ in range(REDIRECTS + 1):
            parts = split_address(address)
            answer, onward = self._once(parts)
            if not onward:
                return answer
            following = urljoin(urlunsplit(parts), onward)
            if parts.scheme == "https" and split_address(following).scheme != "https":
                raise NotFetched(f"{address[:120]} leads on to an address without https.")
            address = following
        raise NotFetched(f"{address[:120]} leads on and on; after {REDIRECTS} times it was left.")

    def _once(self, parts: SplitResult) -> tuple[Answer, str]:
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        answer = self._ask(parts, path)
        if answer.status in (301, 302, 303, 307, 308):
            self._close()
            return Answer(answer.status, tempfile.SpooledTemporaryFile(), ""), answer.getheader(
                "Location", ""
            )
        file = self._body(answer)
        if answer.will_close:
            self._close()
        return Answer(answer.status, file, urlunsplit(parts)), ""

    def _ask(self, parts: SplitResult, path: str) -> http.client.HTTPResponse:
        connection, used = self._connection(parts)
        try:
            connection.request("GET", path, headers=HEADERS)
            return connection.getresponse()
        except (OSError, http.client.HTTPException):
            self._close()
            if not used:
                raise
        connection, _ = self._connection(parts)  # the other side had closed the one we kept
        connection.request("GET", path, headers=HEADERS)
        return connection.getresponse()

    # ---- connections ---------------------------------------------------------------------------
    def _connection(self, parts: SplitResult) -> tuple[http.client.HTTPConnection, bool]:
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        key = (parts.scheme, host, port)
        if self._open is not None and self._open[0] == key:
            return self._open[1], True
        self._close()
        ip = checked_ip(host, port, private=self.private)
        made: http.client.HTTPConnection
        made = _PinnedSecure(host, port, ip) if secure else _Pinned(host, port, ip)
        self._open = key, made
        return made, False

    def _close(self) -> None:
        if self._open is not None:
            self._open[1].close()
        self._open = None

    # ---- bodies ----------------------------------------------------------------------------------
    def _body(self, answer: http.client.HTTPResponse) -> IO[bytes]:
        """What came, unpacked; no more than is left of what may come in all."""
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed on
        packed = answer.getheader("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate")
        unpack = zlib.decompressobj(47) if packed else None
        until = time.monotonic() + SLOWEST
        while chunk := answer.read(CHUNK):
            while chunk:
                part = unpack.decompress(chunk, CHUNK) if unpack else chunk
                chunk = unpack.unconsumed_tail if unpack else b""
                self.left -= len(part)
                file.write(part)
                if self.left < 0:
                    raise NotFetched(
                        f"It is longer than {self.largest // 1_000_000:,} MB, the most that is"
                        " taken. Ask who keeps it for a part, such as one area."
                    )
            if time.monotonic() > until:
                raise TimeoutError
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        file.seek(0)
        return file


class _Pinned(http.client.HTTPConnection):
    """Goes to the address that was checked, whatever the name means by now."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._ip = ip

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), TIMEOUT)


class _PinnedSecure(http.client.HTTPSConnection):
    """The same, with a certificate that must be of the name."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=TIMEOUT, context=self._tls)
        self._ip = ip

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, self.port), TIMEOUT)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def _words(reason: Exception) -> str:
    if isinstance(reason, TimeoutError):
        return f"no whole answer within {TIMEOUT:.0f} seconds"
    if isinstance(reason, ssl.SSLError):
        return "its certificate is not right"
    if isinstance(reason, http.client.IncompleteRead):
        return "the answer stopped in the middle"
    if isinstance(reason, ConnectionRefusedError):
        return "nobody answers there"
    return f"the connection failed ({type(reason).__name__})"
