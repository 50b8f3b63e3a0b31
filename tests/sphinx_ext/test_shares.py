"""Builds by several processes, each of which takes a share of our pages through all steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.errors import SphinxParallelError
from sphinx.search import IndexBuilder

from tests.conftest import Builder
from tests.sphinx_ext.snapshots import snapshot

#: Of an extension in the project itself: it writes down which process does what, and adds what
#: Sphinx's search takes from directives.
WITNESS = """
import os
from docutils import nodes
from sphinx import addnodes


def note(app, step, docname):
    with open(os.path.join(app.confdir, "steps"), "a") as steps:
        steps.write(f"{step} {os.getpid()} {docname}\\n")


def read(app, doctree):
    note(app, "read", app.env.docname)


def resolved(app, doctree, docname):
    note(app, "resolved", docname)
    if app.config.html_short_title == "fails" and docname.endswith("errors.py_docs"):
        raise ValueError("a page that cannot be written")


def page(app, page):
    if page.kind == "file" and page.path == "shop/errors.py":
        entry = ("single", "mishaps", "file-metadata", "", None)
        page.add("file-metadata", addnodes.index(entries=[entry]), nodes.image(uri="/dot.png"))


def setup(app):
    note(app, "setup", "-")
    app.connect("doctree-read", read)
    app.connect("doctree-resolved", resolved)
    app.connect("kwindex-page", page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def witnessed(repository: Callable[[str], Path]) -> Path:
    """The documentation of the small repository, with such an extension."""
    docs = repository("small") / "docs"
    conf = docs / "conf.py"
    conf.write_text(conf.read_text() + WITNESS)
    (docs / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return docs


def steps(docs: Path) -> dict[str, list[tuple[int, str]]]:
    """By step, the process and the document."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line in (docs / "steps").read_text().splitlines():
        step, process, docname = line.split(" ", 2)
        found.setdefault(step, []).append((int(process), docname))
    return found


def test_all_steps_of_a_page_are_those_of_shares(witnessed: Path, build: Builder) -> None:
    build(witnessed, parallel=3)
    done = steps(witnessed)
    ((main, _),) = done.pop("setup")
    for step in ("read", "resolved"):
        ours = [(process, name) for process, name in done[step] if name.startswith("kwindex/")]
        assert len(ours) > 20
        assert len({name for _, name in ours}) == len(ours)
        # The first process writes one page, of which the others have what it made for all.
        by_main = [name for process, name in ours if process == main]
        assert len(by_main) == (step == "resolved")
        assert len({process for process, _ in ours}) >= 3


def test_what_shares_learn_is_put_together(witnessed: Path, build: Builder, tmp_path: Path) -> None:
    def built(jobs: int) -> dict[str, Any]:
        done = build(witnessed, builddir=tmp_path / str(jobs), parallel=jobs)
        # The additions are no part of the record of a page, and theirs are the only warnings.
        assert not [line for line in done.warnings if "kwindex." not in line]
        return snapshot(done.outdir)

    serial, shared = built(0), built(3)
    assert sorted(serial) == sorted(shared)
    assert [name for name in serial if serial[name] != shared[name]] == []
    index = (tmp_path / "3/html/searchindex.js").read_text()
    (data,) = re.findall(r"^Search\.setIndex\((.*)\)$", index, re.DOTALL)
    assert "mishaps" in json.loads(data)["indexentries"]
    assert (tmp_path / "3/html/_images/dot.png").exists()


def test_a_page_that_fails_ends_the_build(witnessed: Path, build: Builder) -> None:
    with pytest.raises(SphinxParallelError, match="a page that cannot be written"):
        build(witnessed, parallel=3, html_short_title="fails")


def test_few_pages_are_left_to_sphinx(witnessed: Path, build: Builder) -> None:
    build(witnessed, parallel=3)
    (witnessed / "steps").unlink()
    module = witnessed.parent / "shop/errors.py"
    module.write_text(module.read_text() + "\n\ndef added_later() -> None: ...\n")
    done = build(witnessed, parallel=64)
    assert "writing pages of the repository" not in done.app.status.getvalue()
    assert "added_later" in (done.outdir / "kwindex/shop/errors.py_docs.html").read_text()


def test_an_extension_that_is_not_safe_is_respected(
    witnessed: Path, build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = witnessed / "conf.py"
    conf.write_text(conf.read_text() + "\nextensions += ['unsafe_to_share']\n")
    module = "def setup(app):\n    return {'parallel_read_safe': False}\n"
    (tmp_path / "unsafe_to_share.py").write_text(module)
    monkeypatch.syspath_prepend(tmp_path)
    done = build(witnessed, parallel=3)
    assert len([line for line in done.warnings if "parallel reading" in line]) == 1
    ((main, _),) = steps(witnessed)["setup"]
    assert {process for process, _ in steps(witnessed)["read"]} == {main}


def test_a_builder_with_steps_of_its_own_takes_them(witnessed: Path, build: Builder) -> None:
    conf = witnessed / "conf.py"
    steps = """
from sphinx.builders.html import StandaloneHTMLBuilder

class Counting(StandaloneHTMLBuilder):
    def write_documents(self, docnames):
        with open(os.path.join(self.outdir, "counted"), "w") as counted:
            counted.writelines(f"{docname}\\n" for docname in docnames)
        super().write_documents(docnames)

of_witness = setup

def setup(app):
    app.add_builder(Counting, override=True)
    return of_witness(app)
"""
    conf.write_text(conf.read_text() + steps)
    outdir = build(witnessed, parallel=3).outdir
    assert "kwindex/shop/errors.py_docs" in (outdir / "counted").read_text().splitlines()


def test_an_indexer_of_another_kind_gets_the_documents(
    witnessed: Path, build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {}

    class Reading(IndexBuilder):
        def feed(self, docname: str, filename: Any, title: str, doctree: nodes.document) -> None:
            texts[docname] = doctree.astext()
            super().feed(docname, filename, title, doctree)

    monkeypatch.setattr("sphinx.search.IndexBuilder", Reading)
    build(witnessed, parallel=3)
    assert "errors.py" in texts["kwindex/shop/errors.py_docs"]
