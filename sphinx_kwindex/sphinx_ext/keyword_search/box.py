"""The box of the search on each of our pages; on the page of the search, with all results."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.sphinx_ext import lifecycle
from sphinx_kwindex.sphinx_ext.keyword_search import FOLDER, INDEX

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Our scripts; each uses those before it.
SCRIPTS = (
    "kwindex-search-index.js",
    "kwindex-search-match.js",
    "kwindex-search-data.js",
    "kwindex-search.js",
)


def form(pathto: Callable[..., str], page: str, whole: bool) -> str:
    """Return the box as HTML; a script shows it.

    :param pathto: of the page's context.
    :param page: name of the page of the search.
    :param whole: whether this is the box of that page, with all results below it.
    """
    label = escape(_("Search keywords"))
    attributes = {
        "action": pathto(page),
        "data-index": pathto(f"{FOLDER}/{INDEX}", resource=True),
        "data-loading": _("Loading the index..."),
        "data-failed": _("The index could not be loaded."),
        "aria-label": _("Search keywords"),
    }
    shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    button = f'<button type="button" hidden>{escape(_("More results"))}</button>'
    return (
        f'<form class="kwindex-search notranslate" role="search" method="get"{shown}'
        f"{' data-whole' if whole else ''} hidden>"
        f'<label for="kwindex-search-query">{label}</label>'
        '<input id="kwindex-search-query" type="search" name="q" role="combobox"'
        ' aria-autocomplete="list" aria-expanded="false" aria-controls="kwindex-search-list"'
        ' autocomplete="off" autocapitalize="none" spellcheck="false">'
        '<div role="status"></div>'
        f'<div id="kwindex-search-list" role="listbox" aria-label="{label}" hidden></div>'
        f"{button if whole else ''}</form>\n"
    )


def enter(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the box into a page of ours (``html-page-context``)."""
    build = lifecycle.of(app)
    if page not in build.pages or not build.has_search(app):
        return
    search = build.docnames.search.docname
    box = form(context["pathto"], search, whole=page == search)
    body = context.get("body", "")
    if page == search:
        heading, end, rest = body.partition("</h1>")
        context["body"] = f"{heading}{end}\n{box}{rest}"
    else:
        context["body"] = box + body
    for name in SCRIPTS:
        app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> None:
    # Before themes, which may look through the body.
    app.connect("html-page-context", enter, priority=100)
