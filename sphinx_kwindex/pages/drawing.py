"""The page of each view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.views import (
    AlphabetPage,
    BookPage,
    FilePage,
    FolderIndexPage,
    FolderPage,
    KeywordsPage,
    RepositoryPage,
    SearchPage,
    SkippedPage,
    SubtreePage,
    View,
)
from sphinx_kwindex.pages import (
    alphabet,
    book,
    file,
    folder,
    folder_index,
    keywords,
    repository,
    search,
    skipped,
    subtree,
)
from sphinx_kwindex.pages.docstrings import Docstring
from sphinx_kwindex.pages.parts import sections_only

#: What draws the pages that show a view and nothing else.
_DRAW: dict[type[object], Callable[[Any], nodes.section]] = {
    AlphabetPage: alphabet.draw,
    BookPage: book.draw,
    FolderIndexPage: folder_index.draw,
    FolderPage: folder.draw,
    RepositoryPage: repository.draw,
    SearchPage: search.draw,
    SkippedPage: skipped.draw,
    SubtreePage: subtree.draw,
}


def outline(view: View, facts: FileFacts | None) -> nodes.section:
    """Return the sections of a page with their titles, and its toctree: all else may be empty.

    :param facts: as for :func:`draw`.
    """
    with sections_only():
        return draw(view, facts, lambda docstring: [])


def draw(view: View, facts: FileFacts | None, docstring: Docstring) -> nodes.section:
    """Return the page of a view: one section, with a hidden toctree in it where it has one.

    :param facts: of the file, for :class:`FilePage` and :class:`KeywordsPage`; ``None`` for the
        other views, and for a file that was not read.
    :param docstring: what :func:`~sphinx_kwindex.pages.docstrings.renderer` returned.
    """
    if isinstance(view, FilePage):
        return file.draw(view, facts, docstring)
    if isinstance(view, KeywordsPage):
        return keywords.draw(view, facts or FileFacts())
    return _DRAW[type(view)](view)
