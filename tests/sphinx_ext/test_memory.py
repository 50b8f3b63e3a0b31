"""What a build keeps from the collector of garbage, and for how long."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx import version_info

from sphinx_kwindex.analysis import garbage
from sphinx_kwindex.sphinx_ext import bodies, lifecycle
from tests.conftest import Builder


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
    build(repository() / "docs")
    assert frozen
    assert min(frozen) > before
    assert gc.get_freeze_count() == 0


@pytest.mark.skipif(version_info < (9,), reason="Sphinx 8 itself holds on to them")
def test_the_trees_of_pages_that_are_written_are_let_go(
    repository: Callable[[], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each page before, however Python looks for garbage otherwise."""
    alive: list[int] = []
    drawn = bodies.drawn

    def look(*arguments: Any) -> nodes.section:
        alive.append(sum(type(each) is nodes.document for each in gc.get_objects()))
        return drawn(*arguments)

    monkeypatch.setattr(bodies, "drawn", look)
    monkeypatch.setattr(garbage, "_MANY", 0)
    monkeypatch.setattr(garbage, "_RARELY", (10_000_000, 10, 10))
    build(repository() / "docs")
    assert len(alive) > 20
    assert max(alive) <= alive[0] + 1


@pytest.mark.parametrize("fails", [False, True])
def test_garbage_is_looked_for_as_before_after_a_build(
    fails: bool, repository: Callable[[], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    during: list[tuple[int, int, int]] = []

    drawn = bodies.drawn

    def look(*arguments: Any) -> nodes.section:
        during.append(gc.get_threshold())
        if fails:
            raise ValueError("a page that cannot be drawn")
        return drawn(*arguments)

    monkeypatch.setattr(bodies, "drawn", look)
    if fails:
        with pytest.raises(Exception, match="cannot be drawn"):
            build(repository() / "docs")
    else:
        build(repository() / "docs")
    assert set(during) == {garbage._RARELY} != {before}
    assert gc.get_threshold() == before
