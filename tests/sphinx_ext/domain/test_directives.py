"""The directives: what they show, in which builders, and when a page is written again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Build, Builder, commit, settle
from tests.sphinx_ext.domain.test_roles import write
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean

ORDER = "kwindex/shop/orders/order.py_docs.html"


def body(done: Build, page: str = "guide.html") -> html.HtmlElement:
    return html.fromstring((done.outdir / page).read_bytes()).xpath("//*[@id='guide']")[0]


def rows(done: Build) -> list[str]:
    return [item.text_content().strip() for item in body(done).xpath(".//li")]


def shown(
    repository: Callable[[str], Path], build: Builder, *directives: str, name: str = "guide.rst"
) -> Build:
    root = repository("small")
    if name != "guide.rst":
        (root / "docs/guide.rst").unlink()
    write(root, *directives, name=name)
    return build(
        root / "docs",
        nitpicky=True,
        show_warning_types=True,
        extensions=["sphinx_kwindex", "myst_parser"],
    )


def clean(done: Build) -> bool:
    return not [line for line in done.warnings if "guide" in line]


#: The directive, and the rows that it shows.
LISTS = [
    (
        ".. kwindex:: shop/orders/order.py\n   :depth: 1",
        [
            "copy (function)",
            "currency (variable)",
            "LIMIT (constant)",
            "Lines (type alias)",
            "Order (class): An order of a customer.",
            "rate (variable)",
            "Status (class): How far an order is.",
        ],
    ),
    (
        ".. kwindex:: shop.orders.order\n   :kinds: class, function\n   :depth: 1",
        [
            "copy (function)",
            "Order (class): An order of a customer.",
            "Status (class): How far an order is.",
        ],
    ),
    (
        ".. kwindex:: Order.Note",
        ["Order.Note.__init__ (method)"],
    ),
    (
        ".. kwindex:: shop.Order\n   :public:\n   :depth: 1\n   :kinds: method",
        [
            "Order.amount (method): Return how much of an article is ordered, or all amounts.",
            "Order.is_number (method)",
            "Order.parse (method)",
            "Order.send (method)",
            "Order.take_from (method)",
            "Order.total (method)",
        ],
    ),
    (
        ".. kwindex:: shop/orders\n   :kinds: function\n   :depth: 1\n   :columns: 2",
        [
            "fill (function)",
            "logged (function): Tell on the terminal that a function was called.",
            "copy (function)",
        ],
    ),
    (".. kwindex:: data/stock.yaml", ["ink (key)", "pen (key)"]),
]


@pytest.mark.parametrize(("directive", "expected"), LISTS)
def test_keywords(
    directive: str,
    expected: list[str],
    repository: Callable[[str], Path],
    build: Builder,
) -> None:
    done = shown(repository, build, directive)
    assert clean(done)
    assert rows(done) == expected
    for link in body(done).xpath(".//li//a/@href"):
        page, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (done.outdir / page).read_text()


def test_a_package_is_its_folder_and_each_file_is_named(
    repository: Callable[[str], Path], build: Builder
) -> None:
    done = shown(repository, build, ".. kwindex:: shop.stock\n   :kinds: class\n   :depth: 1")
    assert clean(done)
    assert [row.partition(" ")[0] for row in rows(done)] == ["Base", "Countable", "Shelf"]
    assert "shop/stock/shelf.py" in body(done).text_content()
    assert "kwindex-columns-" not in html.tostring(body(done)).decode()


def test_nothing_found_is_not_nothing_looked_for(
    repository: Callable[[str], Path], build: Builder
) -> None:
    done = shown(
        repository, build, ".. kwindex:: shop/errors.py\n   :kinds: enum", ".. kwindex:: .gitignore"
    )
    assert clean(done)
    text = body(done).text_content()
    assert "No such keyword is defined in shop/errors.py." in text
    assert "Nothing looked for keywords in .gitignore." in text


def test_source(repository: Callable[[str], Path], build: Builder) -> None:
    done = shown(
        repository,
        build,
        ".. kwindex-source:: shop.Order.amount\n   :linenos:",
        ".. kwindex-source:: Basket.empty",
        ".. kwindex-source:: order.py#L12-L14",
        ".. kwindex-source:: data/stock.yaml",
    )
    assert clean(done)
    blocks = [block.text_content() for block in body(done).xpath(".//pre")]
    assert blocks[1] == "@logged\ndef empty(self) -> None:\n    self.total = 0\n"
    assert blocks[0].rstrip().endswith("...")
    assert "pen: 12" in blocks[3]
    captions = body(done).xpath(".//p[contains(@class, 'kwindex-caption')]")
    found = [(each.text_content(), each.xpath(".//a/@href")[0]) for each in captions]
    assert found[1][0] == "shop/orders/basket.py, lines 42-44"
    assert found[1][1] == "kwindex/shop/orders/basket.py_docs.html#Basket.empty"
    assert found[2] == ("shop/orders/order.py, lines 12-14", f"{ORDER}#L-12")


def test_graphs(repository: Callable[[str], Path], build: Builder) -> None:
    done = shown(
        repository,
        build,
        ".. kwindex-graph:: shop",
        ".. kwindex-graph:: shop/errors.py\n   :of: classes",
        ".. kwindex-graph:: shop.Order",
        ".. kwindex-graph:: data",
        name="guide.rst",
    )
    assert clean(done)
    found = rows(done)
    assert "shop/orders/basket.py: imports shop/orders/order.py, shop/stock/shelf.py" in found
    assert "OutOfStock: derives from ShopError" in found
    assert "shop.orders.basket.Basket: derives from Order" in found
    assert "No import or include between files of data/ was found." in body(done).text_content()


MYST = """
```{kwindex} shop/errors.py
:kinds: class
```

```{kwindex-source} shop.errors.ShopError
```

```{kwindex-graph} shop.errors
:of: classes
```
"""


def test_markdown(repository: Callable[[str], Path], build: Builder) -> None:
    done = shown(repository, build, MYST, name="guide.md")
    assert clean(done)
    assert "class ShopError(Exception):" in body(done).text_content()
    assert "ShopError (class): Base of all errors of the shop." in rows(done)


WRONG = [
    (".. kwindex:: shop.Ordr", "no file, folder or definition is named 'shop.Ordr'"),
    (".. kwindex:: fill.me", "kwindex.reference"),
    (".. kwindex-source:: Order.gone", "no file, folder or definition is named 'Order.gone'"),
    (".. kwindex-source:: order.py#L5-L9999", "no such lines, of 87: 'order.py#L5-L9999'"),
    (".. kwindex-source:: shop", "a folder has no source: 'shop'"),
    (".. kwindex-source:: total", "'total' could be shop.orders.basket.Basket.total"),
    (".. kwindex-graph:: no/such", "no file, folder or definition is named 'no/such'"),
    (".. kwindex:: shop\n   :kinds: klass", "'klass' is no kind"),
    (".. kwindex:: shop\n   :columns: 7", "at most 6 columns"),
    (".. kwindex-source:: id_rsa", "no file, folder or definition is named 'id_rsa'"),
    (".. kwindex:: .env", "no file, folder or definition is named '.env'"),
    (".. kwindex-source:: ../outside.py", "'../outside.py'"),
]


def test_what_is_missing_is_a_warning_and_what_is_withheld_stays_so(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    (root / "id_rsa").write_text("hidden = 1\n")
    (root / ".env").write_text("hidden = 2\n")
    (tmp_path / "outside.py").write_text("hidden = 3\n")
    commit(root)
    write(root, *(directive for directive, _message in WRONG))
    done = build(root / "docs", show_warning_types=True)
    warned = "\n".join(done.warnings)
    for directive, message in WRONG:
        assert message in warned, directive
    assert "hidden" not in (done.outdir / "guide.html").read_text()


HOSTILE = (
    'def f():\n    """<script>alert(1)</script> `x <javascript:alert(1)>`_"""\n'
    "    return '\x07\x1b\u202e </pre><script>'\n"
)


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "xml"])
def test_names_and_texts_of_a_hostile_repository_are_escaped(
    repository: Callable[[str], Path], build: Builder, builder: str
) -> None:
    root = repository("small")
    (root / "<b>&.py").write_text(HOSTILE)
    commit(root)
    write(
        root,
        ".. kwindex:: <b>&.py",
        ".. kwindex-source:: <b>&.py",
        ".. kwindex-graph:: <b>&.py",
        ":kw:file:`x <<b>&.py>`",
    )
    done = build(root / "docs", builder, version="1")
    assert not [line for line in done.warnings if "guide" in line]
    page = next(
        path for path in done.outdir.rglob("*") if path.stem == "guide" or path.suffix == ".tex"
    )
    text = page.read_text()
    assert "\x07" not in text
    if builder in ("html", "epub"):
        assert "<script>alert" not in text
        assert "</pre><script>" not in text
    if builder in ("html", "epub", "xml"):
        html.fromstring(text.encode())


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "latex", "text", "man", "xml"])
def test_builders(repository: Callable[[str], Path], build: Builder, builder: str) -> None:
    root = repository("small")
    write(
        root,
        ".. kwindex:: shop/errors.py",
        ".. kwindex-source:: Basket.empty",
        ".. kwindex-graph:: shop",
    )
    done = build(root / "docs", builder)
    assert not [line for line in done.warnings if "guide" in line]
    files = [path for path in done.outdir.rglob("*") if path.is_file()]
    text = "".join(path.read_text(errors="replace") for path in files if path.suffix != ".doctree")
    assert "Base of all errors of the shop." in text
    assert "empty" in text


def edit(root: Path) -> None:
    path = root / "shop/orders/basket.py"
    path.write_text(path.read_text().replace("self.total = 0", "self.total = 1"))
    settle(path)


def move(root: Path) -> None:
    path = root / "shop/orders/basket.py"
    path.write_text(f"# A line.\n{path.read_text()}")
    settle(path)


def rename(root: Path) -> None:
    path = root / "shop/orders/basket.py"
    path.write_text(path.read_text().replace("def empty", "def clear"))
    settle(path)


def add(root: Path) -> None:
    (root / "shop/orders/late.py").write_text("import shop.errors\n\n\ndef late(): ...\n")
    commit(root)


@pytest.mark.parametrize("change", [edit, move, rename, add], ids=lambda change: change.__name__)
def test_incremental_equals_clean(
    change: Callable[[Path], None],
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    root = repository("small")
    write(
        root,
        ".. kwindex:: shop/orders",
        ".. kwindex-source:: Basket.empty",
        ".. kwindex-graph:: shop",
    )
    assert_incremental_equals_clean(change, root, build, tmp_path / "clean")


def test_a_text_page_is_written_again(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    write(root, ".. kwindex-source:: Basket.empty")
    assert "self.total = 0" in (build(root / "docs", "text").outdir / "guide.txt").read_text()
    edit(root)
    done = build(root / "docs", "text")
    assert "self.total = 1" in (done.outdir / "guide.txt").read_text()
    rename(root)
    done = build(root / "docs", "text")
    assert [line for line in done.warnings if "'Basket.empty'" in line]
