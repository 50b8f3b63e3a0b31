"""A module as astroid has it, and what was met while its tree was made."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

#: A node of astroid's tree, which has no types of its own.
Node: TypeAlias = Any

#: How often each name was met. A `Counter` takes twice the time to count one.
Counts: TypeAlias = defaultdict[str, int]

#: Calls by the last part of the name of what they call.
Calls: TypeAlias = defaultdict[str, list[ast.Call]]

#: First line, first column, last line, last column; columns are bytes of UTF-8, as in `ast`.
Span: TypeAlias = tuple[int, int, int, int]


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


def span(node: Node) -> Span:
    """Where a node of `ast` or of astroid stands."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
