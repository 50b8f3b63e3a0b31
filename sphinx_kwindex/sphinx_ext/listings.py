"""The lists of our pages, written without a node for each of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes

from sphinx_kwindex.pages.inline import Code, Link
from sphinx_kwindex.pages.nodes import listing
from sphinx_kwindex.pages.parts import spread
from sphinx_kwindex.sphinx_ext.builders import is_html
from sphinx_kwindex.sphinx_ext.links import Addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What a document that is being written links to; each has a translator of its own.
_addresses: WeakKeyDictionary[Any, Addresses] = WeakKeyDictionary()


def visit_html(translator: Any, node: listing) -> None:
    """Write the list as the translator would write one of docutils' nodes."""
    addresses = _addresses.get(translator)
    if addresses is None:
        builder = translator.builder
        addresses = _addresses[translator] = Addresses(builder, builder.current_docname)
    # As docutils marks a list whose items are single paragraphs.
    simple = translator.settings.compact_lists and not translator.compact_simple
    written = [translator.starttag(node, "ul", **({"class": "simple"} if simple else {}))]
    for row in node["rows"]:
        written.append("<li><p>")
        written += [_html(translator, addresses, part) for part in row]
        written.append("</p></li>\n")
    written.append("</ul>\n")
    translator.body += written
    raise nodes.SkipNode


def _html(translator: Any, addresses: Addresses, part: str | Code | Link) -> str:
    if isinstance(part, str):
        return str(translator.encode(part))
    if isinstance(part, Code):
        return _code(translator, part.text)
    shown = _html(translator, addresses, part.shown)
    address = addresses.of(part.target.docname, part.target.anchor)
    if address is None:
        return shown
    return f'<a class="reference internal" href="{translator.attval(address)}">{shown}</a>'


def _code(translator: Any, text: str) -> str:
    """Words of code are not marked, as :mod:`sphinx_kwindex.sphinx_ext.slim` says."""
    encoded = translator.encode(text)
    if "  " in encoded or "\n" in encoded:
        tokens = translator.words_and_spaces.findall(encoded)
        encoded = "".join(map(_spaced, tokens))
    return f'<code class="docutils literal notranslate">{encoded}</code>'


def _spaced(token: str) -> str:
    """A run of spaces keeps its width, and a line may break at its end."""
    if token.strip() or token in {" ", "\n"}:
        return token
    return "&#160;" * (len(token) - 1) + " "


def make_plain(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make lists of docutils of them for every builder that has no visitor for them
    (``doctree-resolved``, between the bodies and all that looks for links)."""
    if not is_html(app.builder):
        spread(doctree)


def setup(app: Sphinx) -> None:
    app.add_node(listing, html=(visit_html, None))
    app.connect("doctree-resolved", make_plain, priority=80)
