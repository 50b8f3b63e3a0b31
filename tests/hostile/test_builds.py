"""Whole builds of repositories that are odd, broken or made to do harm."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.checks import check_site
from tests.conftest import Build, Builder, commit
from tests.hostile.building import LONG
from tests.hostile.repositories import (
    KEY,
    NAMES,
    OUTSIDE,
    SECRET,
    Hostile,
    contents,
    names,
    pipe,
    track,
)

#: What must be in no output: the start of a line of the key, and of ``/etc/passwd`` with it.
FORBIDDEN = [word.encode() for word in (SECRET, KEY.split("\n")[1][:18], OUTSIDE, "root:x:0")]

#: What would run in a browser.
RUNS = re.compile(rb"<script>alert|<img src=x|href=[\"']?javascript:|<b onclick")

Make = Callable[[Path], Hostile]


def _names(folder: Path) -> Hostile:
    made = names(folder / "repository")
    commit(made.root)
    return made


def _contents(folder: Path) -> Hostile:
    made = contents(folder / "repository", folder / "outside")
    track(made)
    return made


def _contents_without_git(folder: Path) -> Hostile:
    made = contents(folder / "repository", folder / "outside")
    os.unlink(made.root / "many.py")  # once is enough
    made.read.discard("many.py")
    pipe(made)
    return made


def _built(build: Builder, made: Hostile, builder: str, **options: Any) -> Build:
    source = made.root.parent / "source folder"
    source.mkdir()
    (source / "conf.py").write_text("project = 'p'\nversion = '1'\ncopyright = 'c'\n")
    (source / "index.rst").write_text("Top\n===\n")
    options = {"extensions": ["sphinx_kwindex"], "kwindex_root": str(made.root), **options}
    return build(source, builder, **options)


def _assert_harmless(outdir: Path) -> None:
    for path in outdir.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [word for word in FORBIDDEN if word in data], path
            if path.suffix in {".html", ".xhtml"}:
                assert RUNS.search(data) is None, path


def _assert_listed(outdir: Path, made: Hostile) -> None:
    listed = json.loads((outdir / "kwindex" / "kwindex.json").read_bytes())["files"]
    files = {file["path"]: file for file in listed}
    found = {path: str(files[path]["reason"]) for path in made.withheld}
    wrong = {
        path: found[path]
        for path, reasons in made.withheld.items()
        if found[path] not in reasons.split("|")
    }
    assert wrong == {}
    made.read.discard("many.py")  # on a busy machine it may take more than its ten seconds
    unread = {path for path in made.read if not files[path]["indexed"]}
    assert unread == set()


@pytest.mark.parametrize(
    ("make", "builder"),
    [
        (_names, "html"),
        (_names, "dirhtml"),
        (_contents, "html"),
        (_contents_without_git, "dirhtml"),
    ],
)
def test_every_file_has_a_page_or_a_reason(
    tmp_path: Path, build: Builder, make: Make, builder: str
) -> None:
    made = make(tmp_path)
    done = _built(build, made, builder)
    whole = (made.root / ".git").exists()
    problems = check_site(done.outdir, made.root, builder, whole=whole)
    # A hundred thousand functions are read on a fast machine; on a slow one they take too long.
    beyond = re.compile(r"many\.py: indexed is False")
    assert [line for line in problems if not beyond.match(line)] == []
    _assert_listed(done.outdir, made)
    _assert_harmless(done.outdir)
    assert not [line for line in done.warnings if "[kwindex." not in line]
    assert not [line for line in done.warnings if "internal" in line]


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_builders_that_get_all_pages(tmp_path: Path, build: Builder, builder: str) -> None:
    made = contents(tmp_path / "repository", tmp_path / "outside")
    os.unlink(made.root / "many.py")  # a hundred thousand lines cost too much time for a test
    for name in ("a b#?.py", "new\nline.py", "\u202egnp.py", "<b>&amp;.py"):
        made.write(name, "x = 1\n")
    track(made)
    done = _built(build, made, builder, kwindex_builders=["*"])
    _assert_harmless(done.outdir)
    assert not [line for line in done.warnings if "[kwindex." not in line]
    pages = list(done.outdir.rglob("*.xhtml"))
    assert bool(pages) is (builder == "epub")
    for page in pages:
        etree.parse(os.fspath(page), etree.XMLParser(huge_tree=True))


@LONG
def test_an_epub_of_odd_names_is_well_formed(tmp_path: Path, build: Builder) -> None:
    done = _built(build, _names(tmp_path), "epub", kwindex_builders=["*"])
    _assert_harmless(done.outdir)
    (book,) = done.outdir.glob("*.epub")
    with ZipFile(book) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
    assert len(names) == len(set(names))
    assert sum(name.endswith(".xhtml") for name in names) > 2 * len(NAMES)


def test_large_files_are_read_where_wanted(tmp_path: Path, build: Builder) -> None:
    made = Hostile(tmp_path / "repository")
    made.write("large.py", 'x = "' + "a" * 10_000_000 + '"\n')
    made.write("sparse.py", "", "size")
    os.truncate(made.root / "sparse.py", 3_000_000_000)
    done = _built(build, made, "html", kwindex_max_file_size=20_000_000)
    _assert_listed(done.outdir, made)
    assert check_site(done.outdir, made.root, whole=False) == []
