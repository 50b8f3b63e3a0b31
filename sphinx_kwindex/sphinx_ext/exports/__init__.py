"""Files for other programs, beside the pages of HTML; ``kwindex_exports`` chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_kwindex import __version__
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.sphinx_ext import imports, stores

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

#: What the address of a page gets behind it for its Markdown.
SUFFIX = ".md"

#: Takes a file, and what lists of the whole need of its facts.
Take = Callable[[ReadFile, Keywords], None]

#: Where each export lies in the output folder.
PATHS = {
    "json": "kwindex/kwindex.json",
    "llms": "kwindex/llms.txt",
    "tags": "kwindex/tags",
}


def wanted(app: Sphinx) -> dict[str, Path]:
    """Return the exports that a build makes, each with its file."""
    return {
        name: Path(app.outdir, path)
        for name, path in PATHS.items()
        if name in app.config.kwindex_exports
    }


def addresses(app: Sphinx) -> Callable[[str], str | None]:
    """Return what gives the address of a page below the output folder, if it has a page."""
    found = app.env.found_docs
    return lambda docname: app.builder.get_target_uri(docname) if docname in found else None


def write(app: Sphinx, store: Store, docnames: Docnames, others: Iterable[Take] = ()) -> None:
    """Write the exports that tell of the whole repository.

    The facts of each file are read once, for all that take them.

    :param others: who else takes each file, in the order of paths.
    """
    with imports.installed_only():
        from sphinx_kwindex.sphinx_ext.exports import catalogue, llms, tags

    files, address = wanted(app), addresses(app)

    def from_export(docname: str) -> str | None:
        there = address(docname)
        return None if there is None else relative_uri(PATHS["llms"], there)

    with ExitStack() as begun:
        takers = list(others)
        if "json" in files:
            takers.append(begun.enter_context(catalogue.writing(files["json"], docnames, address)))
        if "tags" in files:
            takers.append(begun.enter_context(tags.writing(files["tags"], __version__)))
        known = store.files() if takers else {}
        for path in sorted(known):
            file = known[path][1]
            facts = store.keywords(file.facts) if file.facts else Keywords()
            for take in takers:
                take(file, facts)
    if "llms" in files:
        llms.write(files["llms"], store, store.pages(), from_export)


def outputs(app: Sphinx, page: Path) -> list[Path]:
    """Return what is written beside the HTML of one of our pages."""
    return [page.with_name(page.name + SUFFIX)] if "llms" in wanted(app) else []


def write_beside(app: Sphinx, docname: str, page: nodes.document, path: Path) -> None:
    """Write what stands beside a page of ours, when its body is there and its links are not made
    for a builder yet.

    :param path: of its HTML.
    """
    if "llms" not in wanted(app):
        return
    with imports.installed_only():
        from sphinx_kwindex.sphinx_ext.exports import llms
    builder = cast("StandaloneHTMLBuilder", app.builder)

    def address(target: str) -> str | None:
        if target == docname or target not in app.env.found_docs:
            return None
        return builder.get_relative_uri(docname, target)

    llms.write_page(path, page.children, stores.of(app.doctreedir), address)
