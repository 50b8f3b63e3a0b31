"""What a file of JavaScript or TypeScript takes from others, in each way that there is."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.drafts import row
from sphinx_kwindex.analysis.readers.scan import Scan
from sphinx_kwindex.model.facts import Import, Scope

#: Functions that bring in a module.
CALLED = ("import", "require")

#: Levels of a tree that are looked at for what an import stands in.
_LEVELS = 200
#: Characters of the name of a module: more is no module of anybody.
_LONGEST = 500

_FUNCTIONS = frozenset(
    {"arrow_function", "function_declaration", "function_expression", "generator_function"}
    | {"generator_function_declaration", "method_definition"}
)
_CONDITIONS = frozenset(
    {"catch_clause", "else_clause", "for_in_statement", "for_statement", "if_statement"}
    | {"switch_statement", "ternary_expression", "try_statement", "while_statement"}
)


def module(node: Node | None) -> str:
    """The module that a string names, or nothing where it is no plain string."""
    if node is None or node.type != "string" or node.end_byte - node.start_byte > _LONGEST:
        return ""
    return treesitter.text(node)[1:-1]


def of_import(node: Node, scope: Scope = Scope.MODULE) -> Iterator[Import]:
    """What an ``import`` statement brings in."""
    source = module(node.child_by_field_name("source"))
    line = row(node)
    if _is_of_types(node):
        scope = Scope.TYPE_CHECKING
    clauses = [child for child in node.named_children if child.type.endswith("_clause")]
    for clause in clauses:
        if clause.type == "import_require_clause":
            required = module(clause.child_by_field_name("source"))
            if required:
                alias = treesitter.text(clause.named_children[0])
                yield Import(required, None, alias, line, scope)
        else:
            yield from _clause(clause, source, line, scope)
    if not clauses and source:
        yield Import(source, None, None, line, scope)


def _clause(clause: Node, source: str, line: int, scope: Scope) -> Iterator[Import]:
    if not source:
        return
    for part in clause.named_children:
        if part.type == "identifier":
            yield Import(source, "default", treesitter.text(part), line, scope)
        elif part.type == "namespace_import":
            alias = treesitter.text(part.named_children[-1])
            yield Import(source, "*", alias, line, scope)
        elif part.type == "named_imports":
            for entry in treesitter.named(part, "import_specifier"):
                inner = Scope.TYPE_CHECKING if _is_of_types(entry) else scope
                yield _specifier(entry, source, row(entry), inner)


def _specifier(entry: Node, source: str, line: int, scope: Scope) -> Import:
    alias = treesitter.text(entry.child_by_field_name("alias")) or None
    name = treesitter.text(entry.child_by_field_name("name")) or "default"
    return Import(source, name, alias, line, scope)


def of_export(node: Node, source: str) -> Iterator[Import]:
    """What an ``export ... from`` passes on."""
    scope = Scope.TYPE_CHECKING if _is_of_types(node) else Scope.MODULE
    clauses = list(treesitter.named(node, "export_clause", "namespace_export"))
    for clause in clauses:
        if clause.type == "namespace_export":
            alias = treesitter.text(clause.named_children[-1])
            yield Import(source, "*", alias, row(node), scope)
        else:
            for entry in treesitter.named(clause, "export_specifier"):
                yield _specifier(entry, source, row(entry), scope)
    if not clauses:
        yield Import(source, "*", None, row(node), scope)


def _is_of_types(node: Node) -> bool:
    return any(child.type in ("type", "typeof") for child in node.children[:3])


def called(found: Scan) -> Iterator[Import]:
    """What ``require("x")`` and ``import("x")`` bring in, wherever they stand."""
    for name in CALLED:
        for _, call in found.calls.get(name, ()):
            function = call.child_by_field_name("function")
            arguments = call.child_by_field_name("arguments")
            if function is None or function.type not in ("identifier", "import"):
                continue
            given = arguments.named_children if arguments is not None else []
            source = module(given[0]) if len(given) == 1 or (given and name == "import") else ""
            if source:
                yield from _taken(call, source, _scope(call))


def _taken(call: Node, source: str, scope: Scope) -> Iterator[Import]:
    """What is taken from a module: ``const {a, b: c} = require("x")``, ``require("x").y``."""
    line, parent = row(call), call.parent
    if parent is not None and parent.type == "await_expression":
        parent = parent.parent
    if parent is not None and parent.type == "member_expression":
        yield Import(
            source, treesitter.text(parent.child_by_field_name("property")), None, line, scope
        )
        return
    target = None
    if parent is not None and parent.type == "variable_declarator":
        target = parent.child_by_field_name("name")
    if target is None or target.type not in ("identifier", "object_pattern"):
        yield Import(source, None, None, line, scope)
    elif target.type == "identifier":
        yield Import(source, None, treesitter.text(target), line, scope)
    else:
        for entry in target.named_children:
            if entry.type == "shorthand_property_identifier_pattern":
                yield Import(source, treesitter.text(entry), None, line, scope)
            elif entry.type == "pair_pattern":
                key = treesitter.text(entry.child_by_field_name("key"))
                value = entry.child_by_field_name("value")
                plain = value is not None and value.type == "identifier"
                alias = treesitter.text(value) if plain else None
                yield Import(source, key, alias, line, scope)


def _scope(call: Node) -> Scope:
    found = Scope.MODULE
    node = call.parent
    for _ in range(_LEVELS):
        if node is None:
            break
        if node.type in _FUNCTIONS:
            return Scope.FUNCTION
        if node.type in _CONDITIONS:
            found = Scope.CONDITIONAL
        node = node.parent
    return found
