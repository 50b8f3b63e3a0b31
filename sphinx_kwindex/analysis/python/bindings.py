"""What the names of a module stand for, where its import statements alone say so."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Counts, Node
from sphinx_kwindex.model.facts import Import

#: Modules that hold the names of another for older Pythons.
_SAME = {"typing_extensions": "typing"}

_BUILTINS = frozenset(vars(builtins))


class Bindings:
    """Names of a module with what they were imported as.

    :param stored: how often each name is assigned, defined, or the name of a parameter, but for
        ``None``, which is what a module that is not there is often replaced by.

    A name that two statements give different meanings, or that is stored as well, stands for
    nothing here: which one counts at a place is not known without running the module.
    """

    def __init__(self, imports: Iterable[Import], stored: Counts) -> None:
        self._targets: dict[str, set[str]] = {}
        self._stored = stored
        self._has_star = False
        for each in imports:
            if each.name == "*":
                self._has_star = True
            else:
                self._targets.setdefault(each.bound, set()).add(_target(each))

    def resolve(self, dotted: str) -> str:
        """Return the full name of a dotted name, such as ``abc.ABC``; or nothing."""
        root, dot, rest = dotted.partition(".")
        if self._stored[root] > 0:
            return ""
        targets = self._targets.get(root)
        if targets is None:
            is_builtin = root in _BUILTINS and not self._has_star
            return f"builtins.{dotted}" if is_builtin else ""
        target = next(iter(targets)) if len(targets) == 1 else ""
        return f"{target}{dot}{rest}" if target else ""

    def names(self) -> Iterable[tuple[str, str]]:
        """Yield each imported name with its full name, where it has one."""
        for name in self._targets:
            if full := self.resolve(name):
                yield name, full


def _target(each: Import) -> str:
    if each.module.startswith("."):
        return ""  # a module of the repository
    if each.name is None and each.alias is None:
        return each.bound
    root, dot, rest = each.written.partition(".")
    return f"{_SAME.get(root, root)}{dot}{rest}"


def dotted(node: Node) -> str:
    """Return ``a.b.c`` where an expression of `ast` or of astroid is such a name; else nothing."""
    parts: list[str] = []
    while True:
        if isinstance(node, nodes.Attribute):
            parts.append(node.attrname)
            node = node.expr
        elif isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        else:
            break
    if isinstance(node, nodes.Name):
        parts.append(node.name)
    elif isinstance(node, ast.Name):
        parts.append(node.id)
    else:
        return ""
    return ".".join(reversed(parts))


def head(node: Node) -> str:
    """Return the dotted name of what is called, subscripted, or both: of ``a.b[c](d)``."""
    while isinstance(node, nodes.Call | nodes.Subscript):
        node = node.func if isinstance(node, nodes.Call) else node.value
    return dotted(node)
