"""Fetching a page: what comes, what is refused on the way, and that only checked numbers are ever asked."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.fetching.errors import FetchError, Trouble
from bot.fetching.fetch import Fetcher, Limits, direct_transport
from tests.bot.fetching.web import PUBLIC, Pieces, Web, redirect

NEWS = "https://news.example/a"


@pytest.fixture
def web() -> Web:
    """A web with one page."""
    web = Web()
    web.put(NEWS, "<p>Salut</p>")
    return web


async def trouble(web: Web, url: str = NEWS, **limits: object) -> Trouble:
    """Why the page is not fetched."""
    with pytest.raises(FetchError) as refused:
        await fetcher(web, **limits).fetch(url)
    return refused.value.trouble


def fetcher(web: Web, **limits: object) -> Fetcher:
    """A fetcher over the web of the test."""
    return Fetcher(web.resolve, web, Limits(**limits))  # type: ignore[arg-type]


async def test_a_page_is_fetched_from_the_number_that_was_checked(web: Web) -> None:
    """The request goes to the number; the name stands in the Host header and in the TLS handshake."""
    page = await fetcher(web).fetch(NEWS + "#top")
    assert (page.url, page.media_type, page.charset, page.content) == (NEWS, "text/html", "utf-8", b"<p>Salut</p>")
    assert web.asked == [(PUBLIC, "news.example", "news.example")]


async def test_a_name_is_looked_up_once_a_request(web: Web) -> None:
    """A DNS that answers another number the second time gets no second question (rebinding)."""
    web.names["news.example"] = [(PUBLIC,), ("127.0.0.1",)]
    await fetcher(web).fetch(NEWS)
    assert web.looked_up == ["news.example"] and [asked[0] for asked in web.asked] == [PUBLIC]
    assert await trouble(web) is Trouble.PRIVATE
    assert len(web.asked) == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fd00::1", "::ffff:10.0.0.1",
                                     "64:ff9b::a00:1", "not a number"])  # fmt: skip
async def test_a_name_that_points_into_a_closed_network_is_not_asked(web: Web, address: str) -> None:
    """No connection is made."""
    web.names["news.example"] = [(address,)]
    assert await trouble(web) is Trouble.PRIVATE
    assert web.asked == []


async def test_of_several_numbers_only_the_open_ones_are_asked(web: Web) -> None:
    """The next one where the first does not answer."""
    web.names["news.example"] = [("10.0.0.1", "1.1.1.1", PUBLIC)]
    web.dead = {"1.1.1.1"}
    await fetcher(web).fetch(NEWS)
    assert [asked[0] for asked in web.asked] == ["1.1.1.1", PUBLIC]


async def test_redirects_are_followed_and_each_is_looked_up(web: Web) -> None:
    """Relative ones too; the page's address is where it was found."""
    web.put("http://short.example/x", redirect("https://news.example/old", 301))
    web.put("https://news.example/old", redirect("a", 308))
    page = await fetcher(web).fetch("http://short.example/x")
    assert page.url == NEWS
    assert web.looked_up == ["short.example", "news.example", "news.example"]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://127.0.0.1/", Trouble.PRIVATE),
        ("http://2130706433/", Trouble.PRIVATE),
        ("http://[::ffff:7f00:1]/", Trouble.PRIVATE),
        ("http://inside.example/", Trouble.PRIVATE),
        ("//localhost/", Trouble.PRIVATE),
        ("file:///etc/passwd", Trouble.SCHEME),
        ("http://a:b@news.example/", Trouble.CREDENTIALS),
        ("http://news.example:6379/", Trouble.PORT),
        ("http://[", Trouble.ADDRESS),
        ("", Trouble.STATUS),
    ],
)
async def test_a_redirect_is_checked_like_the_first_address(web: Web, to: str, why: Trouble) -> None:
    """Nothing is asked beyond the page that redirects."""
    web.names["inside.example"] = [("192.168.0.1",)]
    web.put(NEWS, redirect(to))
    assert await trouble(web) is why
    assert len(web.asked) == 1


async def test_redirects_have_an_end(web: Web) -> None:
    """A page that leads to itself is asked six times."""
    web.put(NEWS, redirect(NEWS))
    assert await trouble(web) is Trouble.REDIRECTS
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, Trouble.CLOSED), (403, Trouble.CLOSED), (404, Trouble.MISSING), (410, Trouble.MISSING), (429, Trouble.BUSY),
     (500, Trouble.SERVER), (503, Trouble.SERVER), (204, Trouble.STATUS), (418, Trouble.STATUS)],
)  # fmt: skip
async def test_a_status_that_is_no_page(web: Web, status: int, why: Trouble) -> None:
    """Each by its kind; those that may pass are told apart."""
    web.put(NEWS, httpx.Response(status))
    assert await trouble(web) is why
    assert FetchError(why).passing == (status in (429, 500, 503))


async def test_a_name_that_nobody_has(web: Web) -> None:
    """And one whose host does not answer."""
    assert await trouble(web, "https://nobody.example/") is Trouble.UNKNOWN_HOST
    web.dead = {PUBLIC}
    assert await trouble(web) is Trouble.UNREACHABLE


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/x-msdownload", "text/css"])
async def test_a_page_of_another_kind(web: Web, media_type: str) -> None:
    """It is refused by its header, its body left alone."""
    body = Pieces([b"x"])
    web.put(NEWS, httpx.Response(200, headers={"content-type": media_type}, stream=body))
    assert await trouble(web) is Trouble.TYPE
    assert body.taken == 0


async def test_a_page_that_says_it_is_too_large(web: Web) -> None:
    """Not a byte of it is taken."""
    body = Pieces([b"x"])
    headers = {"content-type": "text/html", "content-length": "101"}
    web.put(NEWS, httpx.Response(200, headers=headers, stream=body))
    assert await trouble(web, size=100) is Trouble.TOO_LARGE
    assert body.taken == 0


async def test_a_page_that_never_ends(web: Web) -> None:
    """It is left at the limit."""
    body = Pieces(iter(lambda: b"x" * 1000, b""))
    web.put(NEWS, httpx.Response(200, headers={"content-type": "text/html"}, stream=body))
    assert await trouble(web, size=10_000) is Trouble.TOO_LARGE
    assert body.taken == 11


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "bare"])
async def test_a_packed_page_is_unpacked(web: Web, encoding: str) -> None:
    """In the three ways of packing that servers have, and in pieces of one byte."""
    text = b"<p>" + b"Salut " * 50_000
    bare = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(text), "deflate": zlib.compress(text), "bare": bare.compress(text) + bare.flush()}
    headers = {"content-type": "text/html", "content-encoding": encoding.replace("bare", "deflate")}
    body = Pieces([packed[encoding][:5], *(bytes([one]) for one in packed[encoding][5:])])
    web.put(NEWS, httpx.Response(200, headers=headers, stream=body))
    assert (await fetcher(web).fetch(NEWS)).content == text


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
async def test_a_page_packed_in_another_way(web: Web, encoding: str) -> None:
    """What was not offered is refused."""
    headers = {"content-type": "text/html", "content-encoding": encoding}
    web.put(NEWS, httpx.Response(200, headers=headers, stream=Pieces([b"x"])))
    assert await trouble(web) is Trouble.ENCODING


async def test_a_page_whose_packing_is_broken(web: Web) -> None:
    """It is said."""
    headers = {"content-type": "text/html", "content-encoding": "gzip"}
    web.put(NEWS, httpx.Response(200, headers=headers, stream=Pieces([b"no gzip"])))
    assert await trouble(web) is Trouble.ENCODING


async def test_a_small_packet_takes_no_large_memory(web: Web) -> None:
    """A gigabyte of zeros in a megabyte: refused at the limit, with little more than the limit in memory."""
    bomb = bytearray()
    packer = zlib.compressobj(9, wbits=31)
    for _ in range(1000):
        bomb += packer.compress(bytes(1_000_000))
    bomb += packer.flush()
    headers = {"content-type": "text/html", "content-encoding": "gzip"}
    web.put(NEWS, httpx.Response(200, headers=headers, stream=Pieces([bytes(bomb)])))
    tracemalloc.start()
    try:
        assert await trouble(web, size=5_000_000) is Trouble.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


async def test_a_page_that_takes_too_long(web: Web) -> None:
    """Whatever holds it up: the name, the answer, or a body that drips."""

    async def never(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    with pytest.raises(FetchError) as refused:
        await Fetcher(never, web, Limits(seconds=0.05)).fetch(NEWS)
    assert refused.value.trouble is Trouble.TOO_SLOW

    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            while True:
                yield b"x"
                await asyncio.sleep(0.01)

    web.put(NEWS, httpx.Response(200, headers={"content-type": "text/html"}, stream=Dripping()))
    assert await trouble(web, seconds=0.05) is Trouble.TOO_SLOW


class Rerouted(httpx.AsyncBaseTransport):
    """The transport of the running bot, whose connections to the one public number end at a local port."""

    def __init__(self, port: int) -> None:
        self._real, self._port = direct_transport(), port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        url = request.url.copy_with(host="127.0.0.1", port=self._port)
        again = httpx.Request(request.method, url, headers=request.headers, extensions=request.extensions)
        return await self._real.handle_async_request(again)

    async def aclose(self) -> None:
        await self._real.aclose()


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def served(serve: Serve) -> Fetcher:
    """A fetcher whose only page comes from a server on this machine."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    web = Web()
    web.names["news.example"] = [(PUBLIC,)]
    transport = Rerouted(server.sockets[0].getsockname()[1])
    return Fetcher(web.resolve, transport, Limits(seconds=5, size=1_000_000))


async def test_a_page_over_a_real_connection() -> None:
    """The request is what servers expect: one Host header with the name, the path, nothing of ours."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        body = gzip.compress(b"<p>Salut</p>")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-15\r\nContent-Encoding: gzip\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    fetch = await served(serve)
    page = await fetch.fetch("http://news.example/a?b=c")
    await fetch.close()
    assert (page.content, page.charset) == (b"<p>Salut</p>", "iso-8859-15")
    lines = heard[0].decode().split("\r\n")
    assert lines[0] == "GET /a?b=c HTTP/1.1"
    assert [line for line in lines if line.lower().startswith("host:")] == ["Host: news.example"]
    assert not any(line.lower().startswith(("cookie:", "authorization:")) for line in lines)


@pytest.mark.parametrize("head", [b"", b"Transfer-Encoding: chunked\r\n"])
async def test_a_real_server_that_misbehaves(head: bytes) -> None:
    """It breaks off in the body, or sends what is no chunk: said as unreachable."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        length = b"" if head else b"Content-Length: 100\r\n"
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + length + head + b"\r\nno chunk\r\n")
        await writer.drain()
        writer.close()

    fetch = await served(serve)
    with pytest.raises(FetchError) as refused:
        await fetch.fetch("http://news.example/")
    await fetch.close()
    assert refused.value.trouble is Trouble.UNREACHABLE
