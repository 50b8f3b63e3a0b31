"""The box on each of our pages, and the page of the search, which is one of HTML alone.

As Sphinx's own page of its search, it is no document: it says nothing without a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_kwindex.pages.i18n import _, marked
from sphinx_kwindex.sphinx_ext import lifecycle
from sphinx_kwindex.sphinx_ext.keyword_search import FOLDER
from sphinx_kwindex.sphinx_ext.keyword_search.layout import INDEX

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Our scripts; the second uses the first.
SCRIPTS = ("kwindex-search-index.js", "kwindex-search.js")

#: What the page says of how to ask: a query, and what it finds.
_HELP: Mapping[str, str] = {
    "order": marked("names that are, begin with or hold these letters, then those one typo away"),
    "DTET": marked("names whose parts begin with these letters: DTensorExportTest"),
    '"order"': marked("this name alone, with all its places"),
    "class:order fn:order method:order": marked("classes, functions or methods only"),
    "import:numpy": marked("where it is imported or included"),
    "file:order.py": marked("files of this name"),
    "path:shop/ order": marked("only in files whose path holds this"),
    "lang:python order": marked("only in files of this language"),
}


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


def body(pathto: Callable[..., str], page: str, alphabet: str) -> str:
    """Return the page of the search as HTML, without what the theme puts around it.

    :param alphabet: name of the page to go to without JavaScript.
    """
    rows = "".join(
        f"<dt><code>{escape(query)}</code></dt><dd>{escape(_(message))}</dd>"
        for query, message in _HELP.items()
    )
    without = escape(_("This search needs JavaScript. Without it there is the A-Z:"))
    link = f'<a href="{escape(pathto(alphabet))}">{escape(_("Keywords A-Z"))}</a>'
    return (
        f'<section id="page-title"><h1>{escape(_("Keyword Search"))}</h1>\n'
        f"{form(pathto, page, whole=True)}"
        f"<noscript><p>{without} {link}</p></noscript>\n"
        f'<dl class="kwindex-search-help">{rows}</dl></section>\n'
    )


def pages(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Yield the page of the search (``html-collect-pages``)."""
    build = lifecycle.of(app)
    if build.has_search(app):
        title = app.env.titles.get(build.entry, nodes.title()).astext()
        search = build.docnames.search.docname
        above = {"link": app.builder.get_relative_uri(search, build.entry)}
        context = {"title": _("Keyword Search"), "parents": [{**above, "title": escape(title)}]}
        yield search, context, "page.html"


def enter(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the box into a page of ours, and its body into the search's (``html-page-context``)."""
    build = lifecycle.of(app)
    search = build.docnames.search.docname
    is_search = page == search and doctree is None
    if not (is_search or page in build.pages) or not build.has_search(app):
        return
    if is_search:
        context["body"] = body(context["pathto"], search, build.docnames.alphabet().docname)
    else:
        context["body"] = form(context["pathto"], search, whole=False) + context.get("body", "")
    for name in SCRIPTS:
        app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> None:
    app.connect("html-collect-pages", pages)
    # Before themes, which may look through the body.
    app.connect("html-page-context", enter, priority=100)
