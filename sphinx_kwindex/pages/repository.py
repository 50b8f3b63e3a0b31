"""The first page of a repository: what it is, and the ways into it."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.views import RepositoryPage
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.i18n import _, marked_plural, ngettext
from sphinx_kwindex.pages.nodes import link
from sphinx_kwindex.pages.parts import (
    Inline,
    bullets,
    code,
    fields,
    file_link,
    joined,
    paragraph,
    prose,
    toctree,
)

#: What is counted, in the words of the view, as "N things".
_THINGS = {
    "file": marked_plural("{number} file", "{number} files"),
    "folder": marked_plural("{number} folder", "{number} folders"),
    "module": marked_plural("{number} module", "{number} modules"),
    "class": marked_plural("{number} class", "{number} classes"),
    "function": marked_plural("{number} function", "{number} functions"),
    "method": marked_plural("{number} method", "{number} methods"),
}
_SINGULAR = {"classes": "class", **{f"{name}s": name for name in _THINGS if name != "class"}}


def draw(view: RepositoryPage) -> nodes.section:
    """Return the page."""
    title = _("The {name} repository").format(name=clean(view.name, NAME))
    page = sections.page(view.docname, title)
    if view.summary:
        page += paragraph(*prose(view.summary))
    page += fields(
        [
            (_("Holds"), joined(_counted(*each) for each in view.counts)),
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


def _counted(what: str, number: int) -> str:
    forms = _THINGS.get(_SINGULAR.get(what, what))
    return ngettext(*forms, number) if forms else f"{number:,} {clean(what, NAME)}"


def _ways(view: RepositoryPage) -> nodes.bullet_list:
    ways = (
        (view.book, _("The book"), _("the repository in chapters, to be read in order")),
        (
            view.alphabet,
            _("Keywords A-Z"),
            _("every class, function, constant and variable that it defines"),
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
