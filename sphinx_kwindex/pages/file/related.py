"""Related Files and Cross-References: where a reader may want to go next."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    bullet_list,
    bullets,
    file_link,
    folder_link,
    related_row,
    sentence,
)


def content(context: Context) -> list[nodes.Node]:
    """Return the related files, the closest first, each with its reasons."""
    found = context.view.related
    return [bullets(map(related_row, found), "kwindex-related")] if found else []


def cross_references(context: Context) -> list[nodes.Node]:
    """Return the pages of ours beside this one."""
    view = context.view
    folder = view.folder
    rows: list[list[Inline]] = []
    if view.keywords:
        rows.append([link(view.keywords, _("Keyword index of this file"))])
    rows.append(sentence(_("Folder: {folder}"), folder=folder_link(folder)))
    rows.append([link(folder.doc, _("About the folder"))])
    rows.append([link(folder.sub, _("Identifiers under the folder"))])
    if view.previous:
        rows.append(sentence(_("Previous page: {file}"), file=file_link(view.previous)))
    if view.next:
        rows.append(sentence(_("Next page: {file}"), file=file_link(view.next)))
    # Nodes of docutils, as others add to this list when they know the documents.
    return [bullet_list(rows, "kwindex-cross-references")]
