"""Functions of JavaScript and TypeScript: what is said of them, and what their bodies hold."""

from __future__ import annotations

import re

from tree_sitter import Node

from sphinx_kwindex.analysis.readers.drafts import Draft
from sphinx_kwindex.analysis.readers.ecmascript.file import File, Place

#: Words without one of which a body defines nothing. A search for what begins with a letter goes
#: from one such letter to the next; one for what begins at the end of a word stops everywhere.
HOLDS = re.compile(
    rb"=>"
    rb"|function(?<=\bfunction)\b|class(?<=\bclass)\b"
    rb"|enum(?<=\benum)\s+[\w$]|interface(?<=\binterface)\s+[\w$]"
    rb"|namespace(?<=\bnamespace)\s+[\w$]|type(?<=\btype)\s+[\w$]"
)

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
#: Expressions that are worth what their first child is worth.
_WRAPPERS = frozenset(
    {"as_expression", "await_expression", "non_null_expression", "parenthesized_expression"}
    | {"satisfies_expression"}
)


def unwrapped(node: Node | None) -> Node | None:
    """An expression without parentheses and types around it."""
    while node is not None and node.type in _WRAPPERS and node.named_child_count:
        node = node.named_children[0]
    return node


def describe(file: File, draft: Draft, node: Node) -> None:
    """Give a draft the signature and the tags of its function."""
    parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    result = file.written(node.child_by_field_name("return_type")).removeprefix(":").strip()
    draft.signature = file.signature(parameters, result)
    tags = draft.tags
    tags.update(_SIGNS[child.type] for child in node.children[:6] if child.type in _SIGNS)
    if node.type.startswith("generator_function"):
        tags.add("generator")
    if node.child_by_field_name("type_parameters") is not None:
        tags.add("template")


_SIGNS = {
    "*": "generator",
    "abstract": "abstract",
    "async": "async",
    "get": "property",
    "set": "property",
    "static": "static",
}


def enter_body(file: File, node: Node, place: Place, qualname: str = "") -> None:
    """Read what the body of a function defines."""
    body = node.child_by_field_name("body")
    if body is not None and file.holds(body):
        inner = place.in_function(qualname)
        file.enter(body.named_children if body.type == "statement_block" else [body], inner)
