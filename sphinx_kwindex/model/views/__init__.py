"""What each page shows: one frozen record a page, complete and independent of every other.

A view is made when the repository is linked, stored with the digest of what it shows, and turned
into nodes when the page is written: while Sphinx reads, it is but titles and a toctree. It holds
names of documents, never paths of this machine, so that equal views mean equal pages. A change
that a view does not hold cannot change the page.

File pages show, beside their view, the :class:`~sphinx_kwindex.model.facts.FileFacts` of their
content, which the view names by digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sphinx_kwindex.model.views.book import (
    BookPage,
    Central,
    GlossaryEntry,
    Observed,
    Package,
    Tool,
)
from sphinx_kwindex.model.views.file import KEYWORD_ENTRIES, FilePage, KeywordsPage
from sphinx_kwindex.model.views.folder import (
    Concept,
    FolderIndexPage,
    FolderPage,
    SubtreePage,
    Usage,
)
from sphinx_kwindex.model.views.repository import (
    AlphabetPage,
    RepositoryPage,
    SearchPage,
    Skipped,
    SkippedPage,
)

__all__ = [
    "KEYWORD_ENTRIES",
    "VIEW_TYPES",
    "AlphabetPage",
    "BookPage",
    "Central",
    "Concept",
    "FilePage",
    "FolderIndexPage",
    "FolderPage",
    "GlossaryEntry",
    "KeywordsPage",
    "Observed",
    "Package",
    "PageKind",
    "RepositoryPage",
    "SearchPage",
    "Skipped",
    "SkippedPage",
    "SubtreePage",
    "Tool",
    "Usage",
    "View",
    "kind_of",
]


class PageKind(StrEnum):
    """The word in the record of a page, and the name of the module that draws it."""

    FILE = "file"  # <path>_docs
    KEYWORDS = "keywords"  # <path>_kw
    FOLDER_INDEX = "folder-index"  # <folder>/index
    FOLDER = "folder"  # <folder>/doc
    SUBTREE = "subtree"  # <folder>/sub
    REPOSITORY = "repository"  # index
    ALPHABET = "alphabet"  # keywords, and its parts
    BOOK = "book"
    SEARCH = "search"
    SKIPPED = "skipped"


View = (
    FilePage
    | KeywordsPage
    | FolderIndexPage
    | FolderPage
    | SubtreePage
    | RepositoryPage
    | AlphabetPage
    | BookPage
    | SearchPage
    | SkippedPage
)

#: The type of the view of each kind of page.
VIEW_TYPES: Mapping[PageKind, type[View]] = {
    PageKind.FILE: FilePage,
    PageKind.KEYWORDS: KeywordsPage,
    PageKind.FOLDER_INDEX: FolderIndexPage,
    PageKind.FOLDER: FolderPage,
    PageKind.SUBTREE: SubtreePage,
    PageKind.REPOSITORY: RepositoryPage,
    PageKind.ALPHABET: AlphabetPage,
    PageKind.BOOK: BookPage,
    PageKind.SEARCH: SearchPage,
    PageKind.SKIPPED: SkippedPage,
}
_KINDS: Mapping[type, PageKind] = {type_: kind for kind, type_ in VIEW_TYPES.items()}


def kind_of(view: View) -> PageKind:
    """Return the kind of page that shows `view`."""
    return _KINDS[type(view)]
