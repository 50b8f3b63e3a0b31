"""What a build keeps from the collector of garbage, and for how long."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.sphinx_ext import lifecycle
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
