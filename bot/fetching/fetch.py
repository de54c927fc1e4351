"""Fetching one page: every address on the way is checked, and asked only by a number that was checked.

A name is looked up by us, once a request, and the request goes to the number itself, with the name in the Host header
and in the TLS handshake (where the certificate is checked against it). So a second answer of the DNS, other than the
first, is never asked for. Redirects are followed by us, each checked like the first address.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from bot.fetching.addresses import PORTS, Target, is_public, target
from bot.fetching.errors import FetchError, Trouble
from bot.fetching.inflation import Inflation

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the numeric addresses of a host at a port, best first; OSError where the name has none."""

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/octet-stream",  # what careless servers call a PDF; what it is, its bytes tell
    }
)

_AGENT = "Mozilla/5.0 (compatible; Depeche/0.1; an archive of news dispatches)"
_LEADING_ON = frozenset({301, 302, 303, 307, 308})
_MOST_TRIED = 3  # addresses of one host that are tried for a connection
_TROUBLE_OF = {401: Trouble.CLOSED, 402: Trouble.CLOSED, 403: Trouble.CLOSED, 451: Trouble.CLOSED, 404: Trouble.MISSING,
               410: Trouble.MISSING, 408: Trouble.BUSY, 425: Trouble.BUSY, 429: Trouble.BUSY}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: seconds in all, seconds for a connection, bytes unpacked, redirects; and its types."""

    seconds: float = 30.0
    connect_seconds: float = 10.0
    size: int = 20_000_000  # the longest of the documents; pages of text have less in bot.documents
    redirects: int = 5
    types: frozenset[str] = PAGES | DOCUMENTS
    ports: frozenset[int] = PORTS


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the address it came from at last, its media type and charset in lower case (or None), its bytes."""

    url: str
    media_type: str | None
    charset: str | None
    content: bytes


async def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def direct_transport() -> httpx.AsyncBaseTransport:
    """HTTP without a proxy, and without kept connections: two sites behind one number must not share one."""
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=0)
    return httpx.AsyncHTTPTransport(trust_env=False, limits=limits)


class Fetcher:
    """Fetches pages over `transport`, with host names looked up by `resolve`; `close` it at the end."""

    def __init__(
        self,
        resolve: Resolve = look_up,
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._resolve = resolve
        self._transport = transport
        self._limits = limits or Limits()

    async def fetch(self, url: str) -> Page:
        """Give the page behind an address, wherever it leads within the limits. Raises FetchError."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(url)
        except TimeoutError:
            raise FetchError(Trouble.TOO_SLOW) from None

    async def close(self) -> None:
        """Close the connections."""
        if self._transport is not None:
            await self._transport.aclose()

    async def _follow(self, url: str) -> Page:
        goal = target(url, self._limits.ports)
        for _ in range(self._limits.redirects + 1):
            async with self._answer(goal) as answer:
                if answer.status_code not in _LEADING_ON:
                    return await self._page(goal, answer)
                goal = _next(goal, answer, self._limits.ports)
        raise FetchError(Trouble.REDIRECTS)

    @asynccontextmanager
    async def _answer(self, goal: Target) -> AsyncIterator[httpx.Response]:
        """The answer of the first of the host's checked addresses that can be reached, its body unread."""
        answer = await self._asked(goal, await self._checked(goal))
        try:
            yield answer
        except httpx.TimeoutException:
            raise FetchError(Trouble.TOO_SLOW) from None
        except httpx.TransportError:
            raise FetchError(Trouble.UNREACHABLE) from None
        finally:
            await answer.aclose()

    async def _checked(self, goal: Target) -> list[str]:
        """The addresses of the host that may be asked. Raises FetchError where there is none."""
        try:
            ipaddress.ip_address(goal.host)
        except ValueError:
            pass
        else:
            return [goal.host]
        try:
            found = await self._resolve(goal.host, goal.port)
        except (OSError, UnicodeError):
            raise FetchError(Trouble.UNKNOWN_HOST) from None
        if not found:
            raise FetchError(Trouble.UNKNOWN_HOST)
        if not (public := [address for address in found if is_public(address)]):
            raise FetchError(Trouble.PRIVATE)
        return public[:_MOST_TRIED]

    async def _asked(self, goal: Target, addresses: list[str]) -> httpx.Response:
        if self._transport is None:
            self._transport = direct_transport()  # at the first page: its certificates take a moment to load
        for address in addresses:
            try:
                return await self._transport.handle_async_request(self._request(goal, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except httpx.TimeoutException:
                raise FetchError(Trouble.TOO_SLOW) from None
            except httpx.TransportError:
                break
        raise FetchError(Trouble.UNREACHABLE)

    def _request(self, goal: Target, address: str) -> httpx.Request:
        limits = self._limits
        timeout = httpx.Timeout(limits.seconds, connect=limits.connect_seconds)
        headers = {
            "Host": goal.url.netloc.decode("ascii"),
            "User-Agent": _AGENT,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.9,*/*;q=0.1",
            "Accept-Language": "fr,en;q=0.5",
            "Accept-Encoding": "gzip",  # and no other: bot.fetching.inflation unpacks in bounded pieces
            "Connection": "close",
        }
        extensions = {"timeout": timeout.as_dict(), "sni_hostname": goal.host}
        return httpx.Request("GET", goal.url.copy_with(host=address), headers=headers, extensions=extensions)

    async def _page(self, goal: Target, answer: httpx.Response) -> Page:
        if answer.status_code != 200:
            raise FetchError(_trouble_of(answer.status_code), str(answer.status_code))
        header = httpx.Headers(answer.headers).get("content-type", "")
        media_type = header.partition(";")[0].strip().lower() or None
        if media_type is not None and media_type not in self._limits.types:
            raise FetchError(Trouble.TYPE, media_type[:60])
        return Page(str(goal.url), media_type, answer.charset_encoding, await self._body(answer))

    async def _body(self, answer: httpx.Response) -> bytes:
        """The unpacked body, refused at the first byte over the limit, or at once where its length is announced."""
        announced = answer.headers.get("content-length", "")
        if announced.isdecimal() and (len(announced) > 15 or int(announced) > self._limits.size):
            raise FetchError(Trouble.TOO_LARGE)
        inflation, body = Inflation(answer.headers.get("content-encoding", "")), bytearray()
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        async for chunk in answer.stream:
            for piece in inflation.pieces(chunk):
                body += piece
                if len(body) > self._limits.size:
                    raise FetchError(Trouble.TOO_LARGE)
            await asyncio.sleep(0)  # unpacking an endless stream must not keep the loop from its other work
        return bytes(body)


def _next(goal: Target, answer: httpx.Response, ports: frozenset[int]) -> Target:
    """Where a redirect leads. Raises FetchError."""
    location = answer.headers.get("location", "")
    if not location:
        raise FetchError(Trouble.STATUS, f"{answer.status_code} to nowhere")
    try:
        return target(str(goal.url.join(location)), ports)
    except httpx.InvalidURL:
        raise FetchError(Trouble.ADDRESS) from None


def _trouble_of(status: int) -> Trouble:
    return _TROUBLE_OF.get(status, Trouble.SERVER if status >= 500 else Trouble.STATUS)
