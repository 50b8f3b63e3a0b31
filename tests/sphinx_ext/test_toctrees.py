"""The way from hand-written documents to ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Builder, settle

TITLE = "Shop\n====\n\n"


def write(path: Path, text: str) -> None:
    path.write_text(text)
    settle(path)


def children(result: object) -> dict[str, list[str]]:
    return result.app.env.toctree_includes  # type: ignore[attr-defined,no-any-return]


def test_an_entry_is_added_and_taken_back(
    repository: Callable[[str], Path], build: Builder
) -> None:
    docs = repository("small") / "docs"
    write(docs / "index.rst", TITLE + ".. toctree::\n\n   guide\n")
    first = build(docs)
    assert children(first)["index"] == ["guide", "kwindex/index"]
    assert 'href="kwindex/index.html"' in (first.outdir / "index.html").read_text()
    write(docs / "guide.rst", "Guide\n=====\n\n.. toctree::\n\n   kwindex/index\n")
    second = build(docs)
    assert [line for line in second.warnings if "kwindex.syntax" not in line] == []
    assert children(second)["index"] == ["guide"]
    assert children(second)["guide"] == ["kwindex/index"]
    write(docs / "guide.rst", "Guide\n=====\n\nNothing.\n")
    third = build(docs)
    assert children(third)["index"] == ["guide", "kwindex/index"]


def test_without_an_entry_nothing_is_said(
    repository: Callable[[str], Path], build: Builder
) -> None:
    docs = repository("small") / "docs"
    write(docs / "index.rst", TITLE + ".. toctree::\n\n   guide\n")
    result = build(docs, kwindex_add_toctree_entry=False)
    assert not [line for line in result.warnings if "toctree" in line]
    assert children(result)["index"] == ["guide"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("*", ["guide", "kwindex/index"]),
        ("**", ["guide", "kwindex/index"]),
        ("kwindex/index\n   *", ["kwindex/index", "guide"]),
    ],
)
def test_a_glob_does_not_swallow_our_pages(
    entries: str, expected: list[str], repository: Callable[[str], Path], build: Builder
) -> None:
    docs = repository("small") / "docs"
    write(docs / "index.rst", TITLE + f".. toctree::\n   :glob:\n\n   {entries}\n")
    assert children(build(docs))["index"] == expected


def test_a_document_of_that_name_takes_the_place_of_ours(
    repository: Callable[[str], Path], build: Builder
) -> None:
    docs = repository("small") / "docs"
    (docs / "kwindex").mkdir()
    write(docs / "kwindex" / "book.rst", ":orphan:\n\nMy book\n=======\n")
    result = build(docs)
    assert any("kwindex/book" in line and "kwindex.collision" in line for line in result.warnings)
    assert "My book" in (result.outdir / "kwindex" / "book.html").read_text()
