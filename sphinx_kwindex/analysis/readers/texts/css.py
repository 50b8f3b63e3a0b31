"""Style sheets: selectors, custom properties, animations, conditions, and what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import found as code
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

#: What may be a custom property that is set, or an address; the tree tells whether it is.
_PLACES = re.compile(rb"--[^\s:;{}()]*(?=\s*:)|url(?=\()")

#: Characters of a condition or a selector that are looked at.
_LONGEST = 1_000


def read(text: str, language: Language) -> FileFacts:
    """Read a style sheet."""
    found = Found()
    data = text.encode()
    root = treesitter.parse("css", data).root_node
    waiting = root.named_children[::-1]
    while waiting:
        node = waiting.pop()
        if node.type in _ADD:
            _ADD[node.type](found, node)
        if node.type not in _CLOSED and data.find(b"{", node.start_byte, node.end_byte) >= 0:
            waiting.extend(reversed(node.named_children))
    for node in treesitter.at(root, _PLACES.finditer(data)):
        above = node.parent
        if above is not None and node.type == "property_name" and above.type == "declaration":
            _property(found, above)
        elif above is not None and node.type == "function_name":
            _url(found, above)
    # Its first comment says what it is, as of code, for it has no headings.
    return code.Found.facts(found, text, language, treesitter.reader("css"))


def _rule(found: Found, node: Node) -> None:
    for selectors in treesitter.named(node, "selectors"):
        for each in selectors.named_children:
            found.define(Kind.SELECTOR, treesitter.text(each, _LONGEST), treesitter.line(each))


def _keyframes(found: Found, node: Node) -> None:
    for each in treesitter.named(node, "keyframes_name"):
        name = f"@keyframes {treesitter.text(each, _LONGEST)}"
        found.define(Kind.SELECTOR, name, treesitter.line(each), tags=("keyframes",))


def _media(found: Found, node: Node) -> None:
    written = treesitter.text(node, _LONGEST).partition("{")[0]
    found.define(Kind.SELECTOR, written, treesitter.line(node), tags=("media",))


def _property(found: Found, node: Node) -> None:
    name, _, value = treesitter.text(node, _LONGEST).partition(":")
    value = value.strip().removesuffix(";").rstrip()
    found.define(Kind.VARIABLE, name, treesitter.line(node), value=treesitter.line_of(value))


def _import(found: Found, node: Node) -> None:
    for each in node.named_children:
        for address in (each,) if each.type == "string_value" else _arguments(each):
            found.link(_address(address), treesitter.line(address), Form.INCLUDE)


def _url(found: Found, call: Node) -> None:
    if call.parent is not None and call.parent.type == "declaration":
        for address in _arguments(call):
            found.link(_address(address), treesitter.line(address))


def _arguments(call: Node) -> Iterator[Node]:
    """What is between the parentheses of a call; nothing where a node is none."""
    if call.type == "call_expression":
        for arguments in treesitter.named(call, "arguments"):
            yield from arguments.named_children


def _address(node: Node) -> str:
    return treesitter.text(node).strip().strip("\"'")


_ADD = {
    "import_statement": _import,
    "keyframes_statement": _keyframes,
    "media_statement": _media,
    "rule_set": _rule,
}
#: What holds no rule.
_CLOSED = frozenset({"comment", "declaration", "keyframes_statement", "selectors"})
