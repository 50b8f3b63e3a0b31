"""``llms.txt``, and a Markdown page beside each of ours, for readers that take text.

The proposal at https://llmstxt.org has the form: a title, a summary, and lists of links to pages
of Markdown, each at the address of its HTML page with ``.md`` behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

from docutils import nodes

from sphinx_kwindex.analysis.store import Page, Store
from sphinx_kwindex.model.views import FolderPage, PageKind, RepositoryPage
from sphinx_kwindex.pages.clean import NAME, clean, visible
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.sphinx_ext.exports import SUFFIX
from sphinx_kwindex.sphinx_ext.exports.files import put
from sphinx_kwindex.sphinx_ext.exports.markdown import Writer, escaped, linked


def write_page(
    path: Path, sections: Iterable[nodes.Node], store: Store, address: Callable[[str], str | None]
) -> None:
    """Write the Markdown page beside one of HTML.

    :param path: of the HTML page.
    :param sections: the page, before a builder has made anything else of its nodes.
    :param address: returns the address of the HTML page of a document as seen from this one, or
        ``None`` where there is none, and for this one: Markdown has no ids to lead to.
    """

    def markdown(docname: str) -> str | None:
        there = address(docname)
        return None if there is None else beside(there)

    writer = Writer(markdown, lambda block: store.text(block["text"]))
    put(path.with_name(path.name + SUFFIX), writer.page(sections).encode("utf-8", "replace"))


def beside(address: str) -> str:
    """Return the address of the Markdown page beside that of an HTML page. Pure."""
    return f"{address}index.html{SUFFIX}" if address.endswith("/") else f"{address}{SUFFIX}"


def write(
    path: Path, store: Store, pages: Iterable[Page], address: Callable[[str], str | None]
) -> None:
    """Write the list of pages: those of the whole, and the documentation page of each folder,
    which lists what lies in it.

    :param address: returns the address of the HTML page of a document, relative to `path`.
    """
    put(path, ("\n".join(_lines(store, pages, address)) + "\n").encode("utf-8", "replace"))


def _lines(
    store: Store, pages: Iterable[Page], address: Callable[[str], str | None]
) -> Iterator[str]:
    kinds: dict[PageKind, list[str]] = {}
    for page in pages:
        kinds.setdefault(page.kind, []).append(page.docname)

    def row(docname: str, name: str, said: str) -> Iterator[str]:
        there = address(docname)
        if there is not None:
            behind = f": {escaped(clean(said))}" if said else ""
            yield f"- {linked(escaped(name), beside(there))}{behind}"

    for docname in kinds.get(PageKind.REPOSITORY, ()):
        view = cast("RepositoryPage", store.view(docname))
        yield "# " + escaped(_("The {name} repository").format(name=clean(view.name, NAME)))
        if view.summary:
            yield from ("", "> " + escaped(clean(view.summary)))
        yield from ("", "## " + _("The whole"), "")
        yield from row(docname, _("Repository"), _("its folders and files, and the ways into it"))
        yield from row(view.book.docname, _("The book"), _("the repository in chapters"))
        yield from row(
            view.alphabet.docname, _("Keywords A-Z"), _("every identifier, with its line")
        )
        yield from row(
            view.skipped.docname, _("Skipped files"), _("files not fully indexed, and why")
        )
    yield from ("", "## " + _("Folders"), "")
    for docname in kinds.get(PageKind.FOLDER, ()):
        folder = cast("FolderPage", store.view(docname))
        path = folder.folder.path
        yield from row(docname, visible(path) + "/" if path else _("Repository"), folder.role)
