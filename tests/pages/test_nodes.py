"""Nodes that are made without the constructors of docutils."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.pages.nodes import element, listing, page_link, picture

KINDS: list[type[nodes.Element]] = [
    *(nodes.paragraph, nodes.section, nodes.title, nodes.literal, nodes.reference, nodes.term),
    *(nodes.field, nodes.field_list, nodes.field_name, nodes.field_body, nodes.bullet_list),
    *(nodes.list_item, nodes.definition, nodes.definition_list, nodes.definition_list_item),
    *(nodes.rubric, nodes.line, nodes.strong, nodes.emphasis),
    *(addnodes.compact_paragraph, listing, page_link, picture),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_they_are_what_the_constructor_makes(kind: type[nodes.Element]) -> None:
    assert kind.__init__ in (nodes.Element.__init__, nodes.TextElement.__init__)
    given = {"classes": ["a", "b"], "refuri": "x", "translatable": False}
    children = [nodes.Text("one"), nodes.strong("", "two")]
    text: list[Any] = [""] if issubclass(kind, nodes.TextElement) else []
    made = element(kind, [child.deepcopy() for child in children], "raw", **given)
    wanted = kind("raw", *text, *children, **given)
    assert made.__dict__.keys() == wanted.__dict__.keys()
    assert made.attributes == wanted.attributes
    assert (made.rawsource, made.tagname) == (wanted.rawsource, wanted.tagname)
    assert made.pformat() == wanted.pformat()
    assert all(child.parent is made for child in made.children)
    other = element(kind)
    assert other.attributes == kind().attributes
    assert all(other[name] is not made[name] for name in kind.list_attributes)
