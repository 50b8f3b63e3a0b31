"""The nodes of our own that pages hold until a builder is known, and how nodes are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from docutils import nodes

Made = TypeVar("Made", bound=nodes.Element)


def element(
    kind: type[Made], children: Iterable[nodes.Node] = (), rawsource: str = "", **attributes: Any
) -> Made:
    """Return what ``kind(rawsource, *children, **attributes)`` makes, in no document yet.

    The constructor of docutils looks for a document at each child, and copies each list: a large
    page has thousands of nodes.

    :param kind: a class that has no constructor of its own.
    :param attributes: lists among them are the node's from now on.
    """
    node = kind.__new__(kind)
    node.rawsource = rawsource
    node.children = []
    node.attributes = {name: [] for name in kind.list_attributes}
    if attributes:
        node.attributes.update(attributes)
    node.tagname = kind.tagname or kind.__name__
    return filled(node, children)


def filled(node: Made, children: Iterable[nodes.Node]) -> Made:
    """Put children under a node that is in no document yet, and return it."""
    under = node.children
    for child in children:
        child.parent = node
        under.append(child)
    return node


class page_link(nodes.Inline, nodes.TextElement):
    """A link to a :class:`~sphinx_kwindex.model.parts.Target`.

    Attributes: ``docname``, ``anchor`` (may be empty), and ``reftitle`` where a tooltip says more
    than the text. A reference is made of it when a builder
    is known; the bare text stays where the builder has no such document or no such ids.
    """


class listing(nodes.General, nodes.Element):
    """A list with one line a row, of which no nodes were made.

    Attribute: ``rows``, each a sequence of :data:`~sphinx_kwindex.pages.inline.Inline` that are no
    nodes. Its child, a text, is what an index for searching finds in it. HTML builders have a
    visitor; for every other builder, and where a page is looked through,
    :func:`sphinx_kwindex.pages.parts.spread` puts a bullet list in its place.
    """


class source_block(nodes.General, nodes.Element):
    """The source of a file, as it was analysed, without its text.

    Attributes: ``docname``; ``path``, as it is shown; ``host`` and ``host_line``, as in the view;
    ``outlined`` (id of the section that outlines the file, or empty); ``text`` and ``facts`` (keys
    in the store); ``lexer``; ``follows`` (where its names lead: number of the reference in the
    facts, document, id, and what is said of it). HTML builders have a visitor that fetches the
    text; for every other builder literal blocks are made of it.
    """


class picture(nodes.General, nodes.Element):
    """A graph. Its children stand there where nothing draws it.

    Attributes: ``boxes``, each a number and a text; ``arrows``, each the numbers of two boxes and
    a text; ``caption``.
    """
