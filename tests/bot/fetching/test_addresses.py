"""Which addresses are asked: the open web's, however the others are written."""

from __future__ import annotations

import pytest

from bot.fetching.addresses import LONGEST_URL, is_public, target
from bot.fetching.errors import FetchError, Trouble

CLOSED = (
    *("127.0.0.1", "127.255.0.9", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"),
    *("2002:7f00:1::", "2001:0:1::1", "2001:db8::1", "3fff::1", "2606:4700::1%eth0"),
    *("localhost", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", ""),
)


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_of_a_closed_network_is_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, test, multicast, unspecified, and IPv4 within IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    """Neighbours of the closed networks among them."""
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("ftp://example.org/a", Trouble.SCHEME),
        ("file:///etc/passwd", Trouble.SCHEME),
        ("javascript:alert(1)", Trouble.SCHEME),
        ("example.org/a", Trouble.ADDRESS),
        ("http://", Trouble.ADDRESS),
        ("http:///a", Trouble.ADDRESS),
        ("http://exa mple.org/", Trouble.ADDRESS),
        ("http://example.org\\@127.0.0.1/", Trouble.ADDRESS),
        ("http://example.org/\x00", Trouble.ADDRESS),
        ("http://example.org:99999/", Trouble.PORT),
        ("http://①②⑦.⓪.⓪.①/", Trouble.ADDRESS),
        ("http://-a.org/", Trouble.ADDRESS),
        ("http://a..org/", Trouble.ADDRESS),
        ("http://example.org/" + "a" * LONGEST_URL, Trouble.ADDRESS),
        ("http://user@example.org/", Trouble.CREDENTIALS),
        ("https://user:word@example.org/", Trouble.CREDENTIALS),
        ("http://93.184.216.34@127.0.0.1/", Trouble.CREDENTIALS),
        ("http://example.org:8080/", Trouble.PORT),
        ("https://example.org:22/", Trouble.PORT),
        ("http://127.0.0.1/", Trouble.PRIVATE),
        ("http://2130706433/", Trouble.PRIVATE),
        ("http://0177.0.0.1/", Trouble.ADDRESS),
        ("http://0x7f000001/", Trouble.PRIVATE),
        ("http://0x7f.1/", Trouble.PRIVATE),
        ("http://127.1/", Trouble.PRIVATE),
        ("http://93.184.216.042/", Trouble.ADDRESS),
        ("http://127.0.0.1./", Trouble.PRIVATE),
        ("http://[::1]/", Trouble.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Trouble.PRIVATE),
        ("http://[64:ff9b::7f00:1]/", Trouble.PRIVATE),
        ("http://localhost/", Trouble.PRIVATE),
        ("http://LOCALHOST./", Trouble.PRIVATE),
        ("http://db.internal/", Trouble.PRIVATE),
        ("http://printer.local/", Trouble.PRIVATE),
        ("http://intranet/", Trouble.PRIVATE),
    ],
)
def test_an_address_that_is_not_asked(url: str, trouble: Trouble) -> None:
    """Each is refused by its kind before anything is looked up."""
    with pytest.raises(FetchError) as refused:
        target(url)
    assert refused.value.trouble is trouble
    assert len(str(refused.value)) > 20  # the message tells a remedy


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://example.org/a?b=c#d", "example.org", 443),
        ("http://EXAMPLE.org.:80/", "example.org", 80),
        ("http://exämple.org/é", "xn--exmple-cua.org", 80),
        ("http://93.184.216.34/", "93.184.216.34", 80),
        ("https://[2606:4700::1111]:443/", "2606:4700::1111", 443),
    ],
)
def test_an_address_of_the_web(url: str, host: str, port: int) -> None:
    """Its host is plain ASCII, its fragment gone."""
    found = target(url)
    assert (found.host, found.port) == (host, port)
    assert "#" not in str(found.url)
