"""What a built site promises its readers, checked over its HTML and against ``ast``."""

from __future__ import annotations

import json
import re
import shutil
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks import check_site
from tests.conftest import Builder, commit

STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three packages of the standard library in a repository of their own."""
    root = tmp_path_factory.mktemp("library")
    for name in ("asyncio", "email", "json"):
        shutil.copytree(
            STANDARD_LIBRARY / name, root / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    docs = root / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text('extensions = ["sphinx_kwindex"]\n')
    (docs / "index.rst").write_text("Library\n=======\n")
    commit(root)
    return root


@pytest.mark.parametrize("layout", ["split", "combined"])
def test_small_repository(repository: Callable[[str], Path], build: Builder, layout: str) -> None:
    root = repository("small")
    first = build(root / "docs", kwindex_layout=layout)
    # Python 2 is the one thing in it that a reader should hear of.
    assert [re.sub(r"^.*/(?=scripts/)", "", line)[:22] for line in first.warnings] == [
        "scripts/legacy.py:6: W"
    ]
    assert check_site(first.outdir, root) == []
    # From the same doctrees.
    second = build(root / "docs", "dirhtml", kwindex_layout=layout)
    assert check_site(second.outdir, root, "dirhtml") == []


def test_standard_library(library: Path, build: Builder) -> None:
    for builder in ("html", "dirhtml"):
        result = build(library / "docs", builder)
        assert result.warnings == []
        assert check_site(result.outdir, library, builder) == []


@pytest.mark.parametrize("layout", ["split", "combined"])
def test_languages_beside_each_other(
    repository: Callable[[str], Path], build: Builder, layout: str
) -> None:
    """Types that derive from others are such in every language: what a keyword index says that a
    section treats stands in that section."""
    root = repository("mixed")
    result = build(root / "docs", kwindex_layout=layout)
    assert check_site(result.outdir, root) == []


def test_checker_sees_what_is_wrong(repository: Callable[[str], Path], build: Builder) -> None:
    """Each kind of mistake that the checks above are for, made by hand in a good site."""
    root = repository("small")
    outdir = build(root / "docs").outdir

    def change(path: Path, old: str, new: str) -> set[str]:
        """Return what is said of the site while `path` has one thing wrong."""
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        found = check_site(outdir, root)
        path.write_text(text, encoding="utf-8")
        return {re.sub(r"[^ ]*kwindex/", "", problem) for problem in found}

    order = outdir / "kwindex/shop/orders/order.py_docs.html"
    keywords = outdir / "kwindex/shop/orders/order.py_kw.html"
    listing = outdir / "kwindex/kwindex.json"
    files = json.loads(listing.read_text(encoding="utf-8"))["files"]
    line = next(
        word["line"]
        for file in files
        if file["path"] == "shop/orders/order.py"
        for word in file["keywords"]
        if word["anchor"] == "Order.parse"
    )

    assert check_site(outdir, root) == []
    assert any(
        "id Order.parse is on line None" in problem
        for problem in change(order, 'id="Order.parse"', 'id="Order.pars"')
    )
    assert any("occurs 2 times" in problem for problem in change(order, 'id="L-2"', 'id="L-1"'))
    assert any(
        "which is not there" in problem
        for problem in change(keywords, "#Order.parse", "#Order.parsley")
    )
    assert any(
        "no such definition" in problem
        for problem in change(listing, f'"line":{line},', f'"line":{line + 1},')
    )
    assert any(
        "listed, but not tracked" in problem
        for problem in change(listing, "shop/errors.py", "shop/error.py")
    )
