"""A small repository in the theme that ``KWINDEX_THEME`` names; tox has an environment for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import html

from sphinx_kwindex.model.anchors import THEME_IDS
from tests.checks import check_site
from tests.conftest import Builder, git

THEME = os.environ.get("KWINDEX_THEME", "alabaster")

HOST = "https://github.com/ada/shop"

#: What makes each theme show its buttons that lead to the source of a page.
BUTTONS: dict[str, dict[str, Any]] = {
    "alabaster": {"html_sidebars": {"**": ["sourcelink.html"]}},
    "furo": {
        "html_theme_options": {
            "source_repository": HOST,
            "source_branch": "main",
            "source_directory": "docs/",
        }
    },
    "sphinx_rtd_theme": {"html_context": {"display_github": True}},
    "pydata_sphinx_theme": {"html_theme_options": {"use_edit_page_button": True}},
    "sphinx_book_theme": {
        "html_theme_options": {
            "repository_url": HOST,
            "repository_branch": "main",
            "path_to_docs": "docs",
            "use_repository_button": True,
            "use_source_button": True,
            "use_edit_page_button": True,
        }
    },
}

CONTEXT = {
    "github_user": "ada",
    "github_repo": "shop",
    "github_version": "main",
    "doc_path": "docs",
    "conf_py_path": "/docs/",
}


def test_site(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    for builder in ("html", "dirhtml"):
        result = build(
            root / "docs",
            builder,
            html_theme=THEME,
            nitpicky=True,
            suppress_warnings=["kwindex.syntax"],
        )
        assert result.app.config.html_theme == THEME
        assert result.warnings == []
        assert check_site(result.outdir, root, builder) == []
    assert set(_ids(result.outdir)) <= THEME_IDS


def test_each_page_has_the_box_of_the_search(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    for builder in ("html", "dirhtml"):
        outdir = build(root / "docs", builder, html_theme=THEME).outdir
        pages = list((outdir / "kwindex").rglob("*.html"))
        assert len(pages) > 20
        for page in pages:
            tree = html.parse(page)
            (form,) = tree.xpath("//form[contains(@class, 'kwindex-search')]")
            # In the part of the page that is its own, not in what the theme puts around it.
            assert form.xpath("ancestor::*[@role='main' or self::main or self::article]"), page
            folder = page.parent
            assert (folder / form.get("data-index")).is_file()
            scripts = [source.partition("?")[0] for source in tree.xpath("//script/@src")]
            ours = [source for source in scripts if "kwindex-search" in source]
            assert [(folder / source).is_file() for source in ours] == [True] * 4
            # A theme must not give the id of the box, or of its list, to anything else.
            for id_ in ("kwindex-search-query", "kwindex-search-list"):
                assert len(tree.xpath("//*[@id = $id_]", id_=id_)) == 1


def _ids(outdir: Path) -> Iterator[str]:
    """The ids that the theme gave to our pages, the search and the index, without a hyphen."""
    pages = [*(outdir / "kwindex").rglob("*.html")]
    pages += (page for name in ("search", "genindex") for page in outdir.glob(f"{name}/index.html"))
    assert len(pages) > 20
    for page in pages:
        tree = html.parse(page)
        for section in tree.xpath("//*[@id='page-title']"):
            section.drop_tree()
        yield from (each for each in tree.xpath("//@id") if "-" not in each)


def test_buttons_lead_to_files_of_the_repository(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    git(root, "remote", "add", "origin", f"{HOST}.git")
    options = BUTTONS[THEME]
    context = CONTEXT | options.get("html_context", {})
    result = build(root / "docs", html_theme=THEME, **(options | {"html_context": context}))
    hand_written = list(_source_links(result.outdir / "guide.html"))
    assert any("guide.rst" in link for link in hand_written)
    # A host may have the file itself; nothing else stands behind a page of ours.
    prefix = f"{HOST}/blob/{git(root, 'rev-parse', 'HEAD').strip()}/"
    for page in (result.outdir / "kwindex").rglob("*.html"):
        for link in _source_links(page):
            assert link.startswith(prefix), page
            assert (root / unquote(link.removeprefix(prefix))).is_file(), page


def _source_links(page: Path) -> Iterator[str]:
    for link in html.parse(page).xpath("//a/@href"):
        if "_sources" in link or (link.startswith(HOST) and link != HOST):
            yield link
