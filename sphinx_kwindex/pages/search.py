"""The search of keywords: how to ask, and where to look without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from sphinx_kwindex.model.views import SearchPage
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.i18n import _, marked
from sphinx_kwindex.pages.inline import link
from sphinx_kwindex.pages.parts import code, definitions, paragraph, sentence

#: A query, and what it finds.
_QUERIES: Mapping[str, str] = {
    "order": marked("names that are, begin with or hold these letters, then those one typo away"),
    "DTET": marked("names whose parts begin with these letters: DTensorExportTest"),
    '"order"': marked("this name alone, with all its places"),
    "class:order fn:order method:order": marked("classes, functions or methods only"),
    "import:numpy": marked("where it is imported or included"),
    "file:order.py": marked("files of this name"),
    "path:shop/ order": marked("only in files whose path holds this"),
    "lang:python order": marked("only in files of this language"),
}


def draw(view: SearchPage) -> nodes.section:
    """Return the page; the box is put into it where browsers open it."""
    said = _(
        "The search runs in a browser with JavaScript. {alphabet} lists the same identifiers"
        " without it."
    )
    alphabet = link(view.alphabet, _("Keywords A-Z"))
    without = paragraph(*sentence(said, alphabet=alphabet), classes=["kwindex-without-script"])
    rows = [([code(query)], [paragraph(_(message))]) for query, message in _QUERIES.items()]
    title = _("Keyword search")
    return sections.page(view.docname, title, without, definitions(rows, "kwindex-search-help"))
