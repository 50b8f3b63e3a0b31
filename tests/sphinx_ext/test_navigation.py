"""Sidebars: what they show, that sharing changes no byte, and that nothing of it is left over."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx

from sphinx_kwindex.sphinx_ext import navigation
from sphinx_kwindex.sphinx_ext.navigation import tree
from sphinx_kwindex.sphinx_ext.navigation.fragments import Fragments, Place, nested
from sphinx_kwindex.sphinx_ext.navigation.tree import Branch, Tree
from sphinx_kwindex.sphinx_ext.navigation.views import SharedName
from sphinx_kwindex.sphinx_ext.site import Site
from tests.sphinx_ext import navigation_toy
from tests.sphinx_ext.navigation_toy import (
    FILES,
    Listener,
    build,
    documents,
    kind_of,
    pages,
    sidebars,
    text,
    unseen,
    write,
)

THEMES = ["alabaster", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme"]


@pytest.fixture(autouse=True)
def toy_extension(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The extension of the toy, and sidebars small enough for few files to overflow them."""
    monkeypatch.setattr(tree, "SIBLINGS", 3)
    monkeypatch.setattr(tree, "SUBFOLDERS", 4)

    module = ModuleType("kwindex_toy")
    module.__dict__["setup"] = navigation_toy.setup
    monkeypatch.setitem(sys.modules, "kwindex_toy", module)
    yield
    navigation._running.clear()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source folder that no test changes."""
    folder = tmp_path_factory.mktemp("toy")
    write(folder, FILES)
    return folder


def installed(theme: str) -> str:
    """`theme`, or skip the test where it is not installed."""
    if find_spec(theme) is None:
        pytest.skip(f"{theme} is not installed")
    return theme


def test_a_sidebar_shows_the_way_and_the_neighbours(source: Path, tmp_path: Path) -> None:
    found = sidebars(source, tmp_path)
    assert (
        str(found["kwindex/pkg/c.py_docs"])
        == """\
Guide & more
  One
Repository
  Book
  A to Z
  About Repository
  Below Repository
  pkg
    About pkg
    Below pkg
    inner
    c.py
    d.py
    é.py
    all 7 files
  tools"""
    )
    assert (
        str(found["kwindex/tools/t4/x4.py_docs"])
        == """\
Guide & more
  One
Repository
  Book
  A to Z
  About Repository
  Below Repository
  pkg
  tools
    t3
    t4
      About t4
      Below t4
      x4.py
    t5
    all 6 folders"""
    )
    assert (
        str(found["kwindex/tools/index"])
        == """\
Guide & more
  One
Repository
  Book
  A to Z
  About Repository
  Below Repository
  pkg
  tools
    About tools
    Below tools
    t0
    t1
    t2
    t3"""
    )
    assert "all 6 folders" in str(found["kwindex/tools/doc"])
    assert "all 5 parts" in str(found["kwindex/keywords-4"])
    for manual in ("guide/one", "index", "genindex"):
        assert str(found[manual]) == "Guide & more\n  One\nRepository", manual


def test_our_first_page_may_be_the_root_document(source: Path, tmp_path: Path) -> None:
    found = sidebars(
        source,
        tmp_path,
        read=True,
        root_doc="kwindex/index",
        exclude_patterns=["_*", "index.rst", "guide"],
    )
    assert (
        str(found["kwindex/tools/t4/x4.py_docs"])
        == """\
Book
A to Z
About Repository
Below Repository
pkg
tools
  t3
  t4
    About t4
    Below t4
    x4.py
  t5
  all 6 folders"""
    )
    assert found["kwindex/index"].current == []
    assert str(found["kwindex/index"]).splitlines()[-2:] == ["tools", "setup.py"]
    assert str(found["genindex"]) == "pkg\ntools"


def test_one_entry_is_current(source: Path, tmp_path: Path) -> None:
    found = sidebars(source, tmp_path)
    assert found["kwindex/pkg/c.py_docs"].current == [("c.py", "#")]
    assert found["kwindex/pkg/c.py_kw"].current == [("c.py", "c.py_docs.html")]
    assert found["kwindex/pkg/index"].current == [("pkg", "#")]
    assert {len(found[name].current) for name in documents(FILES) if kind_of(name)} == {1}


def test_hand_written_pages_show_as_many_levels_as_asked_for(source: Path, tmp_path: Path) -> None:
    found = sidebars(source, tmp_path, kwindex_toctree_depth=3)
    assert (
        str(found["guide/one"])
        == """\
Guide & more
  One
Repository
  pkg
    inner
  tools
    t0
    t1
    t2
    t3
    all 6 folders"""
    )


@pytest.mark.parametrize(
    ("theme", "builder"),
    [*((theme, "html") for theme in THEMES), ("alabaster", "dirhtml"), ("furo", "dirhtml")],
)
def test_sharing_changes_no_byte(
    theme: str, builder: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = installed(theme)
    taken = []
    keep = Fragments.keep

    def note(self: Fragments, place: Place, how: Any, html: str) -> str | None:
        taken.append(how)
        kept = keep(self, place, how, html)
        assert kept is not None, (place, html)
        return kept

    monkeypatch.setattr(Fragments, "keep", note)
    build(source, tmp_path / "shared", builder=builder, html_theme=theme)
    monkeypatch.setattr(Fragments, "keep", lambda self, place, how, html: None)
    monkeypatch.setattr(Fragments, "find", lambda self, place, how: None)
    build(source, tmp_path / "alone", builder=builder, html_theme=theme)

    shared, alone = pages(tmp_path / "shared"), pages(tmp_path / "alone")
    assert shared.keys() == alone.keys()
    for name, html in alone.items():
        assert shared[name] == html, name
    ways = {how[0] if isinstance(how, tuple) else how for how in taken}
    assert "toctree" in ways or "pydata" in ways
    assert len(taken) < len([name for name in documents(FILES) if kind_of(name)])


def test_parallel_builds_give_the_same(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "one")
    build(source, tmp_path / "three", jobs=3)
    assert pages(tmp_path / "one") == pages(tmp_path / "three")


def test_contents_and_relations_are_those_of_sphinx(source: Path, tmp_path: Path) -> None:
    def contexts(out: Path, installed: bool) -> dict[str, Any]:
        found = {}

        def note(
            app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any
        ) -> None:
            names = ("prev", "next", "parents", "toc", "display_toc", "title", "rellinks")
            found[page] = {name: context.get(name) for name in names}

        listeners: list[Listener] = [("html-page-context", note, 900)]
        build(source, out, listeners=listeners, read=True, kwindex_toy_installed=installed)
        return found

    small, whole = contexts(tmp_path / "small", True), contexts(tmp_path / "whole", False)
    assert small == whole
    assert "#classes" in small["kwindex/pkg/c.py_docs"]["toc"]


def test_the_environment_stays_as_it_was(source: Path, tmp_path: Path) -> None:
    pickled = []

    def look(app: Sphinx, page: str, template: str, context: Any, doctree: Any) -> None:
        if page == "kwindex/pkg/c.py_docs":
            assert "kwindex/pkg/c.py_docs" not in dict(app.env.toctree_includes.items())
            pickled.append(pickle.loads(pickle.dumps(app.env.toctree_includes)))  # noqa: S301
            pickled.append(pickle.loads(pickle.dumps(app.env.tocs)))  # noqa: S301

    app = build(source, tmp_path, listeners=[("html-page-context", look, 900)])
    assert unseen(app)
    assert pickled[0] == app.env.toctree_includes
    assert type(pickled[0]) is type(pickled[1]) is dict
    assert pickled[1].keys() == app.env.tocs.keys()


def test_a_second_build_in_a_process_starts_from_the_whole(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "once")
    app = build(source, tmp_path / "twice", again=True)
    assert unseen(app)
    assert pages(tmp_path / "once") == pages(tmp_path / "twice")


def test_sections_of_our_pages_are_not_kept(source: Path, tmp_path: Path) -> None:
    app = build(source, tmp_path, read=True)

    def links(docname: str) -> list[str]:
        return [node["anchorname"] for node in app.env.tocs[docname].findall(nodes.reference)]

    assert links("kwindex/pkg/c.py_docs") == [""]
    assert links("guide/index") == ["", "#start", "#end"]


def test_digests_name_the_pages_whose_navigation_changes(tmp_path: Path) -> None:
    source = tmp_path / "source"

    def made(out: Path, files: list[str]) -> tuple[dict[str, str], dict[str, str]]:
        digests: dict[str, str] = {}

        def note(app: Sphinx, env: Any) -> list[str]:
            digests.update({name: navigation.digest(app, name) for name in env.found_docs})
            return []

        write(source, files)
        shown = {"**": ["navigation.html", "relations.html"]}
        listeners: list[Listener] = [("env-updated", note, 900)]
        app = build(source, out, read=True, listeners=listeners, html_sidebars=shown)
        assert unseen(app)
        found = {name.removesuffix(".html"): html for name, html in pages(out).items()}
        return digests, found

    before, old = made(tmp_path / "before", FILES)
    after, new = made(tmp_path / "after", [*FILES, "pkg/inner/deep/new.py"])
    added = {"kwindex/pkg/inner/deep/new.py_docs", "kwindex/pkg/inner/deep/new.py_kw"}
    assert after.keys() - before.keys() == added
    told = {name for name in before if before[name] != after[name]}
    assert told == {name for name in before if old[name] != new[name]}
    assert 0 < len(told) < len(before) / 2


def test_hand_written_titles_count_for_every_page(tmp_path: Path) -> None:
    source, found = tmp_path / "source", []
    write(source, ["a.py"])

    def note(app: Sphinx, env: Any) -> list[str]:
        found.append({name: navigation.digest(app, name) for name in env.found_docs})
        return []

    for title in ("One", "Uno"):
        (source / "guide/one.rst").write_text(text((title, [], [])), "utf-8")
        build(source, tmp_path / "out", read=True, listeners=[("env-updated", note, 900)])
    assert all(found[0][name] != found[1][name] for name in found[0])


def test_digest_needs_a_build_with_navigation(source: Path, tmp_path: Path) -> None:
    found = []

    def note(app: Sphinx, env: Any) -> list[str]:
        with pytest.raises(LookupError):
            navigation.digest(app, "index")
        found.append(True)
        return []

    listeners: list[Listener] = [("env-updated", note, 900)]
    build(source, tmp_path, read=True, listeners=listeners, kwindex_toy_installed=False)
    assert found


def shown(number: int) -> int:
    """How many entries the sidebar of a file among `number` in one folder has."""
    files = [f"big/f{index}.py" for index in range(number)]
    found = documents(files)
    kinds = {name: kind for name in found if (kind := kind_of(name))}
    grown = Tree({name: below for name, (_, below, _) in found.items()}, Site(kinds, "kwindex"))
    branch = grown.branch(f"kwindex/big/f{number // 2}.py_kw")
    assert branch == Branch("kwindex/big/index", number // 2 // tree.SIBLINGS)
    return sum(len(entries) for entries in grown.levels(branch).values())


def test_a_sidebar_does_not_grow_with_its_folder() -> None:
    assert shown(4000) == shown(100)


def test_an_ancestor_is_found_once_where_toctrees_form_a_loop() -> None:
    looped = Tree({"a": ["b"], "b": ["a"]}, Site({}, "kwindex"))
    assert list(looped.ancestors("a")) == ["a", "b"]
    assert looped.branch("a") is None


def test_a_shared_name_is_both_and_leads_to_one() -> None:
    name = SharedName("x_docs", "x_kw")
    assert name == "x_docs"
    assert name == "x_kw"
    assert name != "x"
    assert {"x_docs": 1}[name] == 1
    assert f"{name}.html" == "x_docs.html"


def test_sections_nest_below_an_entry_as_deep_as_asked() -> None:
    deep = '<ul>\n<li><a href="#b">b</a></li>\n</ul>\n'
    contents = (
        f'<ul>\n<li><a href="#">T</a><ul>\n<li><a href="#a">a</a>{deep}</li>\n</ul>\n</li>\n</ul>\n'
    )
    assert nested(contents, 2, 0) == ""
    assert nested(contents, 2, 1) == (
        '<ul>\n<li class="toctree-l3"><a href="#a">a</a></li>\n</ul>\n'
    )
    assert '<li class="toctree-l4"><a href="#b">' in nested(contents, 2, 2)


def test_a_fragment_that_names_the_page_twice_is_not_shared() -> None:
    place = Place("block", "a.html", "#")
    current = (
        '<li class="toctree-l1 current"><a class="current reference internal" href="#">A</a></li>'
    )
    fragments = Fragments()
    assert fragments.keep(place, "once", current) == current
    assert fragments.keep(place, "twice", current + current) is None
    assert fragments.find(place, "twice") is None
