"""Links between our pages, resolved for the builder that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_kwindex.pages.nodes import page_link
from sphinx_kwindex.sphinx_ext.builders import has_anchors

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def is_section(anchor: str) -> bool:
    """Whether an id is one of a section, which every builder has: all of them hold a hyphen."""
    return "-" in anchor and not anchor.startswith(("L-", "k:"))


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make references of the links, or bare text of those whose page the builder has not
    (``doctree-resolved``)."""
    builder = app.builder
    addresses: dict[str, str | None] = {}
    for node in list(doctree.findall(page_link)):
        target = node["docname"]
        if target not in addresses:
            addresses[target] = _address(app, docname, target)
        address = addresses[target]
        if address is None:
            node.replace_self(node.children)
            continue
        anchor = node["anchor"]
        if not has_anchors(builder) and not is_section(anchor):
            anchor = ""
        if anchor and builder.name != "singlehtml":
            address = f"{address}#{anchor}"
        reference = nodes.reference("", "", *node.children, internal=True)
        reference["refuri"] = address or "#"
        if title := node.get("reftitle"):
            reference["reftitle"] = title
        node.replace_self(reference)


def _address(app: Sphinx, here: str, docname: str) -> str | None:
    if docname not in app.env.found_docs:
        return None
    if docname == here and has_anchors(app.builder):
        return ""
    try:
        return app.builder.get_relative_uri(here, docname)
    except NoUri:
        return None


def setup(app: Sphinx) -> None:
    app.add_node(page_link)
    app.connect("doctree-resolved", resolve, priority=100)
