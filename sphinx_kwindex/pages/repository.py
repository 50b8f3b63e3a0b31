"""The first page of a repository: what it is, and the ways into it."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.views import RepositoryPage
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.i18n import _, marked_plural, ngettext
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.kinds import GROUPS
from sphinx_kwindex.pages.parts import (
    bullets,
    code,
    fields,
    file_link,
    joined,
    paragraph,
    prose,
    toctree,
)

#: What is counted, by the words of the view.
_THINGS = {
    "files": marked_plural("{number} file", "{number} files"),
    "folders": marked_plural("{number} folder", "{number} folders"),
    "modules": marked_plural("{number} module of Python", "{number} modules of Python"),
}


def draw(view: RepositoryPage) -> nodes.section:
    """Return the page."""
    title = _("The {name} repository").format(name=clean(view.name, NAME))
    page = sections.page(view.docname, title)
    if view.summary:
        page += paragraph(*prose(view.summary))
    page += fields(
        [
            (
                _("Holds"),
                joined(ngettext(*_THINGS[what], number) for what, number in view.counts if number),
            ),
            (_("Languages"), joined(listing.counted_files(view.languages))),
            (_("Defines"), _defined(view)),
            (_("Commit"), [code(view.commit[:12])] if view.commit else []),
            (_("Read first"), [file_link(view.readme)] if view.readme else []),
        ],
        "kwindex-metadata",
    )
    page += toctree(view.docname, view.toctree)
    page += sections.section(view.docname, sections.WAYS_IN, _ways(view))
    page += listing.parts(view.parts, view.docname)
    page += listing.folders(view.docname, view.folders)
    page += listing.files(view.docname, view.files)
    return page


def _defined(view: RepositoryPage) -> list[Inline]:
    """Return how many definitions there are of each kind, in the order of a keyword index."""
    numbers = dict(view.kinds)
    return joined(
        group.counted(numbers[kind]) for kind, group in GROUPS.items() if numbers.get(kind)
    )


def _ways(view: RepositoryPage) -> nodes.Element:
    ways = (
        (view.book, _("The book"), _("the repository in chapters, to be read in order")),
        (
            view.alphabet,
            _("Keywords A-Z"),
            _("every identifier that it defines: what programs name, in any language"),
        ),
        (
            view.search,
            _("Keyword search"),
            _("the same identifiers, imports and files, found as you type in a browser"),
        ),
        (
            view.root.sub,
            _("Most used identifiers"),
            _("the names that it mentions most, and where they are defined"),
        ),
        (
            view.root.doc,
            _("About the repository"),
            _("its languages, key concepts and important files"),
        ),
        (view.skipped, _("Skipped files"), _("what was not fully indexed, and why")),
    )
    rows: list[list[Inline]] = [[link(target, name), ": ", what] for target, name, what in ways]
    return bullets(rows, "kwindex-ways")
