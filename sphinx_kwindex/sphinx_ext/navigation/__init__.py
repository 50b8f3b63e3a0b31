"""Sidebars of HTML pages that stay small however large the repository is.

Sphinx resolves the whole toctree for each page. While HTML is written, the two mappings that
every theme's navigation is made from show each page what it has use for (``tree``, ``views``),
and pages that show the same share its HTML (``fragments``, ``themes``). ``digest`` tells which
pages must be written anew although nothing of their own has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_kwindex.sphinx_ext.navigation import themes
from sphinx_kwindex.sphinx_ext.navigation.navigation import Navigation
from sphinx_kwindex.sphinx_ext.site import Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: The navigation of the HTML build that was installed last. It stays until the next one is: an
#: application may build more than once.
_running: dict[int, Navigation] = {}

# Themes' handlers of a page's context run at 500.
_FIRST, _BEFORE_THEME, _AFTER_THEME, _LAST = 0, 499, 501, 999


def setup(app: Sphinx) -> None:
    """Take part in the build; without :func:`install` nothing is changed."""
    app.connect("doctree-read", _shorten, priority=_AFTER_THEME)
    app.connect("env-before-read-docs", _forget_digests, priority=_FIRST)
    app.connect("write-started", _begin, priority=_FIRST)
    app.connect("doctree-resolved", _enter_body, priority=_FIRST)
    app.connect("doctree-resolved", _know_body, priority=_LAST)
    app.connect("html-page-context", _enter_page, priority=_FIRST)
    app.connect("html-page-context", _before_theme, priority=_BEFORE_THEME)
    app.connect("html-page-context", _after_theme, priority=_AFTER_THEME)
    app.connect("build-finished", _restore, priority=_FIRST)
    app.connect("build-finished", _end, priority=_LAST)


def install(app: Sphinx, site: Site) -> None:
    """Keep the sidebars of a build small.

    To be called when the builder is there (``builder-inited``), for builders whose output is HTML
    pages that link each other.
    """
    _running.clear()
    _running[id(app)] = Navigation(app, site)
    themes.keep_pydata_from_sharing(app)


def digest(app: Sphinx, docname: str) -> str:
    """Return a digest of what a page of a build shows of others.

    Titles and names of the pages before, after and above it, and of its sidebar's entries.
    To be called when all documents are read.

    :returns: 32 hexadecimal digits.
    :raises LookupError: :func:`install` was not called for the build.
    """
    if navigation := _of(app):
        return navigation.digest(docname)
    raise LookupError("navigation is not installed")


def _of(app: Sphinx) -> Navigation | None:
    return _running.get(id(app))


def _shorten(app: Sphinx, doctree: nodes.document) -> None:
    if navigation := _of(app):
        navigation.shorten(app.env.docname)


def _forget_digests(app: Sphinx, env: Any, docnames: list[str]) -> None:
    if navigation := _of(app):
        navigation.forget_digests()


def _begin(app: Sphinx, builder: Builder) -> None:
    if navigation := _of(app):
        navigation.begin()


def _enter_body(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if navigation := _of(app):
        navigation.enter(docname)


def _know_body(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if navigation := _of(app):
        navigation.know(docname, doctree)


def _enter_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if navigation := _of(app):
        navigation.enter(page, doctree)
        navigation.prepare(page, context, doctree)


def _before_theme(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if navigation := _of(app):
        navigation.before_theme(app, context)


def _after_theme(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if navigation := _of(app):
        navigation.after_theme(page, context)


def _restore(app: Sphinx, exception: Exception | None) -> None:
    if navigation := _of(app):
        navigation.restore()


def _end(app: Sphinx, exception: Exception | None) -> None:
    if navigation := _of(app):
        navigation.forget_digests()
