"""The views of folders and of the whole repository, from what is known of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_kwindex.analysis.views.alphabet import alphabet_pages
from sphinx_kwindex.analysis.views.book import book_page
from sphinx_kwindex.analysis.views.catalogue import Gathering
from sphinx_kwindex.analysis.views.folders import folder_pages
from sphinx_kwindex.analysis.views.repository import repository_page, search_page
from sphinx_kwindex.analysis.views.skipped import skipped_pages
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.repository import Links, Repository
from sphinx_kwindex.model.views import View


def whole_pages(
    repository: Repository,
    links: Links,
    metadata: ProjectMetadata,
    read: Callable[[str], str],
    gathering: Gathering,
) -> Iterator[View]:
    """Yield the view of every page that is not about a single file.

    :param read: the text of a file that has a page, by path.
    :param gathering: what the facts of all files were added to by the time that the first is asked.

    Equal repositories yield equal views in the same order, and none holds places, sizes or digests
    of files: an edit within a function changes a view only where it changes how often something is
    imported or named. How many lines a file has is told by the pages of the folders above it alone:
    an edit that adds one changes as many views as its path has folders, and each is quickly read.
    """
    catalogue = gathering.catalogue(repository)
    yield repository_page(repository, links, metadata, catalogue)
    yield book_page(repository, links, metadata, read, catalogue)
    yield from folder_pages(repository, links, read, catalogue)
    yield from alphabet_pages(repository, links, catalogue)
    yield search_page(repository)
    yield from skipped_pages(repository)


__all__ = [
    "Gathering",
    "alphabet_pages",
    "book_page",
    "folder_pages",
    "repository_page",
    "search_page",
    "skipped_pages",
    "whole_pages",
]
