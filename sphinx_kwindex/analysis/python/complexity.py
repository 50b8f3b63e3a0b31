"""Cyclomatic complexity of functions.

T. J. McCabe, "A Complexity Measure", IEEE Transactions on Software Engineering SE-2 (1976), as
ruff's rule C901 counts it: 1, and 1 more for each ``if`` and ``elif``, loop, ``except``, ``else``
of a ``try``, ``case`` (less one where the last one always matches), and nested function; all that a
nested function or class holds counts for the functions around it too. Boolean operators,
conditional expressions and comprehensions do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Node


def _match(node: Node) -> int:
    last = node.cases[-1]
    return len(node.cases) - (last.guard is None and _always_matches(last.pattern))


def _always_matches(pattern: Node) -> bool:
    """Whether a pattern is irrefutable (:pep:`634`). Iterative: alternatives can nest deeply."""
    waiting = [pattern]
    while waiting:
        found = waiting.pop()
        if isinstance(found, nodes.MatchAs):
            if found.pattern is None:
                return True
            waiting.append(found.pattern)
        elif isinstance(found, nodes.MatchOr):
            waiting.extend(found.patterns)
    return False


def _try(node: Node) -> int:
    return len(node.handlers) + bool(node.orelse)


def _one(node: Node) -> int:
    return 1


#: How many paths a statement adds to the function that it stands in.
PATHS: Mapping[type, Callable[[Node], int]] = {
    nodes.If: _one,
    nodes.For: _one,
    nodes.AsyncFor: _one,
    nodes.While: _one,
    nodes.Try: _try,
    nodes.TryStar: _try,
    nodes.Match: _match,
    nodes.FunctionDef: _one,
    nodes.AsyncFunctionDef: _one,
}


class Tally:
    """Paths of one function, and of the functions and classes in it."""

    __slots__ = ("outer", "total")

    def __init__(self, outer: Tally | None) -> None:
        self.outer = outer
        self.total = 1

    def add(self, paths: int) -> None:
        """Count `paths` for this function and for all around it."""
        tally: Tally | None = self
        while tally is not None:
            tally.total += paths
            tally = tally.outer
