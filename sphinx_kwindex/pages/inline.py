"""What stands in a line, before a builder is known.

The pages of a large repository hold millions of names and links. A node of docutils for each, with
the lists and dictionaries that it has, costs more than all else on a page: nodes are made only
where something looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes

from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.nodes import element, page_link


@dataclass(slots=True)
class Code:
    """Text of the repository, already clean, set as code."""

    text: str


@dataclass(slots=True)
class Link:
    """Something that leads to a place of our pages."""

    target: Target
    shown: str | Code


#: Text of ours or of the repository, already clean, or what is made of it, or any node.
Inline = str | Code | Link | nodes.Node

#: What counts as one part of a line.
ONE = (str, Code, Link, nodes.Node)


def link(target: Target | None, text: str, *, code: bool = False) -> Inline:
    """Return `text` as a link to `target`, or bare where there is no target.

    :param code: set as code (a literal).
    """
    shown = Code(text) if code else text
    return shown if target is None else Link(target, shown)


def merged(parts: Iterable[Inline]) -> list[Inline]:
    """Return the parts, with texts that meet as one, and without empty ones."""
    result: list[Inline] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            result.append(text)
            text = ""
        result.append(part)
    if text:
        result.append(text)
    return result


def made(parts: Iterable[Inline]) -> Iterator[nodes.Node]:
    """Yield a node of each part."""
    for part in merged(parts):
        yield part if isinstance(part, nodes.Node) else _node(part)


def _node(part: str | Code | Link) -> nodes.Node:
    if isinstance(part, str):
        return nodes.Text(part)
    if isinstance(part, Code):
        return element(nodes.literal, [nodes.Text(part.text)], part.text)
    shown = [_node(part.shown)]
    return element(page_link, shown, docname=part.target.docname, anchor=part.target.anchor)


def text_of(part: Inline) -> str:
    """Return the text of a part."""
    if isinstance(part, str):
        return part
    if isinstance(part, Link):
        return text_of(part.shown)
    return part.text if isinstance(part, Code) else part.astext()
