"""The first page: what the repository is, and the ways into it; and the page of the search."""

from __future__ import annotations

from collections import Counter

from sphinx_kwindex.analysis.views.catalogue import Catalogue
from sphinx_kwindex.analysis.views.listing import labelled, listings
from sphinx_kwindex.analysis.views.subtrees import most
from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.repository import Links, Repository
from sphinx_kwindex.model.views import RepositoryPage, SearchPage

_LANGUAGES = 30


def repository_page(
    repository: Repository,
    links: Links,
    metadata: ProjectMetadata,
    catalogue: Catalogue | None = None,
) -> RepositoryPage:
    """Return the first page; where the root holds over 1,000 entries, the rest of them is on
    later parts, which :func:`~sphinx_kwindex.analysis.views.folders.folder_pages` yields.

    :param catalogue: of this repository, where the caller has one.
    """
    catalogue = catalogue or Catalogue.gather(repository, links)
    tree = catalogue.tree
    docnames = repository.docnames
    root = tree.own("")
    readme = tree.readme("")
    pages = listings(tree, docnames, "")
    parts = labelled(pages)
    alphabet, skipped = docnames.alphabet(), docnames.skipped()
    return RepositoryPage(
        name=metadata.name or repository.name,
        docname=root.index.docname,
        # The heading of a README mostly repeats the name; a description says more.
        summary=metadata.description or (readme.summary if readme else ""),
        readme=tree.file_ref(readme) if readme else None,
        root=root,
        folders=pages[0].folders,
        files=pages[0].files,
        counts=(
            ("files", len(repository.files)),
            ("folders", len(tree.folders) - 1),
            ("modules", len(links.modules)),
        ),
        languages=most(Counter(f.language for f in repository.files if f.language), _LANGUAGES),
        kinds=tuple((kind, catalogue.kinds[kind]) for kind in Kind if kind in catalogue.kinds),
        alphabet=alphabet,
        book=docnames.book,
        skipped=skipped,
        search=docnames.search,
        commit=repository.commit,
        toctree=(
            docnames.book.docname,
            alphabet.docname,
            docnames.search.docname,
            root.doc.docname,
            root.sub.docname,
            skipped.docname,
            *pages[0].documents,
            *(target.docname for _, target in parts[1:]),
        ),
        parts=parts,
    )


def search_page(repository: Repository) -> SearchPage:
    """Return the page of the search: the same for every repository."""
    docnames = repository.docnames
    return SearchPage(docnames.search.docname, docnames.alphabet())
