"""Links from descriptions of Python to the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Build, Builder, settle
from tests.sphinx_ext.domain.test_roles import write
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean

CONF = (
    "import os, sys\nsys.path.insert(0, os.path.abspath('..'))\n"
    "extensions = ['sphinx.ext.autodoc', {more}'sphinx_kwindex']\n"
    "autodoc_mock_imports = ['requests', 'yaml']\nkwindex_link_code = {on}\n"
    "suppress_warnings = ['kwindex.syntax']\n"
)
GUIDE = (
    ".. autoclass:: shop.errors.OutOfStock\n   :members:\n   :no-index:\n",
    ".. automodule:: shop.errors\n   :members: ShopError\n",
    # As a package re-exports it, with two signatures, and what is not in the repository.
    ".. py:module:: shop\n\n.. py:class:: Order(number)\n\n.. py:function:: nowhere()\n",
    ".. py:function:: os.path.join(a)\n   :module: os\n",
)
ERRORS = "kwindex/shop/errors.py_docs.html"


def links(done: Build) -> dict[str, list[tuple[str, str]]]:
    """Of each description, its links to a source: the address, and the class that tells whose."""
    tree = html.fromstring((done.outdir / "guide.html").read_bytes())
    found: dict[str, list[tuple[str, str]]] = {}
    for term in tree.xpath("//dl[contains(@class, 'py')]/dt"):
        name = "".join(term.xpath(".//span[contains(@class, 'descname')]//text()"))
        for link in term.xpath(".//a[.//span[contains(@class, 'viewcode-link')]]"):
            found.setdefault(name, []).append((link.get("href"), link.text_content()))
    return found


def configure(root: Path, on: bool, more: str = "") -> None:
    (root / "docs/conf.py").write_text(CONF.format(on=on, more=more))
    write(root, *GUIDE)


@pytest.mark.parametrize("more", ["", "'sphinx.ext.viewcode', "], ids=["alone", "viewcode"])
def test_descriptions_lead_to_our_pages(
    more: str, repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    configure(root, True, more)
    done = build(root / "docs")
    assert not [line for line in done.warnings if "guide" in line]
    assert links(done) == {
        "OutOfStock": [(f"{ERRORS}#OutOfStock", "[source]")],
        "ShopError": [(f"{ERRORS}#ShopError", "[source]")],
        "Order": [("kwindex/shop/orders/order.py_docs.html#Order", "[source]")],
    }


def test_it_is_off_by_default(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    configure(root, False, "'sphinx.ext.viewcode', ")
    assert links(build(root / "docs"))["ShopError"] == [
        ("_modules/shop/errors.html#ShopError", "[source]")
    ]


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text", "epub"])
def test_other_builders_have_none(
    repository: Callable[[str], Path], build: Builder, builder: str
) -> None:
    root = repository("small")
    configure(root, True)
    done = build(root / "docs", builder, version="1")
    assert not [line for line in done.warnings if "guide" in line]
    written = "".join(
        path.read_text(errors="replace")
        for path in done.outdir.rglob("*")
        if path.suffix in {".html", ".xhtml", ".tex", ".txt"}
    )
    assert "OutOfStock" in written
    assert "[source]" not in written


def rename(root: Path) -> None:
    path = root / "shop/orders/order.py"
    path.write_text(path.read_text().replace("class Order:", "class Purchase:"))
    settle(path)


def test_incremental_equals_clean(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    configure(root, True)
    assert_incremental_equals_clean(rename, root, build, tmp_path / "clean")
