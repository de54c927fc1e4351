"""A web of our own for the tests: names and numbers, pages by address, and a note of what was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence

import httpx

Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]
PUBLIC = "93.184.216.34"


class Pieces(httpx.AsyncByteStream):
    """A body in pieces; `taken` counts those that were asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.taken = 0
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            self.taken += 1
            yield piece


class Web(httpx.AsyncBaseTransport):
    """Resolver and transport in one: `names` says what the DNS answers, one list after the other, `pages` by URL."""

    def __init__(self) -> None:
        self.names: dict[str, list[Sequence[str]]] = {}
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.looked_up: list[str] = []
        self.dead: set[str] = set()

    def put(self, url: str, answer: Answer | str, *addresses: str) -> None:
        """Put a page (HTML, where it is a text) behind an address, whose host the DNS knows."""
        self.names.setdefault(httpx.URL(url).host, [addresses or (PUBLIC,)])
        self.pages[url] = httpx.Response(200, html=answer) if isinstance(answer, str) else answer

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """Answer as the DNS does; the last answer stays."""
        self.looked_up.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer by the Host header, as a server does; the connection goes to the host of the URL."""
        host, sni = request.headers["host"], request.extensions["sni_hostname"]
        self.asked.append((request.url.host, host, sni))
        if request.url.host in self.dead:
            raise httpx.ConnectError("refused")
        answer = self.pages.get(f"{request.url.scheme}://{host}{request.url.raw_path.decode()}")
        if answer is None:
            return httpx.Response(404)
        return answer(request) if callable(answer) else answer


def redirect(to: str, status: int = 302) -> httpx.Response:
    """A redirect."""
    return httpx.Response(status, headers={"location": to})
