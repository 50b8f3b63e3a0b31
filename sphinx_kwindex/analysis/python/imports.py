"""From an import statement to what it brings in."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Node
from sphinx_kwindex.model.facts import Import, Scope


def of(node: Node, scope: Scope) -> Iterator[Import]:
    """Yield one import for each name of the statement, in their order."""
    if isinstance(node, nodes.Import):
        for module, alias in node.names:
            yield Import(module, None, alias, node.lineno, scope)
        return
    module = "." * (node.level or 0) + node.modname
    for name, alias in node.names:
        yield Import(module, name, alias, node.lineno, scope)


def is_type_checking(test: Node) -> bool:
    """Whether a condition is ``TYPE_CHECKING`` or ``typing.TYPE_CHECKING``, by any name of
    `typing`: true for type checkers alone (:mod:`typing`)."""
    if isinstance(test, nodes.Attribute):
        return bool(test.attrname == "TYPE_CHECKING")
    return isinstance(test, nodes.Name) and bool(test.name == "TYPE_CHECKING")
