"""Files that are documents: each page leads to the other, in every order of events."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Build, Builder, commit, git, settle
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean


def links(done: Build, page: str) -> dict[str, str]:
    """Text and address of the links that a page has to its source or from it."""
    tree = html.fromstring((done.outdir / page).read_bytes())
    rows = tree.xpath(
        "//p[starts-with(., 'Source of this page') or starts-with(., 'Rendered page')]"
    )
    return {row.text_content(): row.xpath(".//a/@href")[0] for row in rows}


def test_document_and_file_lead_to_each_other(
    repository: Callable[[str], Path], build: Builder
) -> None:
    done = build(repository("small") / "docs")
    assert links(done, "guide.html") == {
        "Source of this page: docs/guide.rst": "kwindex/docs/guide.rst_docs.html"
    }
    assert links(done, "kwindex/docs/guide.rst_docs.html") == {
        "Rendered page: Guide": "../../guide.html"
    }
    assert links(done, "kwindex/README.md_docs.html") == {}
    assert "Source of this page" not in (done.outdir / "kwindex/index.html").read_text()
    # A search finds neither the words nor the path.
    index = (done.outdir / "searchindex.js").read_text()
    assert re.search(r'"rendered":', index) is None


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text"])
def test_other_builders(repository: Callable[[str], Path], build: Builder, builder: str) -> None:
    done = build(repository("small") / "docs", builder)
    assert not [line for line in done.warnings if "kwindex." not in line]
    written = "".join(path.read_text() for path in done.outdir.rglob("*guide*") if path.is_file())
    written += "".join(path.read_text() for path in done.outdir.rglob("guide/index.html"))
    assert ("Source of this page" in written) is (builder == "dirhtml")


def test_it_can_be_switched_off(repository: Callable[[str], Path], build: Builder) -> None:
    done = build(repository("small") / "docs", kwindex_link_documents=False)
    assert links(done, "guide.html") == {}
    assert links(done, "kwindex/docs/guide.rst_docs.html") == {}


def add_document(root: Path) -> None:
    (root / "docs/more.rst").write_text(":orphan:\n\nMore\n====\n")
    commit(root, "More")


def retitle(root: Path) -> None:
    path = root / "docs/guide.rst"
    path.write_text(path.read_text().replace("Guide\n=====", "Manual\n======"))
    settle(path)


def untrack(root: Path) -> None:
    git(root, "rm", "--cached", "--quiet", "docs/guide.rst")


def exclude(root: Path) -> None:
    with (root / "docs/conf.py").open("a") as conf:
        conf.write("\nexclude_patterns = ['guide.rst']\nsuppress_warnings = ['toc']\n")
    (root / "docs/index.rst").write_text("Shop\n====\n")
    settle(root / "docs/index.rst")


CHANGES = [add_document, retitle, untrack, exclude]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_incremental_equals_clean(
    change: Callable[[Path], None],
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    # Sphinx itself leaves the pages of documents that are gone.
    left = {"guide.html", "_sources/guide.rst.txt"} if change is exclude else set()
    assert_incremental_equals_clean(change, repository("small"), build, tmp_path / "clean", left)


def test_a_document_that_comes_under_git_is_written_without_being_read(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    untrack(root)
    assert links(build(root / "docs"), "guide.html") == {}
    git(root, "add", "docs/guide.rst")
    done = build(root / "docs")
    assert list(links(done, "guide.html")) == ["Source of this page: docs/guide.rst"]
