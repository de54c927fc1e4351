"""Why a page was not fetched, each with what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What stood in the way of a page; the catalogues have a text for each under `links.<value>`."""

    ADDRESS = "address"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    PRIVATE = "private"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    REDIRECTS = "redirects"
    CLOSED = "closed"
    MISSING = "missing"
    BUSY = "busy"
    SERVER = "server"
    STATUS = "status"
    TYPE = "type"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"


PASSING = frozenset({Trouble.UNKNOWN_HOST, Trouble.UNREACHABLE, Trouble.TOO_SLOW, Trouble.BUSY, Trouble.SERVER})
"""Troubles that another attempt, later, may not meet."""

_REMEDIES = {
    Trouble.ADDRESS: "this is no address of a page: copy it whole from the browser",
    Trouble.SCHEME: "only http:// and https:// are fetched: give such a link",
    Trouble.CREDENTIALS: "the address holds a user name or password: give it without",
    Trouble.PORT: "only the ports 80 and 443 are asked: give the page's public address",
    Trouble.PRIVATE: "the address lies in a private network: give the page's public address",
    Trouble.UNKNOWN_HOST: "no server has this name: check its spelling, or try again later",
    Trouble.UNREACHABLE: "the server can't be reached: try again later, or send the text",
    Trouble.TOO_SLOW: "the page did not come in time: try again later, or send the text",
    Trouble.REDIRECTS: "the page leads on and on: open it in a browser and give the address shown there",
    Trouble.CLOSED: "the site does not give the page without a login: send its text or a file",
    Trouble.MISSING: "there is no such page any more: check the link, or send the text",
    Trouble.BUSY: "the site asks to wait: try again later",
    Trouble.SERVER: "the site fails at this page: try again later, or send the text",
    Trouble.STATUS: "the site gives no page for this link: check it in a browser",
    Trouble.TYPE: "there is no article behind the link but a file of another kind: give the article's page",
    Trouble.TOO_LARGE: "the page is too large: send its text or a file",
    Trouble.ENCODING: "the page is packed in a way that was not asked for: send its text or a file",
}


class FetchError(Exception):
    """A page was not fetched; the message names the remedy, `trouble` its kind, `passing` whether time may mend it."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(_REMEDIES[trouble] + (f" ({detail})" if detail else ""))
        self.trouble = trouble

    @property
    def passing(self) -> bool:
        """Whether another attempt, later, may succeed."""
        return self.trouble in PASSING
