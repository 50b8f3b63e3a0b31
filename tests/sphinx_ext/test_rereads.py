"""What Sphinx notes of the documents in toctrees, with and without ours in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.environment.collectors.toctree import TocTreeCollector

from sphinx_kwindex.sphinx_ext import rereads
from tests.conftest import Builder, settle

GUIDE = "Guide\n=====\n\n.. toctree::\n\n   other\n"


def _builds(docs: Path, builddir: Path, build: Builder, jobs: int) -> list[dict[str, set[str]]]:
    """What is noted by a first build, and by two more after changes of a toctree."""
    (docs / "other.rst").write_text("Other\n=====\n")
    noted = []
    for text in (GUIDE, GUIDE.replace("   other\n", "   kwindex/index\n"), GUIDE):
        (docs / "guide.rst").write_text(text)
        settle(docs / "guide.rst")
        result = build(docs, builddir=builddir, parallel=jobs)
        noted.append(result.app.env.files_to_rebuild)
    return noted


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_same_is_noted_as_by_sphinx_alone(
    repository: Callable[[], Path],
    build: Builder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    jobs: int,
) -> None:
    docs = repository() / "docs"
    with_ours = _builds(docs, tmp_path / "ours", build, jobs)
    monkeypatch.setattr(rereads, "setup", lambda app: None)
    assert _builds(docs, tmp_path / "theirs", build, jobs) == with_ours
    assert all("kwindex/index" in noted for noted in with_ours)


def test_a_page_that_is_read_costs_nothing_for_those_before_it(
    repository: Callable[[], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    clear = TocTreeCollector.clear_doc

    def look(self: TocTreeCollector, app: Any, env: Any, docname: str) -> None:
        sizes.append(len(env.files_to_rebuild))
        clear(self, app, env, docname)

    monkeypatch.setattr(TocTreeCollector, "clear_doc", look)
    result = build(repository() / "docs")
    assert len(sizes) == len(result.app.env.all_docs) > 10
    assert set(sizes) == {0}
