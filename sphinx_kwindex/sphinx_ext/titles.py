"""Titles of documents as HTML, each made once.

For each page Sphinx makes those of what is before, after and above it, with a translator each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_kwindex.sphinx_ext import builders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

#: Their HTML is the same on each page. That of others may hold the way to a picture, from the page.
_PLAIN = (nodes.Text, nodes.literal, nodes.emphasis, nodes.strong, nodes.title)


def _remember(app: Sphinx, builder: Builder) -> None:
    """Let the builder remember titles (``write-started``).

    The environment keeps the nodes of titles as long as pages are written, and they hold no links,
    which would depend on the page.
    """
    if not builders.is_html(builder):
        return
    html = cast("StandaloneHTMLBuilder", builder)
    render = html.render_partial
    known: dict[int, tuple[nodes.Node, dict[str, str]]] = {}

    def render_partial(node: nodes.Node | None) -> dict[str, str]:
        if not (isinstance(node, nodes.title) and _is_plain(node)):
            return render(node)
        if id(node) not in known:
            # A copy, as Sphinx puts what it renders into a document that the node keeps in memory.
            # Sphinx 8 hands out one dictionary, with other titles in it each time.
            known[id(node)] = node, dict(render(node.deepcopy()))
        return known[id(node)][1]

    html.render_partial = render_partial  # type: ignore[method-assign]


def _is_plain(title: nodes.title) -> bool:
    # Nodes of extensions are made from those of docutils.
    return all(type(node) in _PLAIN for node in title.findall())


def setup(app: Sphinx) -> None:
    app.connect("write-started", _remember)
