"""Documents that name definitions, and the pages of their files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Build, Builder, settle
from tests.sphinx_ext.domain.test_roles import write
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean, snapshot

ORDER = "kwindex/shop/orders/order.py_docs.html"
GUIDE = (
    ":py:class:`shop.Order`, ``Order.total``, ``total`` and :kw:`shop.orders.order.copy`.",
    ".. code-block:: python\n\n   from shop.orders import Status\n   shop.errors.OutOfStock(1)\n",
    ".. py:module:: shop.stock.shelf\n\n:py:class:`Shelf` ``Basket.empty``",
)


def mentioned(done: Build, page: str) -> list[tuple[str, list[str]]]:
    """Each row, and the addresses in it."""
    tree = html.fromstring((done.outdir / page).read_bytes())
    rows = tree.xpath("//li[starts-with(normalize-space(.), 'Mentioned in')]")
    return [(row.text_content().strip(), row.xpath(".//a/@href")) for row in rows]


def test_a_page_that_names_definitions_is_listed(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    write(root, *GUIDE)
    write(root, ":orphan:", "``OutOfStock``", name="other.rst")
    done = build(root / "docs")
    assert not [line for line in done.warnings if "guide" in line]
    assert mentioned(done, ORDER) == [
        (
            "Mentioned in Guide: Order, Order.total, Status, copy",
            ["../../../guide.html", "#Order", "#Order.total", "#Status", "#copy"],
        )
    ]
    assert [row for row, _ in mentioned(done, "kwindex/shop/errors.py_docs.html")] == [
        "Mentioned in Guide: OutOfStock",
        "Mentioned in Guide: OutOfStock",
    ]
    assert [row for row, _ in mentioned(done, "kwindex/shop/stock/shelf.py_docs.html")] == [
        "Mentioned in Guide: Shelf"
    ]
    assert [row for row, _ in mentioned(done, "kwindex/shop/orders/basket.py_docs.html")] == [
        "Mentioned in Guide: Basket.empty"
    ]
    assert mentioned(done, "kwindex/shop/__init__.py_docs.html") == []
    # The literals lead nowhere until that is asked for.
    tree = html.fromstring((done.outdir / "guide.html").read_bytes())
    assert not tree.xpath("//a[code = 'Order.total']")


def test_it_can_be_switched_off(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    write(root, *GUIDE)
    done = build(root / "docs", kwindex_link_documents=False)
    assert mentioned(done, ORDER) == []


LITERALS = (
    "``Order.total`` ``total`` ``OutOfStock`` ``os.path`` ``shop.Order`` :kw:`!Order.total`",
    ":file:`shop.Order` :code:`shop.Order` :samp:`shop.Order`",
    "`A link with code <https://example.org/shop.Order>`_",
    "``shop.Order`` in a title\n-------------------------",
)


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex", "text"])
def test_literals_lead_to_what_they_certainly_name(
    repository: Callable[[str], Path], build: Builder, builder: str
) -> None:
    root = repository("small")
    write(root, *LITERALS)
    done = build(root / "docs", builder, nitpicky=True, kwindex_link_literals=True)
    assert not [line for line in done.warnings if "guide" in line]
    if builder == "html":
        tree = html.fromstring((done.outdir / "guide.html").read_bytes())
        found = [(a.text_content(), a.get("href")) for a in tree.xpath("//p[not(@class)]/a[code]")]
        assert found == [
            ("Order.total", f"{ORDER}#Order.total"),
            ("OutOfStock", "kwindex/shop/errors.py_docs.html#OutOfStock"),
            ("shop.Order", f"{ORDER}#Order"),
        ]
        # It is listed as well.
        assert [row for row, _ in mentioned(done, ORDER)] == [
            "Mentioned in Guide: Order, Order.total"
        ]


def rename(root: Path) -> None:
    order = root / "shop/orders/order.py"
    order.write_text(order.read_text().replace("def total(", "def sum_up("))
    settle(order)


def retitle(root: Path) -> None:
    guide = root / "docs/guide.rst"
    guide.write_text(guide.read_text().replace("Guide\n=====", "Manual\n======"))
    settle(guide)


def forget(root: Path) -> None:
    write(root, "Nothing.")


def second(root: Path) -> None:
    # What was one definition of its name is one of two.
    path = root / "shop/stock/shelf.py"
    path.write_text(path.read_text() + "\n\nclass OutOfStock: ...\n")
    settle(path)


@pytest.mark.parametrize(
    "change", [rename, retitle, forget, second], ids=lambda change: change.__name__
)
def test_incremental_equals_clean(
    change: Callable[[Path], None],
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    root = repository("small")
    (root / "docs/conf.py").write_text(
        "extensions = ['sphinx_kwindex']\nkwindex_link_literals = True\n"
    )
    write(root, "``Order.total`` ``OutOfStock``")
    assert_incremental_equals_clean(change, root, build, tmp_path / "clean")


def test_parallel_equals_serial(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    for number in range(8):
        write(root, ":orphan:", "``Order.total``", name=f"more{number}.rst")
    serial = build(root / "docs", kwindex_link_literals=True)
    four = build(root / "docs", builddir=tmp_path / "four", parallel=4, kwindex_link_literals=True)
    assert len(mentioned(serial, ORDER)) == 8
    before, after = snapshot(serial.outdir), snapshot(four.outdir)
    assert [name for name in before if before[name] != after[name]] == []
