"""The data of the search in the output folder: written where it differs, and gone with its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.sphinx_ext.keyword_search import FOLDER, layout
from tests.conftest import Builder, commit, settle


def data(outdir: Path) -> dict[str, tuple[int, bytes]]:
    """When each file was written, and what is in it."""
    return {
        file.name: (file.stat().st_mtime_ns, file.read_bytes())
        for file in (outdir / FOLDER).iterdir()
    }


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    # Several blocks and shards, of a repository of a few files.
    monkeypatch.setattr(layout, "BLOCK", 200)
    monkeypatch.setattr(layout, "SHARD", 300)


def test_nothing_changed_nothing_written(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    before = data(build(root / "docs").outdir)
    assert {"index.js", "files.js", "n1.js", "1.js"} <= before.keys()
    assert data(build(root / "docs").outdir) == before


def test_less_to_find_leaves_no_shard(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    before = data(build(root / "docs").outdir)
    for path in ("shop/orders/order.py", "shop/stock/shelf.py", "tests/test_orders.py"):
        (root / path).write_text("x = 1\n")
        settle(root / path)
    commit(root)
    after = data(build(root / "docs").outdir)
    assert after.keys() < before.keys()
    clean = data(build(root / "docs", builddir=root.parent / "clean").outdir)
    assert {name: text for name, (_, text) in after.items()} == {
        name: text for name, (_, text) in clean.items()
    }


def test_builds_side_by_side_write_the_same(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    texts = [
        {
            name: text
            for name, (_, text) in data(
                build(root / "docs", builddir=tmp_path / str(jobs), parallel=jobs).outdir
            ).items()
        }
        for jobs in (0, 2)
    ]
    assert texts[0] == texts[1]


def test_a_file_that_was_deleted_comes_back(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    before = data(outdir)
    (outdir / FOLDER / "1.js").unlink()
    build(root / "docs")
    after = data(outdir)
    assert after["1.js"][1] == before["1.js"][1]
    assert [name for name in before if name != "1.js" and after[name] != before[name]] == []


def test_the_data_goes_with_its_page(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    assert (outdir / FOLDER / "index.js").exists()
    build(root / "docs", kwindex_builders=["dirhtml"])
    assert not (outdir / "kwindex/search.html").exists()
    assert not (outdir / FOLDER).exists()
