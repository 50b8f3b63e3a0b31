"""What a build keeps from the collector of garbage, and for how long."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx import version_info
from sphinx.errors import ConfigError

from sphinx_kwindex.analysis import garbage
from sphinx_kwindex.sphinx_ext import bodies, lifecycle, shares
from tests.conftest import Builder, settle


def test_what_was_read_is_kept_from_the_collector_while_pages_are_written(
    repository: Callable[[], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen: list[int] = []
    before = gc.get_freeze_count()
    shown = lifecycle.page_context

    def look(app: Any, *arguments: Any) -> None:
        frozen.append(gc.get_freeze_count())
        shown(app, *arguments)

    monkeypatch.setattr(lifecycle, "page_context", look)
    monkeypatch.setattr(shares, "_FEW", 3)
    build(repository() / "docs")
    assert frozen
    assert min(frozen) > before
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("builder", ["html", "text"])
def test_nothing_is_looked_through_for_few_pages(
    repository: Callable[[], Path], build: Builder, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    times: list[int] = []
    set_aside = garbage.set_aside

    def count() -> None:
        times.append(1)
        set_aside()

    monkeypatch.setattr(garbage, "set_aside", count)
    monkeypatch.setattr(shares, "_FEW", 3)
    root = repository()
    for _ in range(2):
        build(root / "docs", builder)
    # Of other builders it is not known whether they are to write anything.
    assert len(times) == (1 if builder == "html" else 2)
    monkeypatch.setattr(shares, "_FEW", 1000)
    with (root / "scripts/legacy.py").open("a") as module:
        module.write("added = 1\n")
    settle(root / "scripts/legacy.py")
    build(root / "docs", builder)
    assert len(times) == (1 if builder == "html" else 3)


@pytest.fixture
def usual() -> Iterator[tuple[int, int, int]]:
    """Python looks for garbage as it does where nobody has said anything."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*before)


def before_each_page(look: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `look` called before the body of each page is drawn."""
    drawn = bodies.drawn

    def draw(*arguments: Any) -> nodes.section:
        look()
        return drawn(*arguments)

    monkeypatch.setattr(bodies, "drawn", draw)


@pytest.mark.skipif(version_info < (9,), reason="Sphinx 8 itself holds on to them")
@pytest.mark.skipif(sys.version_info >= (3, 14), reason="looks at a part of all each time")
@pytest.mark.parametrize(
    ("rarely", "many"), [(10_000_000, 0), (700, 10_000_000)], ids=["small", "large"]
)
def test_the_trees_of_pages_that_are_written_are_let_go(
    rarely: int,
    many: int,
    usual: tuple[int, int, int],
    repository: Callable[[], Path],
    build: Builder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each page before, whether it was looked through itself or not."""
    alive: list[int] = []

    def look() -> None:
        alive.append(sum(type(each) is nodes.document for each in gc.get_objects()))

    before_each_page(look, monkeypatch)
    monkeypatch.setattr(garbage, "_MANY", many)
    monkeypatch.setattr(garbage, "_RARELY", (rarely, 1_000_000, 1_000_000))
    build(repository() / "docs")
    assert len(alive) > 20
    assert max(alive) <= alive[0] + 4


@pytest.mark.parametrize("fails", [False, True])
def test_garbage_is_looked_for_as_before_after_a_build(
    fails: bool,
    usual: tuple[int, int, int],
    repository: Callable[[], Path],
    build: Builder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    during: list[tuple[int, int, int]] = []

    def look() -> None:
        during.append(gc.get_threshold())
        if fails:
            raise ValueError("a page that cannot be drawn")

    before_each_page(look, monkeypatch)
    if fails:
        with pytest.raises(Exception, match="cannot be drawn"):
            build(repository() / "docs")
    else:
        build(repository() / "docs")
    # Python 3.14 knows no third one.
    assert {each[:2] for each in during} == {garbage._RARELY[:2]}
    assert gc.get_threshold() == usual


def test_a_build_that_does_not_begin_changes_nothing(
    usual: tuple[int, int, int], repository: Callable[[], Path], build: Builder
) -> None:
    with pytest.raises(ConfigError):
        build(repository() / "docs", kwindex_root="no/such/folder")
    assert gc.get_threshold() == usual


@pytest.mark.parametrize(
    ("before", "wanted"),
    [((0, 10, 10), (0, 10, 10)), ((100_000, 5, 50), (100_000, 10, 50))],
)
def test_who_looks_more_rarely_is_not_made_to_look_more(
    before: tuple[int, int, int], wanted: tuple[int, int, int], usual: tuple[int, int, int]
) -> None:
    gc.set_threshold(*before)
    with garbage.sought_rarely():
        assert gc.get_threshold()[:2] == wanted[:2]
        with garbage.sought_rarely():
            pass
        assert gc.get_threshold()[:2] == wanted[:2]
    assert gc.get_threshold()[:2] == before[:2]
