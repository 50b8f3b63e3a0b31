"""Objects in ``objects.inv``: what other projects lead to, and what nobody's ``any`` meets."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from sphinx.util.inventory import InventoryFile

from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.sphinx_ext import domain
from tests.conftest import ROOTS, Build, Builder, commit, settle


def inventory(done: Build, kind: str = "kw:definition") -> dict[str, str]:
    """The address of each object of a type."""
    with (done.outdir / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "", lambda base, address: address)
    return {name: item.uri for name, item in found.get(kind, {}).items()}


def project(folder: Path, conf: str, index: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(conf)
    (folder / "index.rst").write_text(f"Index\n=====\n\n{index}\n")
    return folder


def lines_of(done: Build, address: str) -> str:
    """The line of a source that has an id."""
    page, _, anchor = address.partition("#")
    text = (done.outdir / unquote(page)).read_text()
    tree = html.fromstring(text)
    found = tree.xpath("//span[@id = $anchor]", anchor=unquote(anchor))
    assert len(found) == 1, address
    return str(found[0].text_content())


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The small project and a hundred definitions more, in several languages."""
    root = tmp_path / "mixed"
    shutil.copytree(ROOTS / "small", root)
    shutil.copytree(ROOTS / "mixed/src", root / "src")
    for number in range(40):
        (root / f"shop/part{number}.py").write_text(
            f"class Part{number}:\n    def use(self): ...\n\n\ndef make{number}(): ...\n"
        )
    commit(root)
    return root


def test_another_project_leads_to_a_hundred_definitions(
    mixed: Path, build: Builder, tmp_path: Path
) -> None:
    first = build(mixed / "docs", kwindex_vendored=True)
    known = inventory(first)
    assert len(known) > 100
    names = sorted(known)[:: len(known) // 100][:100]
    conf = (
        "extensions = ['sphinx.ext.intersphinx', 'sphinx_kwindex']\n"
        f"intersphinx_mapping = {{'shop': ('https://shop.example/', {str(first.outdir)!r}"
        " + '/objects.inv')}\n"
        "kwindex_root = '.'\n"
    )
    roles = "\n\n".join(f":external+shop:kw:kw:`{name}`" for name in names)
    more = "\n\n".join(
        (
            ":kw:`shop.orders.order.Order`",
            ":kw:file:`shop/errors.py`",
            ":external+shop:kw:file:`notes/café.py`",
        )
    )
    other = project(tmp_path / "other", conf, f"{roles}\n\n{more}")
    second = build(other, builddir=tmp_path / "second", nitpicky=True)
    assert second.warnings == []
    tree = html.fromstring((second.outdir / "index.html").read_bytes())
    found = {
        node.text_content(): node.get("href").removeprefix("https://shop.example/")
        for node in tree.xpath("//a[contains(@class, 'external')][code]")
    }
    assert found.keys() == {
        *names,
        *("shop.orders.order.Order", "shop/errors.py", "notes/café.py"),
    }
    assert found["shop/errors.py"] == "kwindex/shop/errors.py_docs.html"
    for name in names:
        line = lines_of(first, found[name])
        assert re.split(r"::|[.:#]", name)[-1] in line, (name, line)


HOSTILE = {
    "space in name.py": "def f(): ...\n",
    "a kw:file 1 http:evil -.py": "def f(): ...\n",
    "line\nbreak.py": "def f(): ...\n",
    "dollar.js": "function first$() {}\nfunction first() {}\n",
    "<b>&.py": "def f(): ...\n",
    "theme.py": "def index(): ...\ndef searchbox(): ...\n",
    "again.py": "def f(): ...\ndef f(): ...\n",
}


def test_names_that_an_inventory_could_take_for_others(tmp_path: Path, build: Builder) -> None:
    root = tmp_path / "root"
    project(root / "docs", "extensions = ['sphinx_kwindex']\n", "")
    for path, text in HOSTILE.items():
        (root / path).write_text(text)
    (root / b"\xff.py".decode("utf-8", "surrogateescape")).write_text("def f(): ...\n")
    commit(root)
    done = build(root / "docs")
    known = inventory(done)
    files = inventory(done, "kw:file")
    assert "a" not in files
    assert not [address for address in (*known.values(), *files.values()) if "evil" in address]
    assert files["space in name.py"] == "kwindex/space%3D20in%3D20name.py_docs.html"
    assert known["dollar.js:first$"] == "kwindex/dollar.js_docs.html#first%24"
    for name, address in known.items():
        assert name.rpartition(":")[2].rpartition(".")[2] in lines_of(done, address)
    assert known["again.f"] == "kwindex/again.py_docs.html#f"


def test_what_has_no_page_is_no_object(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    (root / "id_rsa").write_text("def secret(): ...\n")
    commit(root)
    done = build(root / "docs")
    assert "id_rsa" not in inventory(done, "kw:file")
    assert not [name for name in inventory(done) if "secret" in name]
    single = build(root / "docs", "singlehtml", builddir=tmp_path / "single")
    assert inventory(single) == {}
    # Nor is anything of it in Sphinx's environment, or in its search.
    assert domain.of(done.app.env).data["named"] == {}
    assert "secret" not in (done.outdir / "searchindex.js").read_text().partition('"terms"')[0]


def test_a_name_that_vanishes_is_no_object(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    assert "shop.orders.order.copy" in inventory(build(root / "docs"))
    order = root / "shop/orders/order.py"
    order.write_text(order.read_text().replace("def copy(", "def duplicate("))
    settle(order)
    known = inventory(build(root / "docs"))
    assert "shop.orders.order.copy" not in known
    assert known["shop.orders.order.duplicate"].endswith("order.py_docs.html#duplicate")


AUTODOC = """
.. automodule:: shop.errors
   :members:

.. py:module:: shop

:any:`shop.errors.ShopError` :any:`OutOfStock <shop.errors.OutOfStock>` :any:`shop` :any:`guide`

:py:class:`shop.errors.ShopError` :kw:`shop.errors.ShopError`
"""


def test_users_of_any_and_autodoc_see_no_new_warning(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    (root / "docs/conf.py").write_text(
        "import os, sys\nsys.path.insert(0, os.path.abspath('..'))\n"
        "extensions = ['sphinx.ext.autodoc', 'sphinx.ext.intersphinx', 'sphinx_kwindex']\n"
        "default_role = 'any'\nautodoc_mock_imports = ['requests', 'yaml']\n"
    )
    (root / "docs/guide.rst").write_text(f"Guide\n=====\n{AUTODOC}\n")
    done = build(
        root / "docs",
        nitpicky=True,
        nitpick_ignore=[("py:class", "requests.RequestException")],
        suppress_warnings=["kwindex.syntax"],
    )
    assert done.warnings == []
    tree = html.fromstring((done.outdir / "guide.html").read_bytes())
    links = {node.get("href") for node in tree.xpath("//p/a[code]")}
    assert "#shop.errors.ShopError" in links
    assert "kwindex/shop/errors.py_docs.html#ShopError" in links


def test_any_finds_in_another_project_what_it_found_before(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    (root / "docs/guide.rst").write_text(
        "Guide\n=====\n\n.. py:function:: shop.orders.order.copy(order)\n"
    )
    first = build(root / "docs")
    assert "shop.orders.order.copy" in inventory(first)
    assert "shop.orders.order.copy" in inventory(first, "py:function")
    conf = (
        "extensions = ['sphinx.ext.intersphinx', 'sphinx_kwindex']\nkwindex_root = '.'\n"
        "intersphinx_mapping = {'shop': ('https://shop.example/', "
        f"{str(first.outdir / 'objects.inv')!r})}}\n"
    )
    other = project(tmp_path / "other", conf, ":any:`shop.orders.order.copy`")
    second = build(other, builddir=tmp_path / "second", nitpicky=True)
    assert second.warnings == []
    assert "guide.html#shop.orders.order.copy" in (second.outdir / "index.html").read_text()


def test_names_are_asked_of_the_store(repository: Callable[[str], Path], build: Builder) -> None:
    done = build(repository("small") / "docs")
    store = Store(Path(done.app.doctreedir) / "kwindex/store.sqlite")
    assert [named.path for named in store.names("ShopError")] == ["shop/errors.py"]
