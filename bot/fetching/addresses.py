"""Which addresses may be asked for a page: those of the open web, judged by their numbers and not by their names.

Names say nothing: whoever owns one lets it point where he likes. So a name is looked up once, each number that comes
back is judged here, and the connection goes to a number that passed (`bot.fetching.fetch`).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import httpx

from bot.fetching.errors import FetchError, Trouble

LONGEST_URL = 2_000
"""Characters; browsers and servers take hardly more."""

PORTS = frozenset({80, 443})
"""Where the web is."""

_PORT_OF = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_HOUSE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion", "arpa")
"""Endings of names that only mean something inside a network (RFC 6761, 6762, 8375, 7686)."""

_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        # IANA's special-purpose registries: Python's own lists differ from version to version.
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # Within the IPv6 internet: Teredo and 6to4 carry an IPv4 address, the rest is for documents and trials.
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")  # so not ::1, mapped and compatible IPv4, NAT64, fc00::, fe80::, ff00::


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: the URL without its fragment, the host in ASCII, and the port that is meant."""

    url: httpx.URL
    host: str
    port: int


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the open internet; what is no numeric address does not."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip not in _OPEN_V6 or ip.scope_id):
        return False
    return not any(ip.version == network.version and ip in network for network in _CLOSED)


def target(url: str, ports: frozenset[int] = PORTS) -> Target:
    """Check an address as far as it goes without looking its host up. Raises FetchError."""
    if len(url) > LONGEST_URL or not url.isprintable() or "\\" in url or " " in url:
        raise FetchError(Trouble.ADDRESS)
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchError(Trouble.ADDRESS) from None
    if parsed.scheme not in _PORT_OF:
        raise FetchError(Trouble.SCHEME if parsed.scheme else Trouble.ADDRESS)
    if parsed.userinfo:
        raise FetchError(Trouble.CREDENTIALS)
    port = parsed.port or _PORT_OF[parsed.scheme]
    if port not in ports:
        raise FetchError(Trouble.PORT)
    return Target(parsed.copy_with(fragment=None), _checked(host), port)


def _checked(host: str) -> str:
    """The host without a final dot, where it is an open number or a full name. Raises FetchError."""
    host = host.removesuffix(".")
    if ":" in host or _NUMERIC.fullmatch(host.rpartition(".")[2]):
        # 2130706433, 0177.0.0.1 and 0x7f.1 are numbers to a C library; here only the dotted form is one.
        if not is_public(host):
            raise FetchError(Trouble.PRIVATE)
        return host
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise FetchError(Trouble.ADDRESS)
    if "." not in host or any(host == name or host.endswith(f".{name}") for name in _HOUSE_NAMES):
        raise FetchError(Trouble.PRIVATE)
    return host
