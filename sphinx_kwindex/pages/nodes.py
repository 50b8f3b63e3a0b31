"""The nodes of our own that pages hold until a builder is known."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.parts import Target


class page_link(nodes.Inline, nodes.TextElement):
    """A link to a :class:`~sphinx_kwindex.model.parts.Target`.

    Attributes: ``docname``, ``anchor`` (may be empty), and ``reftitle`` where a tooltip says more
    than the text. A reference is made of it when a builder
    is known; the bare text stays where the builder has no such document or no such ids.
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


def link(target: Target | None, text: str, *, code: bool = False) -> nodes.Node:
    """Return `text` as a link to `target`, or as bare text where there is no target.

    :param code: set as code (a literal).
    """
    inner: nodes.Node = nodes.literal(text, text) if code else nodes.Text(text)
    if target is None:
        return inner
    return page_link("", "", inner, docname=target.docname, anchor=target.anchor)
