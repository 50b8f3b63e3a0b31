"""Parsed reStructuredText made anew for another document.

Nodes moved as they are keep the document that they were parsed into, with its reporter and its
settings, alive in every page. These are new, hold nothing but what is named here, and have no
ids, names or targets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.pages.parts import Textual, block, code_blocks, host_link, paragraph

Links = dict[str, str]


def moved(document: nodes.document) -> list[nodes.Node]:
    """Return the content of a document whose transforms have not run, as new nodes."""
    links = {
        name: target["refuri"]
        for target in document.findall(nodes.target)
        for name in target["names"]
        if "refuri" in target
    }
    return _children(document, links)


def _children(node: nodes.Node, links: Links) -> list[nodes.Node]:
    return [
        made for child in node.children for made in _NODES.get(type(child), _children)(child, links)
    ]


def _text(node: Any, links: Links) -> list[nodes.Node]:
    return [nodes.Text(node.astext())]


def _nothing(node: Any, links: Links) -> list[nodes.Node]:
    return []


def _same(kind: type[nodes.Element], *kept: str) -> Callable[[Any, Links], list[nodes.Node]]:
    """Return what makes a node of the same kind with the attributes named."""

    def make(node: Any, links: Links) -> list[nodes.Node]:
        attributes = {name: node[name] for name in kept if name in node}
        return [kind("", *_children(node, links), **attributes)]

    return make


def _line(kind: type[Textual]) -> Callable[[Any, Links], list[nodes.Node]]:
    """Return what makes a node of the same kind that holds text."""

    def make(node: Any, links: Links) -> list[nodes.Node]:
        return [block(kind, *_children(node, links))]

    return make


def _inline(kind: type[nodes.TextElement]) -> Callable[[Any, Links], list[nodes.Node]]:
    def make(node: Any, links: Links) -> list[nodes.Node]:
        return [kind("", "", *_children(node, links))]

    return make


def _definition(node: Any, links: Links) -> list[nodes.Node]:
    """Return a definition with its classifiers in its term.

    Sphinx counts on the line of a definition that has a classifier node, and ours have none.
    """
    term: list[nodes.Node] = []
    body: list[nodes.Node] = []
    for child in node.children:
        made = _children(child, links)
        if isinstance(child, nodes.classifier):
            term += [nodes.Text(" : "), nodes.emphasis("", "", *made)]
        else:
            (term if isinstance(child, nodes.term) else body).extend(made)
    definition = nodes.definition("", *body)
    return [nodes.definition_list_item("", block(nodes.term, *term), definition)]


def _heading(node: Any, links: Links) -> list[nodes.Node]:
    return [paragraph(nodes.strong("", "", *_children(node, links)))]


def _literal_block(node: Any, links: Links) -> list[nodes.Node]:
    return code_blocks(node.astext(), node.get("language", "text"))


def _doctest(node: Any, links: Links) -> list[nodes.Node]:
    return code_blocks(node.astext(), "pycon")


def _reference(node: Any, links: Links) -> list[nodes.Node]:
    address = node.get("refuri") or links.get(node.get("refname", ""), "")
    made = _children(node, links)
    if not address.startswith(("http://", "https://")):
        return made
    reference = host_link(address, "")
    reference[:] = made
    return [reference]


def _label(node: Any, links: Links) -> list[nodes.Node]:
    """Return the mark of a footnote, which no transform has numbered."""
    return [nodes.Text(f"[{node.astext() or node.rawsource.strip('[]_') or '#'}]")]


def _footnote(node: Any, links: Links) -> list[nodes.Node]:
    label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "#")
    body = [child for child in node.children if not isinstance(child, nodes.label)]
    made = _children(nodes.Element("", *body), links)
    term = block(nodes.term, f"[{label}]")
    item = nodes.definition_list_item("", term, nodes.definition("", *made))
    return [nodes.definition_list("", item)]


def _substitution(node: Any, links: Links) -> list[nodes.Node]:
    return [nodes.Text(f"|{node.astext()}|")]


def _table(node: Any, links: Links) -> list[nodes.Node]:
    """Return a table, or its rows as text where it stands in a list: LaTeX breaks on those."""
    if isinstance(node.parent, nodes.document | nodes.section):
        return [nodes.table("", *_children(node, links))]
    rows = (" | ".join(entry.astext() for entry in row.children) for row in node.findall(nodes.row))
    return code_blocks("\n".join(rows))


_NODES: dict[type[nodes.Node], Callable[[Any, Links], list[nodes.Node]]] = {
    nodes.Text: _text,
    # What shows nothing, or only made sense in the document that was parsed.
    nodes.comment: _nothing,
    nodes.pending: _nothing,
    nodes.substitution_definition: _nothing,
    nodes.target: _nothing,
    nodes.transition: _nothing,
    # Lists and other bodies.
    nodes.bullet_list: _same(nodes.bullet_list, "bullet"),
    nodes.enumerated_list: _same(nodes.enumerated_list, "enumtype", "prefix", "suffix", "start"),
    nodes.definition_list: _same(nodes.definition_list),
    nodes.definition_list_item: _definition,
    nodes.definition: _same(nodes.definition),
    nodes.list_item: _same(nodes.list_item),
    nodes.field_list: _same(nodes.field_list),
    nodes.field: _same(nodes.field),
    nodes.field_body: _same(nodes.field_body),
    nodes.option_list: _same(nodes.option_list),
    nodes.option_list_item: _same(nodes.option_list_item),
    nodes.option_group: _same(nodes.option_group),
    nodes.option: _same(nodes.option),
    nodes.option_string: _line(nodes.option_string),
    nodes.option_argument: _same(nodes.option_argument, "delimiter"),
    nodes.description: _same(nodes.description),
    nodes.block_quote: _same(nodes.block_quote),
    nodes.line_block: _same(nodes.line_block),
    nodes.table: _table,
    nodes.tgroup: _same(nodes.tgroup, "cols"),
    nodes.colspec: _same(nodes.colspec, "colwidth"),
    nodes.thead: _same(nodes.thead),
    nodes.tbody: _same(nodes.tbody),
    nodes.row: _same(nodes.row),
    nodes.entry: _same(nodes.entry, "morerows", "morecols"),
    nodes.literal_block: _literal_block,
    nodes.doctest_block: _doctest,
    nodes.footnote: _footnote,
    nodes.citation: _footnote,
    **{
        kind: _same(kind)
        for kind in (
            nodes.attention,
            nodes.caution,
            nodes.danger,
            nodes.error,
            nodes.hint,
            nodes.important,
            nodes.note,
            nodes.tip,
            nodes.warning,
            addnodes.seealso,
        )
    },
    # Lines of text.
    nodes.paragraph: _line(nodes.paragraph),
    nodes.term: _line(nodes.term),
    nodes.field_name: _line(nodes.field_name),
    nodes.attribution: _line(nodes.attribution),
    nodes.line: _line(nodes.line),
    nodes.title: _heading,
    nodes.rubric: _heading,
    # Marks within a line; of every other kind the text remains.
    nodes.emphasis: _inline(nodes.emphasis),
    nodes.strong: _inline(nodes.strong),
    nodes.literal: _inline(nodes.literal),
    nodes.subscript: _inline(nodes.subscript),
    nodes.superscript: _inline(nodes.superscript),
    nodes.reference: _reference,
    nodes.footnote_reference: _label,
    nodes.citation_reference: _label,
    nodes.substitution_reference: _substitution,
}
