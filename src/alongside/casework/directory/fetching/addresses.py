"""Which addresses of the network may be asked: those of the public network, and no others.

A name is looked up once; each address it has is checked, and the connection goes to the one that
was checked. Otherwise whoever keeps the name could answer with another address a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """Why something was not fetched: what was found, and what to try."""


def split_address(address: str) -> SplitResult:
    """An address that can be asked at all.

    Raises:
        NotFetched: it is none of the web, or has a name and password in it.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as reason:
        raise NotFetched(f"“{address[:80]}” is no address of the web.") from reason
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise NotFetched(f"“{address[:80]}” is no address that begins with https:// or http://.")
    if parts.username or parts.password:
        raise NotFetched("The address has a name or password in it; it would be kept in the open.")
    if any(letter <= " " or letter == "\x7f" for letter in address.strip()):
        raise NotFetched(f"“{address[:80]}” has a space or a sign in it that no address has.")
    return parts


def checked_ip(host: str, port: int, *, private: bool) -> str:
    """The address behind a name, if all that it has may be asked.

    Raises:
        NotFetched: it is not known, or one of them is of a private network.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as reason:
        raise NotFetched(f"Nobody on the network is called {host[:80]}.") from reason
    ips = [str(one[4][0]) for one in found]
    for ip in ips:
        if not private and not is_public(ipaddress.ip_address(ip.split("%")[0])):
            which = ip if host == ip else f"{host[:80]} ({ip})"
            raise NotFetched(
                f"{which} is of a private network, or of this machine. Such addresses are not"
                " asked, unless ALONGSIDE_DIRECTORY_PRIVATE is set (docs/settings.md)."
            )
    return ips[0]


def is_public(ip: IP) -> bool:
    """Whether it is of the public network; of one that holds another, both are looked at."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(one is not None and not is_public(one) for one in inner):
            return False
        if ip.ipv4_mapped is not None or ip in NAT64:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
