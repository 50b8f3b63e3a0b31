"""Docstrings in Markdown (CommonMark), read by markdown-it-py without HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sphinx_kwindex.pages.docstrings.languages import lexer
from sphinx_kwindex.pages.inline import Inline
from sphinx_kwindex.pages.parts import code_blocks, host_link, paragraph

# What is deeper than this the parser leaves out. Such a docstring is deeper than a page may be,
# and ends as plain text, with all that it says.
_NESTING = 100

#: Most opening brackets: the parser looks for the end of a link anew at each.
_BRACKETS = 2_000

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})


def parse(text: str) -> list[nodes.Node]:
    """Return paragraphs, lists, quotations and code.

    Links lead out by http or https, images are their alternative text, HTML is text.

    :raises ValueError: where reading it would take too long.
    """
    if text.count("[") > _BRACKETS:
        raise ValueError("more brackets than a docstring has")
    return _all(SyntaxTreeNode(_PARSER.parse(text)).children)


def _all(found: Iterable[SyntaxTreeNode]) -> list[nodes.Node]:
    return [made for node in found for made in _NODES.get(node.type, _children)(node)]


def _children(node: SyntaxTreeNode) -> list[nodes.Node]:
    return _all(node.children)


def _line(node: SyntaxTreeNode) -> list[Inline]:
    return list(_all(node.children))


def _paragraph(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [paragraph(*_line(node))]


def _heading(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [paragraph(nodes.strong("", "", *_children(node)))]


def _bullets(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.bullet_list("", *_children(node), bullet="*")]


def _numbers(node: SyntaxTreeNode) -> list[nodes.Node]:
    made = nodes.enumerated_list("", *_children(node), enumtype="arabic", prefix="", suffix=".")
    start = node.attrs.get("start", 1)
    if start != 1:
        made["start"] = start
    return [made]


def _item(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.list_item("", *_children(node))]


def _quotation(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.block_quote("", *_children(node))]


def _code(node: SyntaxTreeNode) -> list[nodes.Node]:
    return code_blocks(node.content.rstrip("\n"), lexer(node.info.partition(" ")[0]))


def _text(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.Text(node.content)]


def _break(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.Text("\n")]


def _literal(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.literal(node.content, node.content)]


def _emphasis(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.emphasis("", "", *_children(node))]


def _strong(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [nodes.strong("", "", *_children(node))]


def _link(node: SyntaxTreeNode) -> list[nodes.Node]:
    address = str(node.attrs.get("href", ""))
    made = _children(node)
    if not address.startswith(("http://", "https://")):
        return made
    reference = host_link(address, "")
    reference[:] = made
    return [reference]


def _nothing(node: SyntaxTreeNode) -> list[nodes.Node]:
    return []


_NODES: dict[str, Callable[[SyntaxTreeNode], list[nodes.Node]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "list_item": _item,
    "blockquote": _quotation,
    "fence": _code,
    "code_block": _code,
    "hr": _nothing,
    "text": _text,
    "softbreak": _break,
    "hardbreak": _break,
    "code_inline": _literal,
    "em": _emphasis,
    "strong": _strong,
    "link": _link,
    # An image's children are its alternative text, and those of all else just stand in line.
}
