"""Which functions a module calls, and where."""

from __future__ import annotations

import ast
from operator import attrgetter

from sphinx_kwindex.analysis.python.tree import Tree

#: How many calls of one function are kept.
KEPT = 3

_LINE = attrgetter("func.end_lineno")


def lines(tree: Tree) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return, of each name that is called, the lines of its first calls, sorted by name.

    A call of ``a.b.c`` is one of ``c``, and its line is the one that ``c`` stands on.
    """
    found = {name: set(map(_LINE, made)) for name, made in tree.calls.items()}
    for name, made in tree.attribute_calls.items():
        found.setdefault(name, set()).update(map(_LINE, made))
    return tuple((name, tuple(sorted(found[name])[:KEPT])) for name in sorted(found))


def line(call: ast.Call) -> int:
    """The line that the last part of what is called stands on."""
    return int(_LINE(call))
