"""Warnings: where they point, and how many of one kind are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Builder


def test_above_twenty_of_a_kind_one_line_says_how_many_more(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    (root / "docs/kwindex").mkdir()
    for number in range(25):
        (root / f"f{number}.py").write_text("x = 1\n")
        (root / f"docs/kwindex/f{number}.py_docs.rst").write_text(":orphan:\n\nTaken\n=====\n")
    built = build(
        root / "docs",
        "text",
        kwindex_untracked=True,
        kwindex_builders=["*"],
        kwindex_include=["f*.py"],
    )
    collisions = [line for line in built.warnings if "kwindex.collision" in line]
    assert len(collisions) == 21
    assert all("docs/kwindex/f" in line for line in collisions[:20])
    assert "5 more of this kind" in collisions[20]
