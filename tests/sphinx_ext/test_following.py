"""Names of a source lead to what they mean, in the built pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx_kwindex.sphinx_ext import highlighting
from tests.conftest import Builder, commit, settle

PAGE = "kwindex/shop/orders/basket.py_docs.html"


def listing(outdir: Path, page: str) -> str:
    text = (outdir / page).read_text("utf-8")
    return text.partition('<pre class="kwindex-source"')[2].partition("</pre>")[0]


def links(outdir: Path, page: str) -> Iterator[tuple[int, str, str, str]]:
    """Each link of a listing: line, text, address and what is said of it."""
    for number, row in enumerate(listing(outdir, page).split("\n"), 1):
        for attributes, inside in re.findall(r"<a ((?!class=)[^>]*)>(.*?)</a>", row):
            found = dict(re.findall(r'(\w+)="([^"]*)"', attributes, re.S))
            text = html.unescape(re.sub(r"<[^>]*>", "", inside))
            yield number, text, html.unescape(found["href"]), html.unescape(found.get("title", ""))


def test_names_lead_to_lines(repository: Callable[[str], Path], build: Builder) -> None:
    outdir = build(repository("small") / "docs").outdir
    found = {(line, text): (address, tip) for line, text, address, tip in links(outdir, PAGE)}
    assert found[(7, "Shelf")][0] == "../stock/shelf.py_docs.html#Shelf"
    assert found[(25, "Order")] == (
        "order.py_docs.html#Order",
        "class Order\nAn order of a customer.",
    )
    assert found[(42, "logged")][0] == "#logged"
    assert (19, "Call") in found
    count = 0
    for page in outdir.rglob("*_docs.html"):
        name = page.relative_to(outdir).as_posix()
        for _line, _text, address, _tip in links(outdir, name):
            file, _, anchor = address.partition("#")
            target = (page.parent / file).resolve() if file else page
            assert not anchor or f' id="{html.escape(anchor)}"' in target.read_text("utf-8")
            count += 1
    assert count > 50


def test_builders_without_ids_have_plain_code(
    repository: Callable[[str], Path], build: Builder
) -> None:
    made = build(repository("small") / "docs", "singlehtml", kwindex_builders=["*"])
    assert "kwindex-source" not in (made.outdir / "index.html").read_text("utf-8")


def test_a_page_is_written_again_when_what_it_says_has_changed(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    before = (outdir / PAGE).read_bytes()
    order = root / "shop/orders/order.py"
    source = order.read_text("utf-8")
    # Ids are names: that a line moves changes nothing of the pages that lead to it.
    order.write_text(source.replace("class Status", "# Moved.\n\n\nclass Status"), "utf-8")
    settle(order)
    build(root / "docs")
    assert (outdir / PAGE).read_bytes() == before
    assert 'id="Order"' in (outdir / "kwindex/shop/orders/order.py_docs.html").read_text("utf-8")
    order.write_text(source.replace("An order of", "What is ordered by"), "utf-8")
    settle(order)
    build(root / "docs")
    said = {tip for _, text, _, tip in links(outdir, PAGE) if text == "Order"}
    assert said == {"class Order\nWhat is ordered by a customer."}
    order.write_text(source.replace("class Order", "class Purchase"), "utf-8")
    settle(order)
    commit(root)
    build(root / "docs")
    assert not [text for _, text, _, _ in links(outdir, PAGE) if text == "Order"]


def test_links_cut_tokens() -> None:
    tag = '<a href="#x">'
    rows = list(highlighting.lines("import a.b\nx<y\n", "python", {1: [(7, 10, tag)]}))
    assert rows[0].endswith('<a href="#x"><span class="nn">a.b</span></a>')
    assert "<a " not in rows[1]
    (row,) = highlighting.lines("<&>", "text", {1: [(1, 2, tag), (1, 3, tag), (0, 1, tag)]})
    assert row == f"{tag}&lt;</a>{tag}&amp;</a>&gt;"
    (row,) = highlighting.lines("ab", "text", {1: [(1, 9, tag), (5, 6, tag)]})
    assert row == f"a{tag}b</a>"
