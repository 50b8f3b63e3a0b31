"""The index of a folder: its subfolders and its files."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.views import FolderIndexPage
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    bullets,
    folder_link,
    paragraph,
    prose,
    sentence,
    toctree,
    trail,
)


def draw(view: FolderIndexPage) -> nodes.section:
    """Return the index, or a later part of it."""
    folder = view.folder
    title = listing.title(folder, _("All folders and files"), "{folder}")
    if view.part > 1:
        title = _("{title}, part {number}").format(title=title, number=view.part)
    page = sections.page(view.docname, title, trail(folder))
    if folder.summary:
        page += paragraph(*prose(folder.summary))
    page += toctree(view.docname, view.toctree)
    page += listing.parts(view.parts, view.docname)
    page += listing.folders(view.docname, view.folders, folder.path)
    page += listing.files(view.docname, view.files, folder.path)
    page += sections.section(view.docname, sections.CROSS_REFERENCES, _ways(view))
    return page


def _ways(view: FolderIndexPage) -> nodes.Element:
    folder = view.folder
    rows: list[list[Inline]] = [
        [link(folder.doc, _("About the folder"))],
        [link(folder.sub, _("Identifiers under the folder"))],
    ]
    if view.parent:
        template = _("Above: {folder}") if view.part == 1 else _("First part: {folder}")
        rows.append(sentence(template, folder=folder_link(view.parent)))
    if view.first_skipped:
        rows.append([link(view.first_skipped, _("Files that were not fully indexed"))])
    return bullets(rows, "kwindex-cross-references")
