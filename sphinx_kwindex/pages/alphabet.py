"""The A-Z of identifiers, and its parts."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.views import AlphabetPage
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.i18n import _, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.nodes import filled
from sphinx_kwindex.pages.parts import (
    NO_SEARCH,
    bullets,
    code_link,
    entry_row,
    paragraph,
    sentence,
    toctree,
)


def draw(view: AlphabetPage) -> nodes.section:
    """Return the page: its entries, or the way to its parts."""
    title = _("Keywords A-Z")
    if view.prefix:
        title = _("Keywords: {prefix}").format(prefix=clean(view.prefix, NAME))
    page = sections.page(view.docname, title, paragraph(*_heading(view)))
    filled(page, toctree(view.docname, view.toctree))
    return filled(page, sections.present(view.docname, sections.ALPHABET, _content(view)))


def _heading(view: AlphabetPage) -> list[Inline]:
    counted = ngettext(
        "{number} definition of an identifier.", "{number} definitions of identifiers.", view.total
    )
    if view.parent is None:
        others = _(
            "Identifiers are what programs name. Headings, keys of data, selectors, requirements"
            " and targets of builds are in the keyword index of their file."
        )
        return [counted, " ", others]
    above = _("Keywords A-Z")
    if view.parent_prefix:
        above = _("Keywords: {prefix}").format(prefix=clean(view.parent_prefix, NAME))
    return [counted, " ", *sentence(_("Part of {keywords}."), keywords=link(view.parent, above))]


def _content(view: AlphabetPage) -> list[nodes.Node]:
    if view.parts:
        rows: list[list[Inline]] = [
            [code_link(target, prefix), f" ({written(number)})"]
            for prefix, number, target in view.parts
        ]
        return [bullets(rows, "kwindex-parts")]
    if view.entries:
        return [bullets(map(entry_row, view.entries), "kwindex-entries", NO_SEARCH)]
    return []
