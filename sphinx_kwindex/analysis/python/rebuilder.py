"""astroid's rebuilder: makes its tree of that of `ast`, and notes what it meets.

Whatever would need a second walk over every node is noted in this one. And the nodes that a module
has most of (names, constants, attributes and calls are seven of ten) are made here, their
attributes set one by one: astroid makes them by a chain of constructors that names every argument
anew at every step, which took longer than all the rest of the reading. The nodes are the same:
``tests/analysis/python/test_rebuilder.py`` compares them with astroid's own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]
from astroid.manager import AstroidManager  # type: ignore[import-untyped,unused-ignore]
from astroid.rebuilder import (  # type: ignore[import-untyped,unused-ignore]
    REDIRECT,
    TreeRebuilder,
)

from sphinx_kwindex.analysis.python.tree import Node, Tree, span

_new = object.__new__


def _made(kind: type, node: Any, parent: Node) -> Node:
    """Make a node of astroid's without its constructor, where one of `ast` stands."""
    made: Node = _new(kind)
    made.lineno = node.lineno
    made.col_offset = node.col_offset
    made.parent = parent
    made.end_lineno = node.end_lineno
    made.end_col_offset = node.end_col_offset
    made.position = None
    return made


class _Methods(dict[type, Callable[[Any, Node], Node]]):
    """By the kinds of nodes of `ast`, the methods of a rebuilder, each looked up once."""

    def __init__(self, rebuilder: TreeRebuilder) -> None:
        super().__init__()
        self._rebuilder = rebuilder

    def __missing__(self, kind: type) -> Callable[[Any, Node], Node]:
        name = REDIRECT.get(kind.__name__, kind.__name__).lower()
        found: Callable[[Any, Node], Node] = getattr(self._rebuilder, f"visit_{name}")
        self[kind] = found
        return found


class Rebuilder(TreeRebuilder):  # type: ignore[misc,unused-ignore]
    """Rebuilds one module.

    The text itself is not passed on: astroid would tokenize each header anew to find its name.
    """

    def __init__(self) -> None:
        super().__init__(AstroidManager(), None)
        self._visit_meths = _Methods(self)
        self._tree = Tree()
        # Looked up once: this runs for every node of the repository.
        self._count = self._tree.uses
        self._stored = self._tree.stored
        self._calls = self._tree.calls
        self._attribute_calls = self._tree.attribute_calls
        self._read = self._tree.names.append

    def rebuild(self, parsed: ast.Module) -> Tree:
        self._tree.module = self.visit_module(parsed, "", "", False)
        self._tree.attributes = self._delayed_assattr
        return self._tree

    # -- nodes made here --------------------------------------------------------------------------

    def visit(self, node: ast.AST | None, parent: Node) -> Node:
        return None if node is None else self._visit_meths[type(node)](node, parent)

    def visit_name(self, node: ast.Name, parent: Node) -> Node:
        name = node.id
        self._count[name] += 1
        kind = type(node.ctx)
        if kind is not ast.Load:
            self._stored[name] += 1
            if kind is ast.Store:
                return self.visit_assignname(node, parent, name)
            return super().visit_name(node, parent)
        made = _made(nodes.Name, node, parent)
        made.name = name
        self._read(made)
        return made

    def visit_assignname(self, node: Any, parent: Node, node_name: str | None) -> Node:
        if node_name is None:
            return None
        made = _made(nodes.AssignName, node, parent)
        made.name = node_name
        if self._global_names and node_name in self._global_names[-1]:
            parent = made.root()
        parent.set_local(node_name, made)
        return made

    def visit_arg(self, node: ast.arg, parent: Node) -> Node:
        self._count[node.arg] += 1
        return self.visit_assignname(node, parent, node.arg)

    def visit_constant(self, node: ast.Constant, parent: Node) -> Node:
        made = _made(nodes.Const, node, parent)
        made.value = node.value
        made.kind = node.kind
        if node.end_lineno != node.lineno:
            self._note_string(node, parent)
        return made

    def visit_attribute(self, node: ast.Attribute, parent: Node) -> Node:
        self._count[node.attr] += 1
        if type(node.ctx) is not ast.Load:
            return super().visit_attribute(node, parent)
        made = _made(nodes.Attribute, node, parent)
        made.attrname = node.attr
        value = node.value
        made.expr = self._visit_meths[type(value)](value, made)
        return made

    def visit_call(self, node: ast.Call, parent: Node) -> Node:
        called = node.func
        if type(called) is ast.Name:
            self._calls[called.id].append(node)
        elif type(called) is ast.Attribute:
            self._attribute_calls[called.attr].append(node)
        made = _made(nodes.Call, node, parent)
        methods = self._visit_meths
        made.func = methods[type(called)](called, made)
        made.args = [methods[type(each)](each, made) for each in node.args]
        made.keywords = [methods[type(each)](each, made) for each in node.keywords]
        return made

    def visit_keyword(self, node: ast.keyword, parent: Node) -> Node:
        self._count_given(node.arg)
        made = _made(nodes.Keyword, node, parent)
        made.arg = node.arg
        value = node.value
        made.value = self._visit_meths[type(value)](value, made)
        return made

    def visit_expr(self, node: ast.Expr, parent: Node) -> Node:
        made = _made(nodes.Expr, node, parent)
        value = node.value
        made.value = self._visit_meths[type(value)](value, made)
        return made

    def visit_assign(self, node: ast.Assign, parent: Node) -> Node:
        made = _made(nodes.Assign, node, parent)
        # Types in comments are read by those who ask `ast` for them, which `parse` does not.
        made.type_annotation = None
        methods, value = self._visit_meths, node.value
        made.targets = [methods[type(each)](each, made) for each in node.targets]
        made.value = methods[type(value)](value, made)
        return made

    # -- nodes that astroid makes -----------------------------------------------------------------

    def visit_arguments(self, node: ast.arguments, parent: Node) -> Node:
        # astroid makes no node of these two.
        for each in (node.vararg, node.kwarg):
            if each is not None:
                self._count[each.arg] += 1
        return super().visit_arguments(node, parent)

    def visit_excepthandler(self, node: ast.ExceptHandler, parent: Node) -> Node:
        self._count_given(node.name)
        return super().visit_excepthandler(node, parent)

    def visit_matchas(self, node: ast.MatchAs, parent: Node) -> Node:
        self._count_given(node.name)
        return super().visit_matchas(node, parent)

    def visit_matchstar(self, node: ast.MatchStar, parent: Node) -> Node:
        self._count_given(node.name)
        return super().visit_matchstar(node, parent)

    def visit_matchmapping(self, node: ast.MatchMapping, parent: Node) -> Node:
        self._count_given(node.rest)
        return super().visit_matchmapping(node, parent)

    def visit_matchclass(self, node: ast.MatchClass, parent: Node) -> Node:
        for name in node.kwd_attrs:
            self._count[name] += 1
        return super().visit_matchclass(node, parent)

    def visit_typevar(self, node: Node, parent: Node) -> Node:
        return self._parameter(node, super().visit_typevar(node, parent))

    def visit_paramspec(self, node: Node, parent: Node) -> Node:
        return self._parameter(node, super().visit_paramspec(node, parent))

    def visit_typevartuple(self, node: Node, parent: Node) -> Node:
        return self._parameter(node, super().visit_typevartuple(node, parent))

    def _parameter(self, node: Node, found: Node) -> Node:
        self._count[node.name] += 1
        return found

    def _count_given(self, name: str | None) -> None:
        """Count a name that the tree has as a string, where it has one."""
        if name is not None:
            self._count[name] += 1

    def visit_joinedstr(self, node: ast.JoinedStr, parent: Node) -> Node:
        if node.end_lineno != node.lineno:
            self._note_string(node, parent)
        return super().visit_joinedstr(node, parent)

    def visit_import(self, node: ast.Import, parent: Node) -> Node:
        for alias in node.names:
            for name in alias.name.split("."):
                self._count[name] += 1
            if alias.asname is not None:
                self._count[alias.asname] += 1
        found = super().visit_import(node, parent)
        self._tree.aliases[found] = list(map(span, node.names))
        return found

    def visit_importfrom(self, node: ast.ImportFrom, parent: Node) -> Node:
        for name in filter(None, (node.module or "").split(".")):
            self._count[name] += 1
        for alias in node.names:
            if alias.name != "*":
                self._count[alias.name] += 1
            if alias.asname is not None:
                self._count[alias.asname] += 1
        found = super().visit_importfrom(node, parent)
        self._tree.aliases[found] = list(map(span, node.names))
        self._tree.taken.append(found)
        return found

    def visit_global(self, node: ast.Global, parent: Node) -> Node:
        for name in node.names:
            self._count[name] += 1
        found = super().visit_global(node, parent)
        self._tree.declared.append(found)
        return found

    def visit_nonlocal(self, node: ast.Nonlocal, parent: Node) -> Node:
        for name in node.names:
            self._count[name] += 1
        found = super().visit_nonlocal(node, parent)
        self._tree.declared.append(found)
        return found

    def visit_functiondef(self, node: ast.FunctionDef, parent: Node) -> Node:
        line = node.lineno
        function = super().visit_functiondef(node, parent)
        self._tree.keyword_lines[function] = line
        return function

    def visit_asyncfunctiondef(self, node: ast.AsyncFunctionDef, parent: Node) -> Node:
        line = node.lineno
        function = super().visit_asyncfunctiondef(node, parent)
        self._tree.keyword_lines[function] = line
        return function

    def visit_classdef(self, node: ast.ClassDef, parent: Node) -> Node:
        # astroid keeps the metaclass apart from the other keywords, without its place.
        keywords = [span(keyword) for keyword in node.keywords]
        found = super().visit_classdef(node, parent)
        if keywords:
            self._tree.keywords[found] = keywords
        return found

    def visit_yield(self, node: ast.Yield, parent: Node) -> Node:
        self._note_generator(parent)
        return super().visit_yield(node, parent)

    def visit_yieldfrom(self, node: ast.YieldFrom, parent: Node) -> Node:
        self._note_generator(parent)
        return super().visit_yieldfrom(node, parent)

    def _note_string(self, node: ast.Constant | ast.JoinedStr, parent: Node) -> None:
        # The parts of an f-string are not strings of the source; the whole was noted.
        if not isinstance(parent, nodes.JoinedStr | nodes.FormattedValue):
            self._tree.strings.append(span(node))

    def _note_generator(self, node: Node) -> None:
        while node is not None and not isinstance(node, nodes.FunctionDef | nodes.Lambda):
            node = node.parent
        if isinstance(node, nodes.FunctionDef):
            self._tree.generators.add(node)
