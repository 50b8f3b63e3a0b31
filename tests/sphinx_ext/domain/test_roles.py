"""The roles of the domain, in documents of both kinds and in every builder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Build, Builder, commit, settle
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean, snapshot

ORDER = "kwindex/shop/orders/order.py_docs.html"

#: What is written, the text that is shown, and where it leads.
ROLES = [
    (":kw:`shop.orders.order.Order`", "shop.orders.order.Order", f"{ORDER}#Order"),
    (":kw:`shop.Order`", "shop.Order", f"{ORDER}#Order"),
    (":kw:kw:`Order.total`", "Order.total", f"{ORDER}#Order.total"),
    (":kw:`~shop.orders.order.Order.total`", "total", f"{ORDER}#Order.total"),
    (":kw:`the total <Order.total>`", "the total", f"{ORDER}#Order.total"),
    (":kw:`!Order.total`", "Order.total", None),
    (":kw:`copy()`", "copy()", f"{ORDER}#copy"),
    (":kw:`shop.orders.order`", "shop.orders.order", ORDER),
    (":kw:`orders/order.py:Order.amount~3`", "orders/order.py:Order.amount~3", "#Order.amount~3"),
    (
        ":kw:`~data/stock.yaml:ink`",
        "ink",
        "kwindex/data/stock.yaml_docs.html#ink",
    ),
    (":kw:file:`shop/orders/order.py`", "shop/orders/order.py", ORDER),
    (":kw:file:`~orders/order.py`", "order.py", ORDER),
    (":kw:file:`an order <order.py>`", "an order", ORDER),
    (":kw:folder:`shop/orders`", "shop/orders", "kwindex/shop/orders/index.html"),
    (":kw:folder:`~shop/orders/`", "orders", "kwindex/shop/orders/index.html"),
    (":kw:folder:`all of it <.>`", "all of it", "kwindex/index.html"),
    (":kw:line:`order.py#L10-L12`", "order.py#L10-L12", f"{ORDER}#L-10"),
    (":kw:line:`order.py#L-10`", "order.py#L-10", f"{ORDER}#L-10"),
    (":kw:line:`line ten <order.py#L10>`", "line ten", f"{ORDER}#L-10"),
]


def write(root: Path, *written: str, name: str = "guide.rst") -> Path:
    """Make a page of the manual of a title and a line for each role."""
    path = root / "docs" / name
    path.write_text("Guide\n=====\n\n" + "\n\n".join(written) + "\n")
    settle(path)
    return path


def myst(role: str) -> str:
    name, _, rest = role.removeprefix(":").partition(":`")
    return f"{{{name}}}`{rest}"


def references(done: Build, page: str = "guide.html") -> list[tuple[str, str | None]]:
    """The text and the address of each role in a page."""
    tree = html.fromstring((done.outdir / page).read_bytes())
    return [
        (node.text_content(), next(iter(node.xpath("ancestor::a/@href")), None))
        for node in tree.xpath("//code[contains(@class, 'kw')]")
    ]


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_roles(repository: Callable[[str], Path], build: Builder, markup: str) -> None:
    root = repository("small")
    if markup == "md":
        (root / "docs/guide.rst").unlink()
    written = [each if markup == "rst" else myst(each) for each, _text, _address in ROLES]
    write(root, *written, name=f"guide.{markup}")
    done = build(
        root / "docs",
        nitpicky=True,
        extensions=["sphinx_kwindex", "myst_parser"],
    )
    assert not [line for line in done.warnings if "guide" in line]
    found = references(done)
    assert [text for text, _address in found] == [text for _each, text, _address in ROLES]
    for (_text, address), (_each, _shown, wanted) in zip(found, ROLES, strict=True):
        if wanted is None:
            assert address is None
        else:
            assert address is not None
            assert address.endswith(wanted)
    # Each leads to a place that is there.
    for _text, address in found:
        page, _, anchor = (address or "").partition("#")
        if anchor:
            assert f'id="{anchor}"' in (done.outdir / page).read_text()
    tree = html.fromstring((done.outdir / "guide.html").read_bytes())
    assert "shop.orders.order.Order.total" in tree.xpath("//a/@title")


@pytest.mark.parametrize(
    ("builder", "pages"),
    [
        *((name, ["*"]) for name in ("dirhtml", "singlehtml", "epub", "latex", "text", "man")),
        *((name, ["html"]) for name in ("singlehtml", "latex", "text", "xml")),
    ],
)
def test_builders(
    repository: Callable[[str], Path], build: Builder, builder: str, pages: list[str]
) -> None:
    root = repository("small")
    write(root, *(role for role, _text, _address in ROLES))
    done = build(root / "docs", builder, nitpicky=True, kwindex_builders=pages, version="1")
    assert not [line for line in done.warnings if "guide" in line]
    if builder == "dirhtml":
        assert references(done, "guide/index.html")[0] == (
            "shop.orders.order.Order",
            "../kwindex/shop/orders/order.py_docs/#Order",
        )


MISSING = [
    (":kw:`shop.Ordr`", "no definition is named 'shop.Ordr'; the nearest: shop.orders.order.Order"),
    (":kw:`Ordr.total`", "shop.orders.order.Order.total"),
    (":kw:`zzzzzzzz`", "no definition is named 'zzzzzzzz' [kwindex.reference]"),
    (":kw:file:`shop/order.py`", "the nearest: shop/orders/order.py"),
    (":kw:folder:`shop/ordres`", "no folder is named 'shop/ordres'; the nearest: shop/orders"),
    (":kw:line:`shop/order.py#L1`", "the nearest: shop/orders/order.py"),
    (":kw:line:`order.py#L9999`", "no such lines, of 87: 'order.py#L9999'"),
    (":kw:line:`order.py#L20-L10`", "no such lines, of 87: 'order.py#L20-L10'"),
    (":kw:line:`order.py`", "lines are written as path#L10 or path#L10-L20: 'order.py'"),
]
AMBIGUOUS = [
    (
        ":kw:`total`",
        "'total' could be shop.orders.basket.Basket.total, shop.orders.order.Order.total;",
    ),
    (":kw:file:`__init__.py`", "'__init__.py' could be shop/__init__.py, shop/orders/__init__.py"),
]


def test_what_is_missing_or_ambiguous_is_a_warning(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    roles = [*MISSING, *AMBIGUOUS]
    write(root, *(role for role, _message in roles))
    done = build(root / "docs", show_warning_types=True)
    warned = [line for line in done.warnings if "guide.rst" in line]
    assert len(warned) == len(roles)
    for place, ((role, message), line) in enumerate(zip(roles, warned, strict=True)):
        assert message in line, role
        assert f"guide.rst:{4 + 2 * place}:" in line
        kind = "ambiguous" if (role, message) in AMBIGUOUS else "reference"
        assert line.endswith(f"[kwindex.{kind}]")
    assert {address for _text, address in references(done)} == {None}
    quiet = build(root / "docs", suppress_warnings=["kwindex.reference", "kwindex.ambiguous"])
    assert not [line for line in quiet.warnings if "guide.rst" in line]


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize("parallel", [0, 2])
def test_a_page_is_written_again_when_what_it_names_is_elsewhere(
    repository: Callable[[str], Path], build: Builder, builder: str, parallel: int
) -> None:
    root = repository("small")
    write(root, ":kw:`copy`", ":kw:`OutOfStock`")

    def run() -> Build:
        return build(root / "docs", builder, parallel=parallel)

    def warned(done: Build) -> list[str]:
        return [line for line in done.warnings if "guide.rst" in line]

    assert not warned(run())
    # It moves within its file: the link stays, and the page as well.
    order = root / "shop/orders/order.py"
    text = order.read_text()
    order.write_text(f"# Another line.\n{text}")
    settle(order)
    done = run()
    page = done.outdir / ("guide.html" if builder == "html" else "guide.txt")
    written = page.stat().st_mtime_ns
    assert not warned(done)
    # It moves to another file.
    order.write_text(text.replace("def copy(", "def duplicate("))
    (root / "shop/errors.py").write_text(
        (root / "shop/errors.py").read_text() + "\n\ndef copy() -> None: ...\n"
    )
    settle(order)
    settle(root / "shop/errors.py")
    done = run()
    assert not warned(done)
    assert page.stat().st_mtime_ns > written
    if builder == "html":
        assert references(done)[0] == ("copy", "kwindex/shop/errors.py_docs.html#copy")
    # It vanishes.
    (root / "shop/errors.py").unlink()
    commit(root)
    done = run()
    assert ["no definition is named" in line for line in warned(done)] == [True, True]
    # And comes back.
    order.write_text(text)
    settle(order)
    done = run()
    assert ["'OutOfStock'" in line for line in warned(done)] == [True]


def test_builders_that_share_doctrees_each_write_what_changed(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    write(root, ":kw:`copy`")
    # Sphinx writes a document again as long as it is newer than its output.
    os.utime(root / "docs/guide.rst", (1_700_000_000, 1_700_000_000))
    for builder in ("html", "text"):
        assert not [line for line in build(root / "docs", builder).warnings if "guide" in line]
    order = root / "shop/orders/order.py"
    order.write_text(order.read_text().replace("def copy(", "def duplicate("))
    settle(order)
    for builder in ("html", "text"):
        warned = [line for line in build(root / "docs", builder).warnings if "guide" in line]
        assert len(warned) == 1
        assert not [line for line in build(root / "docs", builder).warnings if "guide" in line]


def vanish(root: Path) -> None:
    order = root / "shop/orders/order.py"
    order.write_text(order.read_text().replace("def copy(", "def duplicate("))
    settle(order)


def forget(root: Path) -> None:
    write(root, "No role.")


@pytest.mark.parametrize("change", [vanish, forget], ids=lambda change: change.__name__)
def test_incremental_equals_clean(
    change: Callable[[Path], None],
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    root = repository("small")
    write(root, ":kw:`copy`", ":kw:line:`order.py#L10`")
    assert_incremental_equals_clean(change, root, build, tmp_path / "clean")


def test_parallel_equals_serial(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    write(root, *(role for role, _text, _address in ROLES))
    for number in range(6):
        write(root, ":orphan:", ":kw:`copy`", name=f"more{number}.rst")
    serial = snapshot(build(root / "docs").outdir)
    parallel = snapshot(build(root / "docs", builddir=tmp_path / "four", parallel=4).outdir)
    assert [name for name in serial if serial[name] != parallel[name]] == []
