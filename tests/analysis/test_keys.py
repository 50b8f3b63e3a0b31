"""What the names of facts tell of the libraries that read."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from sphinx_kwindex.analysis import keys


@pytest.mark.parametrize("name", ["astroid", *keys.READERS])
def test_versions_are_those_of_the_metadata(name: str) -> None:
    assert keys.reader_version(name) == version(name)


def test_what_is_not_installed_has_no_version() -> None:
    assert keys.reader_version("no-such-distribution") == ""
