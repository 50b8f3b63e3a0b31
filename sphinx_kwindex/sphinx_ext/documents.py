"""Files of the repository that are documents of the build: each page leads to the other.

Only Sphinx knows which files it takes for documents, and only when all are found: the links are
put in when a page is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.pages.inline import link
from sphinx_kwindex.pages.parts import paragraph, path_link, sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Class of the list on the page of a file that its rendered page joins.
_LIST = "kwindex-cross-references"


class Documents:
    """The documents that are files of the repository, and the pages of these files.

    :param env: once all documents are found.
    :param root: the root of the repository.
    :param pages: names of our documents.
    :param docnames: the names of our documents, by path.
    """

    def __init__(
        self, env: BuildEnvironment, root: Path, pages: frozenset[str], docnames: Docnames
    ) -> None:
        self._env = env
        #: Of each document, the path of its file and the name of the page of the file.
        self._sources: dict[str, tuple[str, str]] = {}
        #: By the name of the page of a file, the document.
        self._rendered: dict[str, str] = {}
        for docname in sorted(env.found_docs - pages):
            file = Path(env.doc2path(docname))
            path = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
            page = _page(docnames, path)
            if page in pages:
                self._sources[docname] = path, page
                self._rendered[page] = docname

    def digest(self, docname: str) -> str:
        """What a page shows of this: when it is another, the page is written anew."""
        if docname in self._sources:
            return "\n".join(self._sources[docname])
        document = self._rendered.get(docname)
        return f"{document}\n{self._title(document)}" if document else ""

    def fill(self, doctree: nodes.document, docname: str) -> None:
        """Put the link into a document, or into the page of a file."""
        if docname in self._sources:
            path, page = self._sources[docname]
            row = sentence(_("Source of this page: {file}"), file=path_link(Target(page), path))
            # It is no subject of the page, for which a search should find it.
            doctree += paragraph(*row, classes=["kwindex-document-source", "no-search"])
        elif docname in self._rendered:
            document = self._rendered[docname]
            title = link(Target(document), self._title(document))
            row = sentence(_("Rendered page: {title}"), title=title)
            for found in doctree.findall(nodes.bullet_list):
                if _LIST in found["classes"]:
                    found.insert(0, nodes.list_item("", paragraph(*row)))
                    break

    def _title(self, document: str) -> str:
        title = self._env.titles.get(document)
        return clean(title.astext() if title is not None else document) or document


def _page(docnames: Docnames, path: str) -> str:
    try:
        return docnames.file(path).docname
    except KeyError:
        return ""


_known: dict[int, Documents] = {}


def prepare(
    app: Sphinx, env: BuildEnvironment, root: Path, pages: frozenset[str], docnames: Docnames
) -> None:
    """Find the documents that are files of the repository, where they are wanted."""
    if app.config.kwindex_link_documents:
        _known[id(app)] = Documents(env, root, pages, docnames)


def digest(app: Sphinx, docname: str) -> str:
    """What a page shows of this; empty for most."""
    known = _known.get(id(app))
    return known.digest(docname) if known is not None else ""


def forget(app: Sphinx) -> None:
    """Let go of what was found, at the end of a build."""
    _known.pop(id(app), None)


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links in (``doctree-resolved``, between the bodies and the links)."""
    known = _known.get(id(app))
    if known is not None:
        known.fill(doctree, docname)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", fill, priority=70)
