"""Lists that are written without nodes, against the same lists as nodes of docutils."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes

from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.inline import Code, Inline, Link
from sphinx_kwindex.pages.parts import bullets, spread
from sphinx_kwindex.sphinx_ext import listings
from tests.conftest import Builder

#: What HTML writes in a way of its own.
ODD = '''\
"""Odd: <b> & "quotes", ada@example.org, `code  with  two spaces` and *stars*."""

#: An address: ada@example.org.
MAIL = "ada@example.org  <b>"

def mark(text="<script>", *, why='a  "b"  & c', at: "x@y" = None) -> "dict[str,  int]":
    """Return `a  b` & <c>."""

class Été(mark(1)):
    def __init__(self): self.x = mark
'''


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_they_are_what_docutils_writes(
    repository: Callable[[str], Path],
    build: Builder,
    builder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = repository("small")
    (root / "shop/odd.py").write_text(ODD, "utf-8")
    (root / "odd name & <b>.py").write_text("import shop.odd\n")
    written = pages(build(root / "docs", builder, builddir=tmp_path / "light").outdir)
    monkeypatch.setattr(listings, "is_html", lambda builder: False)
    expected = pages(build(root / "docs", builder, builddir=tmp_path / "heavy").outdir)
    assert written.keys() == expected.keys()
    assert [name for name in expected if written[name] != expected[name]] == []
    assert any(b"<code" in page for page in written.values())


def pages(outdir: Path) -> dict[str, bytes]:
    """Return all that a browser gets. Whether docutils calls a list of terms simple depends on what
    nodes it finds in it."""
    return {
        path.relative_to(outdir).as_posix(): path.read_bytes().replace(
            b'<dl class="simple ', b'<dl class="'
        )
        for path in sorted(outdir.rglob("*"))
        if path.suffix in {".html", ".js"}
    }


def test_their_text_is_that_of_the_nodes() -> None:
    row: list[Inline] = [Link(Target("a", "b"), Code("name")), ": what ", "it is"]
    made = nodes.container("", bullets([row, ["plain"]], "kwindex-entries"))
    before = made.astext()
    spread(made)
    assert made.astext() == before
    assert made.pformat().count("<list_item>") == 2


def test_a_row_with_a_node_makes_nodes_of_its_list() -> None:
    made = bullets([[nodes.strong("", "x"), ": y"], ["z"]])
    assert isinstance(made, nodes.bullet_list)
    assert made.astext() == "x: y\n\nz"
