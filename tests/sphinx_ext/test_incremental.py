"""What a second build does: as little as is needed, and the same bytes as a clean one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Builder, commit, settle
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean, snapshot

KILLER = """
import os
written = []
def kill(app, pagename, *rest):
    written.append(pagename)
    if len(written) == int(os.environ["KILL_AT"]):
        # As a signal would: a page is left half written, and nothing is tidied up.
        half = app.builder.get_outfilename(pagename)
        os.makedirs(os.path.dirname(half), exist_ok=True)
        with open(half, "w") as file:
            file.write("<html>half")
        os._exit(9)
def setup(app):
    if "KILL_AT" in os.environ:
        app.connect("html-page-context", kill, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def times(outdir: Path) -> dict[str, int]:
    return {
        path.relative_to(outdir).as_posix(): path.stat().st_mtime_ns
        for path in outdir.rglob("*.html")
    }


def read_pages(status: str) -> str:
    """The sentence of Sphinx's status that counts the documents it reads."""
    found = [line for line in status.splitlines() if " added, " in line]
    assert found, status
    return found[0]


def test_nothing_changed(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    first = build(root / "docs")
    before = times(first.outdir)
    second = build(root / "docs")
    assert "0 added, 0 changed, 0 removed" in read_pages(second.app.status.getvalue())
    assert "writing output... [" not in second.app.status.getvalue()
    assert {
        name: time for name, time in times(second.outdir).items() if before.get(name) != time
    }.keys() <= {"genindex.html", "search.html"}


def edit_body(root: Path) -> None:
    path = root / "shop/errors.py"
    path.write_text(path.read_text() + "\n\n# The end.\n")
    settle(path)


def add_file(root: Path) -> None:
    path = root / "shop/wrapping.py"
    path.write_text('"""Paper and ribbons."""\n\nfrom shop.errors import *\n\nRIBBON = 1\n')
    settle(path)
    commit(root, "Add")


def add_folder(root: Path) -> None:
    (root / "gifts").mkdir()
    (root / "gifts/__init__.py").write_text('"""Gifts."""\nimport shop.errors\n')
    commit(root, "Add a folder")


def delete_file(root: Path) -> None:
    (root / "shop/errors.py").unlink()
    commit(root, "Delete")


def delete_folder(root: Path) -> None:
    shutil.rmtree(root / "shop/orders")
    commit(root, "Delete a folder")


def rename_file(root: Path) -> None:
    (root / "shop/errors.py").rename(root / "shop/problems.py")
    commit(root, "Rename")


def break_file(root: Path) -> None:
    path = root / "shop/errors.py"
    path.write_text("def broken(:\n")
    settle(path)


CHANGES = [edit_body, add_file, add_folder, delete_file, delete_folder, rename_file, break_file]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_incremental_equals_clean(
    change: Callable[[Path], None],
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    assert_incremental_equals_clean(change, repository("small"), build, tmp_path / "clean")


def edit_within_a_line(root: Path) -> None:
    path = root / "shop/stock/shelf.py"
    path.write_text(path.read_text().replace("0)", "int())", 1))
    settle(path)


#: What changes with an edit. How many lines a language has is told by the page of each folder
#: above the file: these are facts that changed, and a page that is read for it is a frame.
EDITS = [
    (edit_within_a_line, {"kwindex/shop/stock/shelf.py_docs.html"}),
    (
        edit_body,
        {"kwindex/shop/errors.py_docs.html", "kwindex/shop/doc.html", "kwindex/doc.html"},
    ),
]


@pytest.mark.parametrize(("edit", "pages"), EDITS, ids=lambda edit: getattr(edit, "__name__", ""))
def test_only_the_pages_of_an_edited_body_are_read(
    edit: Callable[[Path], None],
    pages: set[str],
    repository: Callable[[str], Path],
    build: Builder,
) -> None:
    root = repository("small")
    first = build(root / "docs")
    before = snapshot(first.outdir)
    edit(root)
    second = build(root / "docs")
    assert f"0 added, {len(pages)} changed, 0 removed" in read_pages(second.app.status.getvalue())
    after = snapshot(second.outdir)
    changed = {name for name in after if before.get(name) != after[name]}
    # Sphinx's search finds the numbers on a page.
    assert changed - {"searchindex.js"} == pages


def test_parallel_equals_serial(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    serial = snapshot(build(root / "docs").outdir)
    parallel = snapshot(build(root / "docs", builddir=tmp_path / "four", parallel=4).outdir)
    assert sorted(serial) == sorted(parallel)
    assert [name for name in serial if serial[name] != parallel[name]] == []


@pytest.mark.parametrize("kill_at", [1, 7, 25])
@pytest.mark.parametrize("prior", [False, True], ids=["first", "second"])
def test_a_killed_build_is_mended(
    kill_at: int,
    prior: bool,
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
) -> None:
    root = repository("small")
    (root / "docs" / "killer.py").write_text(KILLER)
    with (root / "docs" / "conf.py").open("a") as conf:
        conf.write("\nimport os, sys\nsys.path.insert(0, os.getcwd())\nextensions += ['killer']\n")
    commit(root, "The killer")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "docs", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": ""}
    if prior:
        subprocess.run(command, cwd=root, env=environment, check=True)
        add_file(root)
        add_folder(root)
    killed = subprocess.run(command, cwd=root, env={**environment, "KILL_AT": str(kill_at)})
    assert killed.returncode == 9
    subprocess.run(command, cwd=root, env=environment, check=True)
    mended = snapshot(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    subprocess.run(command, cwd=root, env=environment, check=True)
    clean = snapshot(tmp_path / "out")
    assert sorted(mended) == sorted(clean)
    assert [name for name in clean if mended[name] != clean[name]] == []
