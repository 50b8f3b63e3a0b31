"""What a second build must notice although no file of the repository has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sphinx.errors import ConfigError, ExtensionError

from sphinx_kwindex.sphinx_ext import lifecycle
from tests.conftest import Builder, commit, git, settle
from tests.sphinx_ext.test_incremental import read_pages, snapshot, times

PAGE = "kwindex/shop/errors.py_docs.html"


def test_a_page_that_was_deleted_is_written_once(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    (outdir / PAGE).unlink()
    build(root / "docs")
    mended = times(outdir)
    assert PAGE in mended
    build(root / "docs")
    after = times(outdir)
    changed = {name for name, time in after.items() if mended[name] != time}
    assert changed <= {"genindex.html", "search.html"}


def test_what_another_builder_read_is_news(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    build(root / "docs", "dirhtml")
    outdir = build(root / "docs").outdir
    (root / "shop/errors.py").rename(root / "shop/problems.py")
    commit(root, "Rename")
    build(root / "docs", "dirhtml")
    build(root / "docs")
    clean = snapshot(build(root / "docs", builddir=tmp_path / "clean").outdir)
    incremental = snapshot(outdir)
    assert sorted(incremental) == sorted(clean)
    assert [name for name in clean if incremental[name] != clean[name]] == []


def test_another_remote_is_linked(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    git(root, "remote", "add", "origin", "https://github.com/ada/old.git")
    outdir = build(root / "docs").outdir
    assert "https://github.com/ada/old/blob/" in (outdir / PAGE).read_text()
    git(root, "remote", "set-url", "origin", "https://github.com/ada/new.git")
    build(root / "docs")
    assert "https://github.com/ada/new/blob/" in (outdir / PAGE).read_text()


def test_history_that_was_fetched_later_is_shown(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    deep = repository("small")
    (deep / "more.py").write_text("")
    commit(deep, "Second")
    root = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", deep.as_uri(), str(root))
    outdir = build(root / "docs").outdir
    assert "Last change" not in (outdir / PAGE).read_text()
    git(root, "fetch", "--quiet", "--unshallow")
    build(root / "docs")
    assert "Last change" in (outdir / PAGE).read_text()


def test_the_history_of_another_root_is_not_taken(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    (root / "__init__.py").write_text("")
    commit(root, "Outer")
    build(root / "docs")
    outdir = build(root / "docs", kwindex_root="../shop").outdir
    assert "Outer" not in (outdir / "kwindex/__init__.py_docs.html").read_text()


def test_what_was_never_committed_is_not_linked(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    git(root, "remote", "add", "origin", "https://github.com/ada/shop.git")
    (root / "draft.py").write_text("x = 1\n")
    outdir = build(root / "docs", kwindex_untracked=True).outdir
    assert "On its host" in (outdir / PAGE).read_text()
    assert "On its host" not in (outdir / "kwindex/draft.py_docs.html").read_text()


def test_names_at_the_end_of_a_long_all(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    path = root / "wide.py"
    text = f"apple = pears = 1\n__all__ = ['{'x' * 90}', 'apple']\n"
    path.write_text(text)
    commit(root, "Wide")
    outdir = build(root / "docs").outdir
    before = (outdir / "kwindex/wide.py_kw.html").read_text()
    path.write_text(text.replace("'apple'", "'pears'"))
    settle(path)
    build(root / "docs")
    assert (outdir / "kwindex/wide.py_kw.html").read_text() != before


def store_of(outdir: Path) -> Path:
    return outdir.parent / "doctrees/kwindex/store.sqlite"


@pytest.mark.parametrize("table", ["views", "facts", "texts", "files"])
def test_a_damaged_store_is_made_anew(
    table: str, repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    whole = snapshot(outdir)
    with closing(sqlite3.connect(store_of(outdir))) as store, store:
        column = "file" if table == "files" else "value"
        store.execute(f"UPDATE {table} SET {column} = x'00ff'")
    path = root / "shop/errors.py"
    path.write_text(path.read_text() + "\n")
    path.write_text(path.read_text()[:-1])
    settle(path)
    (outdir / PAGE).unlink()
    with pytest.MonkeyPatch.context():
        try:
            build(root / "docs")
        except Exception as error:
            print("FIRST FAILED", type(error))
            build(root / "docs")
    assert snapshot(outdir) == whole


def test_a_store_in_use_is_left_alone(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    path = root / "shop/errors.py"
    path.write_text(path.read_text() + "\n# More.\n")
    with closing(sqlite3.connect(store_of(outdir), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ExtensionError, match="another build"):
            build(root / "docs")
        other.execute("ROLLBACK")


def test_options_as_the_command_line_gives_them(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(
        root / "docs", kwindex_untracked="1", kwindex_include="*.py,*.md", kwindex_jobs="1"
    ).outdir
    assert (outdir / PAGE).exists()


def test_a_pattern_that_names_nothing_is_refused(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    with pytest.raises(ConfigError, match="kwindex_exclude"):
        build(root / "docs", kwindex_exclude=["!"])


def test_a_file_that_was_only_touched_is_read_once(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    build(root / "docs")
    settle(root / "shop/errors.py")


def test_another_version_reads_everything(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository("small")
    build(root / "docs")
