"""Which files a build leaves for other programs, and what becomes of them in the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import Builder, commit
from tests.sphinx_ext.snapshots import snapshot

ALL = ["json", "tags", "llms"]


def exported(outdir: Path) -> set[str]:
    names = {path.relative_to(outdir).as_posix() for path in (outdir / "kwindex").rglob("*")}
    wanted = ("kwindex/kwindex.json", "kwindex/llms.txt", "kwindex/tags")
    return {name for name in names if name in wanted or name.endswith(".md")}


def test_exports_are_chosen(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir
    assert exported(outdir) == {"kwindex/kwindex.json", "kwindex/tags"}
    build(root / "docs", kwindex_exports=ALL)
    pages = {path.relative_to(outdir).as_posix() for path in (outdir / "kwindex").rglob("*.html")}
    files = {"kwindex/kwindex.json", "kwindex/tags", "kwindex/llms.txt"}
    assert exported(outdir) == files | {f"{page}.md" for page in pages}
    build(root / "docs", kwindex_exports=[])
    assert exported(outdir) == set()


def links(markdown: str) -> list[str]:
    return re.findall(r"\]\(<([^>]*)>\)", markdown)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_of_markdown_lead_to_markdown(
    repository: Callable[[str], Path], build: Builder, builder: str
) -> None:
    outdir = build(repository("small") / "docs", builder, kwindex_exports=ALL).outdir
    followed = 0
    for path in [outdir / "kwindex/llms.txt", *(outdir / "kwindex").rglob("*.md")]:
        for link in links(path.read_text("utf-8")):
            if not re.match(r"https?:", link):
                followed += 1
                assert (path.parent / unquote(link)).is_file(), f"{path}: {link}"
                assert link.endswith(".md")
    assert followed > 50


@pytest.mark.parametrize("parallel", [0, 2])
def test_an_edit_changes_the_exports_as_a_clean_build_does(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path, parallel: int
) -> None:
    root = repository("small")
    outdir = build(root / "docs", kwindex_exports=ALL, parallel=parallel).outdir
    (root / "shop/errors.py").rename(root / "shop/problems.py")
    (root / "shop/added.py").write_text("def added():\n    pass\n")
    commit(root, "Change")
    build(root / "docs", kwindex_exports=ALL, parallel=parallel)
    clean = build(root / "docs", builddir=tmp_path / "clean", kwindex_exports=ALL).outdir
    incremental, whole = snapshot(outdir), snapshot(clean)
    assert sorted(incremental) == sorted(whole)
    assert [name for name in whole if incremental[name] != whole[name]] == []
    assert "kwindex/shop/added.py_docs.html.md" in whole


def test_an_export_that_was_deleted_is_written_again(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    outdir = build(root / "docs", kwindex_exports=ALL).outdir
    before = snapshot(outdir)
    for name in ("kwindex.json", "tags", "llms.txt"):
        (outdir / "kwindex" / name).unlink()
    build(root / "docs", kwindex_exports=ALL)
    assert snapshot(outdir) == before
