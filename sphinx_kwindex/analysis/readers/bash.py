"""Shell scripts, by tree-sitter's grammar of Bash: functions, what is exported, what is sourced."""

from __future__ import annotations

import re
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind, Scope

_QUERY = """
(function_definition) @function
(declaration_command) @declaration
(variable_assignment) @variable
(for_statement) @variable
((command name: (command_name) @command) (#any-of? @command "source" "."))
"""
_COMMENT = re.compile(r"^\s*#+ ?", re.MULTILINE)


@cache
def _query() -> Query:
    return Query(treesitter.language("bash"), _QUERY)


def read(text: str, language: Language) -> FileFacts:
    """Read a shell script."""
    found = Found()
    root = treesitter.parse("bash", text.encode()).root_node
    captures = QueryCursor(_query()).captures(root)
    for node in treesitter.in_order(captures.get("function", ())):
        found.define(
            Kind.FUNCTION,
            treesitter.text(node.child_by_field_name("name")),
            treesitter.line(node),
            end_line=treesitter.end_line(node),
            summary=treesitter.comment_above(node, _comment),
        )
    exported: set[str] = set()
    for node in treesitter.in_order(captures.get("declaration", ())):
        _declared(found, node, exported)
    if any(_is_left_out(node, exported) for node in captures.get("variable", ())):
        found.cut.add("variables")
    for node in treesitter.in_order(captures.get("command", ())):
        if node.parent is not None:
            _sourced(found, node.parent)
    return found.facts(text, language, treesitter.reader("bash"))


def _comment(written: str) -> str:
    return "" if written.startswith("#!") else _COMMENT.sub("", written)


def _is_left_out(node: Node, listed: set[str]) -> bool:
    """Whether a variable is none that is listed, nor one that is local or for one command only."""
    if node.parent is not None and node.parent.type in ("command", "declaration_command"):
        return False
    name = node.child_by_field_name("name") or node.child_by_field_name("variable")
    return treesitter.text(name) not in listed


def _declared(found: Found, node: Node, exported: set[str]) -> None:
    """The variables of ``export X``, ``export X=1`` and ``readonly X=1``, each once."""
    word = node.children[0].type if node.children else ""
    if word not in ("export", "readonly"):
        return
    for child in treesitter.named(node, "variable_assignment", "variable_name"):
        name = treesitter.text(child.child_by_field_name("name") or child)
        if name in exported:
            continue
        exported.add(name)
        found.define(
            Kind.VARIABLE if word == "export" else Kind.CONSTANT,
            name,
            treesitter.line(child),
            end_line=treesitter.end_line(child),
            value=treesitter.text(child.child_by_field_name("value")),
            tags=("export",) if word == "export" else (),
        )


def _sourced(found: Found, command: Node) -> None:
    arguments = command.children_by_field_name("argument")
    if arguments:
        path = treesitter.text(arguments[0]).strip("\"'")
        scope = Scope.FUNCTION if _in_function(command) else Scope.MODULE
        found.name(path, treesitter.line(command), form=Form.INCLUDE, scope=scope)


def _in_function(node: Node) -> bool:
    above = node.parent
    while above is not None:
        if above.type == "function_definition":
            return True
        above = above.parent
    return False
