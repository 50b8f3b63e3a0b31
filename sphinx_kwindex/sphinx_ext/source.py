"""The source of a file on its page: fetched only when the page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_kwindex.pages.nodes import source_block
from sphinx_kwindex.sphinx_ext import builders, following, slim, source_bar, stores
from sphinx_kwindex.sphinx_ext.builders import has_anchors
from sphinx_kwindex.sphinx_ext.highlighting import Links, block

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Lines of one literal block where it becomes a block of LaTeX: Sphinx before 9.1 fails on a
#: framed one of some 1,350 lines.
BLOCK_LINES = 400

#: Control characters that no XML may hold, and that a PDF cannot show, as their pictures.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)} | {
    **{code: f"\\x{code:02x}" for code in range(0x7F, 0xA0)},
    **{code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)},
}


def visit_html(translator: Any, node: source_block) -> None:
    """Write the listing with the ids of its lines and definitions, and the links of its names."""
    store = stores.of(translator.builder.doctreedir)
    anchors: dict[int, list[str]] = {}
    ends: dict[str, int] = {}
    links: Links = {}
    if node["facts"]:
        facts = store.facts(node["facts"])
        for definition in facts.definitions:
            anchors.setdefault(definition.line, []).append(definition.anchor)
            if definition.kind.has_body and definition.end_line > definition.line:
                ends[definition.anchor] = definition.end_line
        links = following.links(translator.builder, node["docname"], facts, node["follows"])
    text = store.text(node["text"])
    bar = source_bar.html(node) if builders.is_site(translator.builder) else ""
    slim.slim(translator.body)
    translator.body += block(text, node["lexer"], anchors, links, ends, bar)
    raise nodes.SkipNode


def make_plain(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make literal blocks of the source for every builder that has no visitor for it
    (``doctree-resolved``)."""
    if has_anchors(app.builder):
        return
    store = stores.of(app.doctreedir)
    for node in list(doctree.findall(source_block)):
        node.replace_self(literal_blocks(store.text(node["text"]), node["lexer"]))


def literal_blocks(
    text: str, lexer: str, first: int = 1, *, numbered: bool = True
) -> list[nodes.Node]:
    """Return source as blocks that every builder knows.

    :param first: number of its first line.
    :param numbered: whether each line has its number.
    """
    blocks: list[nodes.Node] = []
    rows = text.translate(_CONTROLS).split("\n")
    if rows and not rows[-1]:
        rows.pop()
    for start in range(0, len(rows), BLOCK_LINES):
        part = "\n".join(rows[start : start + BLOCK_LINES])
        literal = nodes.literal_block(part, part, language=lexer, classes=["no-search"])
        # A part of a file need not be well-formed: a lexer's error is no news to the reader.
        literal["force"] = True
        literal["linenos"] = numbered
        literal["highlight_args"] = {"linenostart": first + start}
        blocks.append(literal)
    return blocks


def setup(app: Sphinx) -> None:
    app.add_node(source_block, html=(visit_html, None))
    app.connect("doctree-resolved", make_plain, priority=100)
