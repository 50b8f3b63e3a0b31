"""What a second build must mend or notice although no file of the repository has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sphinx.errors import ConfigError, ExtensionError

from sphinx_kwindex.analysis import store
from sphinx_kwindex.sphinx_ext import lifecycle
from tests.conftest import Builder, commit, settle
from tests.sphinx_ext.snapshots import snapshot
from tests.sphinx_ext.test_incremental import read_pages, times

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


@pytest.mark.parametrize("is_killed", [False, True])
def test_what_named_files_leave_is_written_by_the_next_build(
    is_killed: bool, repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    docs = repository("small") / "docs"
    outdir = build(docs).outdir
    if is_killed:
        # Writing has begun, and a page was half written.
        (manifest,) = (outdir.parent / "doctrees/kwindex/outputs").glob("*.json")
        manifest.with_suffix(".writing").touch()
        (outdir / PAGE).write_text("<html>")
    else:
        guide = docs / "guide.rst"
        guide.write_text(guide.read_text().replace("Guide\n=====", "Aardvark\n========"))
        settle(guide)
    build(docs, filenames=[docs / "index.rst"])
    build(docs)
    incremental = snapshot(outdir)
    clean = snapshot(build(docs, builddir=tmp_path / "clean").outdir)
    assert [name for name in clean if incremental.get(name) != clean[name]] == []


#: Of an extension that makes a document from something else, and has it read when that is another.
MADE = """
import os


def said(app):
    with open(os.path.join(app.confdir, "../../said")) as file:
        return file.read()


def outdated(app, env, added, changed, removed):
    return ["guide"]


def read(app, docname, source):
    if docname == "guide":
        source[0] = source[0].replace("Guide", said(app), 1)


def setup(app):
    app.connect("env-get-outdated", outdated)
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_what_an_extension_has_read_again_is_news(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    docs = repository("small") / "docs"
    with (docs / "conf.py").open("a") as conf:
        conf.write(MADE)
    (tmp_path / "said").write_text("First")
    outdir = build(docs).outdir
    (tmp_path / "said").write_text("Other")
    build(docs)
    incremental = snapshot(outdir)
    clean = snapshot(build(docs, builddir=tmp_path / "clean").outdir)
    assert [name for name in clean if incremental.get(name) != clean[name]] == []


def _store(outdir: Path) -> Path:
    return outdir.parent / "doctrees/kwindex/store.sqlite"


def test_a_damaged_store_is_made_anew(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    whole = snapshot(outdir)
    with closing(sqlite3.connect(_store(outdir))) as damaged, damaged:
        damaged.execute("UPDATE files SET file = x'00ff'")
    build(root / "docs")
    assert snapshot(outdir) == whole
    with closing(sqlite3.connect(_store(outdir))) as damaged, damaged:
        damaged.execute("UPDATE texts SET value = x'00ff'")
    (outdir / PAGE).unlink()
    with pytest.raises(store.Damaged):  # only the page shows it
        build(root / "docs")
    build(root / "docs")
    assert snapshot(outdir) == whole


def test_a_store_in_use_is_left_alone(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    (root / "shop/errors.py").write_text("# Less.\n")
    monkeypatch.setattr(store, "WAIT", 0.1)
    with closing(sqlite3.connect(_store(outdir), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ExtensionError, match="another build"):
            build(root / "docs")
        other.execute("ROLLBACK")
        assert other.execute("SELECT count(*) FROM views").fetchone()[0] > 10


def test_another_version_draws_every_page_anew(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository("small")
    found = build(root / "docs").app.env.found_docs
    pages = sum(docname.startswith("kwindex/") for docname in found)
    monkeypatch.setattr(lifecycle, "__version__", "99")
    status = build(root / "docs").app.status.getvalue()
    assert f"0 added, {pages} changed, 0 removed" in read_pages(status)


def test_options_as_the_command_line_gives_them(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    (root / "draft.py").write_text("x = 1\n")
    outdir = build(
        root / "docs", kwindex_untracked="1", kwindex_include="*.py,*.md", kwindex_jobs="1"
    ).outdir
    assert (outdir / "kwindex/draft.py_docs.html").exists()


def test_a_pattern_that_is_none_is_refused(
    repository: Callable[[str], Path], build: Builder
) -> None:
    with pytest.raises(ConfigError, match="kwindex_exclude must be a list of patterns"):
        build(repository("small") / "docs", kwindex_exclude=["!"])
