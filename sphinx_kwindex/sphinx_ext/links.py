"""Links between our pages, resolved for the builder that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_kwindex.pages.nodes import element, page_link
from sphinx_kwindex.sphinx_ext.builders import has_anchors

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def is_section(anchor: str) -> bool:
    """Whether an id is one of a section, which every builder has: all of them hold a hyphen."""
    return "-" in anchor and not anchor.startswith(("L-", "k:"))


class Addresses:
    """The addresses of places of our pages, as seen from one document.

    :param here: name of the document.
    """

    def __init__(self, builder: Builder, here: str) -> None:
        self._builder = builder
        self._here = here
        self._anchors = has_anchors(builder)
        self._of: dict[str, str | None] = {}

    def of(self, docname: str, anchor: str) -> str | None:
        """Return the address of a place; ``None`` where the builder has no such document."""
        try:
            address = self._of[docname]
        except KeyError:
            address = self._of[docname] = self._document(docname)
        if address is None:
            return None
        if not anchor or self._builder.name == "singlehtml":
            return address or "#"
        if not self._anchors and not is_section(anchor):
            return address or "#"
        return f"{address}#{anchor}"

    def _document(self, docname: str) -> str | None:
        if docname not in self._builder.env.found_docs:
            return None
        if docname == self._here and self._anchors:
            return ""
        try:
            return self._builder.get_relative_uri(self._here, docname)
        except NoUri:
            return None


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make references of the links, or bare text of those whose page the builder has not
    (``doctree-resolved``)."""
    addresses = Addresses(app.builder, docname)
    for node in list(doctree.findall(page_link)):
        address = addresses.of(node["docname"], node["anchor"])
        if address is None:
            node.replace_self(node.children)
            continue
        reference = element(nodes.reference, node.children, internal=True, refuri=address)
        if title := node.get("reftitle"):
            reference["reftitle"] = title
        node.replace_self(reference)


def setup(app: Sphinx) -> None:
    app.add_node(page_link)
    app.connect("doctree-resolved", resolve, priority=100)
