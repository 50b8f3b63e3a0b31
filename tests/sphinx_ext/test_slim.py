"""What pages of ours leave out of their HTML, and those of a manual keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html

from sphinx_kwindex.sphinx_ext import slim
from tests.conftest import Builder

MARK = '<span class="pre">'


def test_words_are_marked_on_pages_of_the_manual_alone(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    (root / "docs/guide.rst").write_text("Guide\n=====\n\n``a literal``\n")
    (root / "shop/errors.py").write_text("def fail(code: int,  why='<span class=\"pre\">'): ...\n")
    outdir = build(root / "docs").outdir
    assert MARK in (outdir / "guide.html").read_text()
    pages = list((outdir / "kwindex").rglob("*.html"))
    assert len(pages) > 20
    assert [page for page in pages if MARK in page.read_text()] == []
    tree = html.parse(outdir / "kwindex/shop/errors.py_docs.html")
    outline = tree.xpath("string(//section[@id='detailed-analysis'])")
    assert "fail(code: int, why='<span class=\"pre\">')" in outline


def test_scripts_keep_their_characters() -> None:
    """In a script a reference means nothing."""
    script = "<script>const face = '\U0001f600';</script>"
    parts = [script, "a face: \U0001f600", f"{MARK}\U0001f600</span>", "<b>\U0001f600</b>"]
    slim.slim(parts)
    assert parts == [script, "a face: &#128512;", "&#128512;", "<b>&#128512;</b>"]
