"""The search index and the inventory in builds that find nothing to do, or little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Builder, settle
from tests.sphinx_ext.snapshots import snapshot

OF_ALL = ("objects.inv", "searchindex.js")


@pytest.fixture
def docs(repository: Callable[[str], Path]) -> Path:
    return repository("small") / "docs"


def stamps(outdir: Path) -> dict[str, int]:
    return {name: (outdir / name).stat().st_mtime_ns for name in OF_ALL}


def test_they_stay_where_nothing_is_done(docs: Path, build: Builder) -> None:
    outdir = build(docs).outdir
    before, content = stamps(outdir), snapshot(outdir)
    for _ in range(2):
        assert "dumping" not in build(docs).app.status.getvalue()
        assert stamps(outdir) == before
    assert snapshot(outdir) == content


def removed(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])


@pytest.mark.parametrize("damage", [removed, cut])
def test_a_damaged_inventory_is_made_again(
    damage: Callable[[Path], None], docs: Path, build: Builder
) -> None:
    outdir = build(docs).outdir
    content = snapshot(outdir)
    damage(outdir / "objects.inv")
    build(docs)
    assert snapshot(outdir) == content


def test_a_search_index_that_is_gone_is_made_again(docs: Path, build: Builder) -> None:
    done = build(docs)
    content = snapshot(done.outdir)
    removed(done.outdir / "searchindex.js")
    # Sphinx warns of an index that is not of all documents.
    assert build(docs).warnings == done.warnings
    assert snapshot(done.outdir) == content


def test_a_missing_export_is_made_again(docs: Path, build: Builder) -> None:
    outdir = build(docs).outdir
    content = snapshot(outdir)
    (outdir / "kwindex/tags").unlink()
    build(docs)
    assert snapshot(outdir) == content


def hand_written(docs: Path) -> dict[str, Any]:
    guide = docs / "guide.rst"
    guide.write_text(guide.read_text() + "\nAn aardvark.\n")
    return {}


def of_a_module(docs: Path) -> dict[str, Any]:
    module = docs.parent / "shop/errors.py"
    module.write_text(module.read_text() + "\n\ndef aardvark() -> None: ...\n")
    settle(module)
    return {}


def of_the_configuration(docs: Path) -> dict[str, Any]:
    return {"html_title": "Aardvark"}


@pytest.mark.parametrize("change", [hand_written, of_a_module, of_the_configuration])
def test_after_a_change_they_are_those_of_a_clean_build(
    change: Callable[[Path], dict[str, Any]], docs: Path, build: Builder, tmp_path: Path
) -> None:
    build(docs)
    build(docs)
    options = change(docs)
    outdir = build(docs, **options).outdir
    clean = build(docs, builddir=tmp_path / "clean", **options).outdir
    assert {name: (outdir / name).read_bytes() for name in OF_ALL} == {
        name: (clean / name).read_bytes() for name in OF_ALL
    }
    assert "dumping" not in build(docs, **options).app.status.getvalue()


#: Of an extension that reads names from a file, which is neither a document nor in the repository.
NAMES = """
import os


def updated(app, env):
    with open(os.path.join(app.confdir, "../../names")) as names:
        for name in names.read().split():
            env.get_domain("std").objects["envvar", name] = ("index", name)


def setup(app):
    app.connect("env-updated", updated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_objects_that_an_extension_adds_are_told_of(
    docs: Path, build: Builder, tmp_path: Path
) -> None:
    conf = docs / "conf.py"
    conf.write_text(conf.read_text() + NAMES)
    names = tmp_path / "names"
    for said in ("", "aardvark", ""):
        names.write_text(said)
        outdir = build(docs).outdir
        assert ("aardvark" in (outdir / "searchindex.js").read_text()) is bool(said)
        inventory = (outdir / "objects.inv").read_bytes()
        clean = build(docs, builddir=tmp_path / f"clean{said}").outdir
        assert inventory == (clean / "objects.inv").read_bytes()


@pytest.mark.parametrize("extra", ["extra", "extra/objects.inv"])
def test_a_file_to_copy_does_not_take_their_place(extra: str, docs: Path, build: Builder) -> None:
    (docs / "extra").mkdir()
    (docs / "extra/objects.inv").write_text("another")
    content = snapshot(build(docs, html_extra_path=[extra]).outdir)
    assert snapshot(build(docs, html_extra_path=[extra]).outdir) == content


def test_other_builders_have_theirs(docs: Path, build: Builder) -> None:
    build(docs)
    outdir = build(docs, "dirhtml").outdir
    assert (outdir / "objects.inv").exists()
    module = docs.parent / "shop/errors.py"
    module.write_text(module.read_text() + "\n\ndef aardvark() -> None: ...\n")
    settle(module)
    build(docs, "dirhtml")
    # What another builder has read is new to this one.
    assert "aardvark" in (build(docs).outdir / "searchindex.js").read_text()
