"""The one door to astroid: a module's text goes in, its tree and what was met on the way come out.

Only astroid's rebuilder is used. Its builder would go on to infer the type of every attribute and
to load other modules for star imports, which costs three times as much and has executed code of
the repository. Nothing is inferred here, and no tree is kept.
"""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]
from astroid.manager import AstroidManager  # type: ignore[import-untyped,unused-ignore]
from astroid.rebuilder import TreeRebuilder  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import english, phrase

#: A node of astroid's tree, which has no types of its own.
Node: TypeAlias = Any

#: How often each name was met. A `Counter` takes twice the time to count one.
Counts: TypeAlias = defaultdict[str, int]

#: Calls by the last part of the name of what they call.
Calls: TypeAlias = defaultdict[str, list[ast.Call]]

#: First line, first column, last line, last column; columns are bytes of UTF-8, as in `ast`.
Span: TypeAlias = tuple[int, int, int, int]


class Refused(Exception):
    """Python's parser does not accept the text, or it was too deep or too large for it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(english(problem.message))
        self.problem = problem


@dataclass(slots=True)
class Tree:
    """A module.

    :ivar uses: how often each identifier stands in the code, but for the names of ``def`` and
        ``class``.
    :ivar stored: how often each name is assigned or deleted, in whatever scope.
    :ivar calls: the calls of each bare name, in no sure order.
    :ivar attribute_calls: likewise of each attribute, by its name alone.
    :ivar keyword_lines: of each function, the line of its ``def`` (astroid's own line is that of
        the first decorator).
    :ivar keywords: of each class, where its keyword arguments stand: name and span.
    :ivar generators: the functions that hold a ``yield`` of their own.
    :ivar strings: where the strings stand that span lines, f-strings included.
    :ivar names: every name that is read.
    :ivar taken: every ``from`` statement, whose names astroid does not enter into the scope.
    :ivar declared: every ``global`` and ``nonlocal`` statement.
    :ivar attributes: every attribute that is assigned to.
    :ivar aliases: of each import statement, where its names stand.
    """

    module: Node = None
    uses: Counts = field(default_factory=lambda: defaultdict(int))
    stored: Counts = field(default_factory=lambda: defaultdict(int))
    calls: Calls = field(default_factory=lambda: defaultdict(list))
    attribute_calls: Calls = field(default_factory=lambda: defaultdict(list))
    keyword_lines: dict[Node, int] = field(default_factory=dict)
    keywords: dict[Node, list[Span]] = field(default_factory=dict)
    generators: set[Node] = field(default_factory=set)
    strings: list[Span] = field(default_factory=list)
    names: list[Node] = field(default_factory=list)
    taken: list[Node] = field(default_factory=list)
    declared: list[Node] = field(default_factory=list)
    attributes: list[Node] = field(default_factory=list)
    aliases: dict[Node, list[Span]] = field(default_factory=dict)


def parse(text: str) -> Tree:
    """Parse a module.

    :raises Refused: where :func:`ast.parse` raises, or where the tree is too deep to be rebuilt.
    """
    with _refusing():
        return _Rebuilder().rebuild(ast.parse(text))


def check(text: str) -> None:
    """Parse a text as Python, and keep nothing of it.

    :raises Refused: where :func:`ast.parse` raises.
    """
    with _refusing():
        ast.parse(text)


@contextmanager
def _refusing() -> Iterator[None]:
    """Give what the parser raises the form of a problem.

    Warnings about the text (invalid escapes, ``is`` with a literal) stay here: they are its
    author's business and not that of whoever builds the manual.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (RecursionError, MemoryError) as error:
        what = phrase("the module is too large or too deep to be read")
        if isinstance(error, RecursionError):
            what = phrase("the module is nested too deeply to be read")
        raise Refused(Problem(Reason.LIMIT, what)) from None
    except SyntaxError as error:
        message = without_surrogates(error.msg or "invalid syntax")[:300]
        raise Refused(Problem(Reason.SYNTAX, message, error.lineno or 0)) from None
    except ValueError as error:
        message = without_surrogates(str(error))[:300]
        raise Refused(Problem(Reason.SYNTAX, message)) from None


def span(node: Node) -> Span:
    """Where a node of `ast` or of astroid stands."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


# By their names: `super` costs a tenth of what these take, and they run for nearly every node.
_visit_attribute = TreeRebuilder.visit_attribute
_visit_call = TreeRebuilder.visit_call
_visit_constant = TreeRebuilder.visit_constant
_visit_name = TreeRebuilder.visit_name


class _Rebuilder(TreeRebuilder):  # type: ignore[misc,unused-ignore]
    """Notes what would otherwise need a second walk over every node.

    The text itself is not passed on: astroid would tokenize each header anew to find its name.
    """

    def __init__(self) -> None:
        super().__init__(AstroidManager(), None)
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

    def visit_name(self, node: ast.Name, parent: Node) -> Node:
        found = _visit_name(self, node, parent)
        self._count[node.id] += 1
        if type(node.ctx) is ast.Load:
            self._read(found)
        else:
            self._stored[node.id] += 1
        return found

    def visit_attribute(self, node: ast.Attribute, parent: Node) -> Node:
        self._count[node.attr] += 1
        return _visit_attribute(self, node, parent)

    def visit_arg(self, node: ast.arg, parent: Node) -> Node:
        self._count[node.arg] += 1
        return super().visit_arg(node, parent)

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

    def visit_keyword(self, node: ast.keyword, parent: Node) -> Node:
        if node.arg is not None:
            self._count[node.arg] += 1
        return super().visit_keyword(node, parent)

    def visit_call(self, node: ast.Call, parent: Node) -> Node:
        called = node.func
        if type(called) is ast.Name:
            self._calls[called.id].append(node)
        elif type(called) is ast.Attribute:
            self._attribute_calls[called.attr].append(node)
        return _visit_call(self, node, parent)

    def visit_constant(self, node: ast.Constant, parent: Node) -> Node:
        if node.end_lineno != node.lineno:
            self._note_string(node, parent)
        return _visit_constant(self, node, parent)

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
