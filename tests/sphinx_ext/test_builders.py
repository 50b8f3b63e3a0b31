"""Every builder of Sphinx, with the pages that are its by default and with all, says nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Builder

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json"),
    *("gettext", "linkcheck", "pseudoxml", "dummy", "changes"),
]
#: What the small repository holds on purpose is told of, and is not what this is about.
EXPECTED = ["kwindex.syntax"]


@pytest.mark.parametrize("everything", [False, True], ids=["default", "all"])
@pytest.mark.parametrize("name", BUILDERS)
def test_a_builder_is_clean(
    name: str, everything: bool, repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    options: dict[str, Any] = {"kwindex_builders": ["*"]} if everything else {}
    result = build(
        root / "docs",
        name,
        nitpicky=True,
        suppress_warnings=EXPECTED,
        version="1",
        copyright="Ada",
        **options,
    )
    assert result.warnings == []
    assert result.app.statuscode == 0
    pages = {docname for docname in result.app.env.found_docs if docname.startswith("kwindex/")}
    if everything or name in {"html", "dirhtml", "json"}:
        assert "kwindex/shop/errors.py_docs" in pages
    else:
        assert pages == {"kwindex/book"}
