"""Docstrings of the repository as nodes, in the markup that ``kwindex_docstrings`` names.

Whatever a docstring holds, it makes no link into our documents, no id, no message, runs nothing
and reads no file. One that its markup's parser finds fault with is shown as plain text, and one of
words without end as it is written.
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from sphinx_kwindex.model.patience import at_most
from sphinx_kwindex.pages.clean import clean_block
from sphinx_kwindex.pages.docstrings import markdown, plaintext, rst
from sphinx_kwindex.pages.parts import code_blocks

#: Takes a docstring, dedented; returns block nodes without a document of their own.
Docstring = Callable[[str], list[nodes.Node]]

#: Longest docstring, in characters, that is read as markup, and the seconds of processor time that
#: reading it may take: the parsers are not linear.
MARKUP_LIMIT, MARKUP_SECONDS = 50_000, 2.0

#: Sphinx's builder of plain text splits a paragraph in the square of the length of its words: so
#: many characters by characters take it half a second. Shorter words are not counted.
WORD_LIMIT, _WORD = 10_000_000, 100

#: Deepest nesting of nodes; a tree about 200 deep cannot be pickled.
DEPTH_LIMIT = 50


#: The renderer of each value of ``kwindex_docstrings``.
_PARSERS: dict[str, Docstring] = {
    "plaintext": plaintext.parse,
    "markdown": markdown.parse,
    "rst": rst.parse,
}

MODES = tuple(_PARSERS)


def renderer(mode: str) -> Docstring:
    """Return the function that turns a docstring into nodes.

    :param mode: one of :data:`MODES`.
    :raises KeyError: for another.
    """
    parse = _PARSERS[mode]

    def render(text: str) -> list[nodes.Node]:
        text = clean_block(text)
        found = marked_up(text)
        return found if _is_soon_wrapped(found) else code_blocks(text)

    def marked_up(text: str) -> list[nodes.Node]:
        if len(text) <= MARKUP_LIMIT:
            # Parsers of markup have faults of their own on text that nobody wrote for them, and
            # an exception here would end the build: plain text shows every docstring.
            try:
                with at_most(MARKUP_SECONDS):
                    result = parse(text)
            except Exception:
                return plaintext.parse(text)
            # Markup of nothing but marks (a rule, a comment) comes out empty.
            if 0 < depth(result) <= DEPTH_LIMIT:
                return result
        return plaintext.parse(text)

    return render


def _is_soon_wrapped(found: list[nodes.Node]) -> bool:
    texts = (
        node.astext()
        for each in found
        for node in each.findall(nodes.TextElement)
        if not isinstance(node, nodes.FixedTextElement | nodes.Inline)
    )
    words = (len(word) for text in texts for word in text.split())
    return sum(length * length for length in words if length > _WORD) <= WORD_LIMIT


def depth(found: list[nodes.Node]) -> int:
    """Return how deep the deepest of the nodes goes; 0 for no nodes. Never recurses."""
    level, here = 0, found
    while here:
        level += 1
        here = [child for node in here for child in node.children]
    return level
