"""Style sheets: selectors, custom properties, animations, conditions, and what they load."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis import plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_QUERY = """
(rule_set (selectors (_) @selector))
(declaration (property_name) @property (#match? @property "^--")) @declaration
(keyframes_statement (keyframes_name) @keyframes)
(media_statement) @media
(import_statement [(string_value) @import (call_expression (arguments (_) @import))])
(declaration (call_expression
  (function_name) @function (arguments (_) @address) (#eq? @function "url")))
"""

#: Characters of a condition or a selector that are looked at.
_LONGEST = 1_000


@cache
def _query() -> Query:
    return Query(treesitter.language("css"), _QUERY)


def read(text: str, language: Language) -> FileFacts:
    """Read a style sheet."""
    found = Found()
    tree = treesitter.parse("css", text.encode())
    for _, captured in QueryCursor(_query()).matches(tree.root_node):
        for kind, nodes in captured.items():
            if kind in _ADD:
                _ADD[kind](found, nodes[0])
    facts = found.facts(text, language, treesitter.reader("css"))
    said = plain.analyse(text, language)
    return replace(
        said,
        definitions=facts.definitions,
        imports=facts.imports,
        cut=facts.cut,
        reader=facts.reader,
    )


def _selector(found: Found, node: Node) -> None:
    found.define(Kind.SELECTOR, treesitter.text(node, _LONGEST), treesitter.line(node))


def _keyframes(found: Found, node: Node) -> None:
    name = f"@keyframes {treesitter.text(node, _LONGEST)}"
    found.define(Kind.SELECTOR, name, treesitter.line(node), tags=("keyframes",))


def _media(found: Found, node: Node) -> None:
    written = treesitter.text(node, _LONGEST).partition("{")[0]
    found.define(Kind.SELECTOR, written, treesitter.line(node), tags=("media",))


def _property(found: Found, node: Node) -> None:
    name, _, value = treesitter.text(node, _LONGEST).partition(":")
    value = value.strip().removesuffix(";").rstrip()
    found.define(Kind.VARIABLE, name, treesitter.line(node), value=treesitter.line_of(value))


def _import(found: Found, node: Node) -> None:
    found.link(_address(node), treesitter.line(node), Form.INCLUDE)


def _url(found: Found, node: Node) -> None:
    found.link(_address(node), treesitter.line(node))


def _address(node: Node) -> str:
    return treesitter.text(node).strip().strip("\"'")


_ADD = {
    "address": _url,
    "declaration": _property,
    "import": _import,
    "keyframes": _keyframes,
    "media": _media,
    "selector": _selector,
}
