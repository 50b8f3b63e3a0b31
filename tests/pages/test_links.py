"""Addresses of texts, and which of them may be links."""

from __future__ import annotations

import pytest

from sphinx_kwindex.pages.file.links import host, is_web

#: Address, the host that it stands under, and whether it is a link.
ADDRESSES = {
    "https://a.org/b?c=d&e": ("a.org", True),
    "HTTP://A.org:8080/x": ("a.org", True),
    "https://例え.jp/x": ("例え.jp", True),
    "//a.org/b": ("a.org", False),
    "mailto:ada@a.org": ("mailto", False),
    "ftp://a.org/b": ("a.org", False),
    "https://": ("https", False),
    "https://[": ("https://[", False),
    "https://a.org:x/": ("a.org", False),
    'https://a.org/"onload="x': ("a.org", False),
    "https://a.org/<script>": ("a.org", False),
    "https://a.org/a b": ("a.org", False),
    "https:a": ("https", False),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses(address: str) -> None:
    assert (host(address), is_web(address)) == ADDRESSES[address]
