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
