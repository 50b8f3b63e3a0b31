"""The table of contents of one page: small while the build lasts, whole when it is written.

Sphinx keeps a tree of nodes for each page in ``env.tocs``, with an entry a section, and reads it
only for the page itself and for sidebars. Of our pages it keeps the title and what is below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxContentsFilter

from sphinx_kwindex.pages.nodes import element, filled


def item(reference: nodes.reference, *below: nodes.Element) -> nodes.list_item:
    """Return one entry of a table of contents, as Sphinx makes them."""
    entry = element(nodes.list_item, [element(addnodes.compact_paragraph, [reference])])
    return filled(entry, [element(nodes.bullet_list, below)]) if below else entry


def link(docname: str, anchor: str, *text: nodes.Node) -> nodes.reference:
    """Return the reference of an entry.

    :param anchor: ``#id``, or empty for the page itself.
    """
    return element(nodes.reference, text, internal=True, refuri=docname, anchorname=anchor)


def shortened(toc: nodes.bullet_list) -> nodes.bullet_list:
    """Return `toc` with its title and its toctrees alone."""
    if not toc.children or not isinstance(toc[0], nodes.list_item):
        return toc
    toctrees = list(toc.findall(addnodes.toctree))
    return element(nodes.bullet_list, [item(title(toc), *toctrees)])


def title(toc: nodes.bullet_list) -> nodes.reference:
    """Return a copy of the reference to the page itself.

    :raises LookupError: the page has no title.
    """
    for reference in toc.findall(nodes.reference):
        return reference.deepcopy()
    raise LookupError("a page without a title has no entry")


def sections(document: nodes.document, docname: str) -> list[nodes.list_item]:
    """Return entries for the sections below the title of a page, as Sphinx would make them."""
    return [
        entry
        for top in document.children
        if isinstance(top, nodes.section)
        for entry in _below(top, document, docname)
    ]


def _below(
    section: nodes.section, document: nodes.document, docname: str
) -> Iterator[nodes.list_item]:
    for child in section.children:
        if isinstance(child, nodes.section):
            reference = link(docname, f"#{child['ids'][0]}", *_text(child[0], document))
            yield item(reference, *_below(child, document, docname))


def _text(title: nodes.Node, document: nodes.document) -> Sequence[nodes.Node]:
    """What Sphinx shows of a title among contents."""
    if all(isinstance(child, nodes.Text) for child in title.children):
        # Most are so; the visitor would copy them too, a step for each.
        return [child.copy() for child in title.children]
    visitor = SphinxContentsFilter(document)
    title.walkabout(visitor)
    return visitor.get_entry_text()
