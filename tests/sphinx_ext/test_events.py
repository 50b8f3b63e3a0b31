"""What other extensions leave out and add, in builds of a real project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from sphinx.errors import ExtensionError

from tests.conftest import Build, Builder
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean

#: Of an extension in the project itself.
LISTENER = """
from docutils import nodes
from sphinx.addnodes import pending_xref


def skip_file(app, path):
    return path.endswith(".sh") or None


def skip_keyword(app, path, definition):
    if definition.qualname in ("Order", "EMPTY"):
        return True


def page(app, page):
    if page.kind == "file" and page.path == "shop/errors.py":
        names = ", ".join(each.name for each in page.facts.definitions)
        page.add("file-metadata", nodes.paragraph("", f"Owned by the <shop> team: {names}"))
        page.add("performance-considerations", nodes.paragraph("", "Never on a hot " + "path."))
        guide = pending_xref(
            "",
            nodes.inline("", "the guide"),
            refdomain="std",
            reftype="doc",
            reftarget="/guide",
            refexplicit=True,
            refdoc=page.docname,
        )
        page.add_section("Runbook", "Runbook", nodes.paragraph("", "See ", guide))
    elif page.kind == "folder":
        page.add(page.sections[0], nodes.paragraph("", f"Folder {page.path or '.'}"))


def setup(app):
    app.connect("kwindex-skip-file", skip_file)
    app.connect("kwindex-skip-keyword", skip_keyword)
    app.connect("kwindex-page", page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def extended(repository: Callable[[str], Path]) -> Path:
    """The small repository, whose conf.py is such an extension too."""
    root = repository("small")
    conf = root / "docs/conf.py"
    conf.write_text(conf.read_text() + LISTENER)
    return root


def section(done: Build, page: str, anchor: str) -> str:
    tree = html.fromstring((done.outdir / page).read_bytes())
    (found,) = tree.xpath(f"//section[@id='{anchor}']")
    return " ".join(found.text_content().split())


def keywords(done: Build) -> dict[str, list[str]]:
    catalogue = json.loads((done.outdir / "kwindex/kwindex.json").read_text())
    return {
        file["path"]: [each["qualname"] for each in file["keywords"]] for file in catalogue["files"]
    }


def test_files_and_keywords_are_left_out(extended: Path, build: Builder) -> None:
    plain = keywords(build(extended / "docs", kwindex_exports=["json", "tags"]))
    assert "scripts/release.sh" not in plain
    assert "shop/orders/order.py" in plain
    assert not [name for name in plain["shop/orders/order.py"] if name.split(".")[0] == "Order"]
    done = build(extended / "docs")
    said = section(done, "kwindex/shop/orders/order.py_docs.html", "high-level-overview")
    assert "An extension of this documentation leaves" in said
    tags = (done.outdir / "kwindex/tags").read_text()
    assert "\nOrder\t" not in tags
    # The source shows the line all the same.
    source = (done.outdir / "kwindex/shop/orders/order.py_docs.html").read_text()
    assert "Order" in source
    assert 'id="Order"' not in source


def test_what_is_no_longer_left_out_is_back(extended: Path, build: Builder) -> None:
    conf = extended / "docs/conf.py"
    before = keywords(build(extended / "docs"))
    text = conf.read_text()
    conf.write_text(text.replace('"Order", ', "").replace('path.endswith(".sh") or ', ""))
    after = keywords(build(extended / "docs"))
    assert "scripts/release.sh" in after
    assert "Order" not in before["shop/orders/order.py"]
    assert "Order" in after["shop/orders/order.py"]


@pytest.mark.parametrize("parallel", [0, 2])
def test_additions(extended: Path, build: Builder, parallel: int) -> None:
    done = build(extended / "docs", parallel=parallel)
    assert not [line for line in done.warnings if "kwindex." not in line]
    page = "kwindex/shop/errors.py_docs.html"
    assert "Owned by the <shop> team: " in section(done, page, "file-metadata")
    assert "Never on a hot path." in section(done, page, "performance-considerations")
    assert section(done, page, "added-runbook").startswith("Runbook")
    tree = html.fromstring((done.outdir / page).read_bytes())
    (link,) = tree.xpath(
        "//section[@id='added-runbook']//a[text()='the guide' or .//text()='the guide']/@href"
    )
    assert link == "../../guide.html"
    ids = tree.xpath("//section/section/@id")
    assert ids.index("added-runbook") == ids.index("original-source") - 1
    assert ids.index("performance-considerations") < ids.index("original-source")
    assert "Folder shop" in (done.outdir / "kwindex/shop/doc.html").read_text()
    # The sidebar has its title, as that of any section.
    assert "Runbook" in "".join(
        text for text in tree.xpath("//a[contains(@href, '#added-runbook')]//text()")
    )


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text"])
def test_additions_in_other_builders(extended: Path, build: Builder, builder: str) -> None:
    done = build(extended / "docs", builder, kwindex_builders=["*"])
    assert not [line for line in done.warnings if "kwindex." not in line]
    written = "".join(
        path.read_text("utf-8", "replace") for path in done.outdir.rglob("*") if path.is_file()
    )
    assert written.count("Never on a hot path.") == 1
    assert "Runbook" in written


def test_an_unknown_section_is_told_with_those_there_are(extended: Path, build: Builder) -> None:
    conf = extended / "docs/conf.py"
    conf.write_text(conf.read_text().replace('"file-metadata"', '"file-matter"'))
    with pytest.raises(ExtensionError, match="no section 'file-matter'; it has file-metadata, "):
        build(extended / "docs")


def edit(root: Path) -> None:
    path = root / "shop/errors.py"
    path.write_text(path.read_text() + "\n\nclass Late(Exception):\n    pass\n")


def test_a_second_build_equals_a_clean_one(extended: Path, build: Builder, tmp_path: Path) -> None:
    assert_incremental_equals_clean(edit, extended, build, tmp_path / "clean")
