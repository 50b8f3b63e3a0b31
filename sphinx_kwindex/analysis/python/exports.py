"""The names that a module says it exports, where it says so in plain strings."""

from __future__ import annotations

from dataclasses import dataclass

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Node
from sphinx_kwindex.analysis.text import without_surrogates

_NAME = "__all__"


@dataclass(slots=True)
class Exports:
    """The ``__all__`` of a module.

    :ivar names: its strings; ``None`` where there is none, or where one of its parts would have
        to be computed.
    """

    names: tuple[str, ...] | None = None
    _computed: bool = False

    def assign(self, node: Node) -> None:
        """Take note of an assignment of the module."""
        targets = node.targets if isinstance(node, nodes.Assign) else [node.target]
        if any(isinstance(to, nodes.AssignName) and to.name == _NAME for to in targets):
            self._computed = False
            self._add((), node.value)

    def extend(self, node: Node) -> None:
        """Take note of an ``+=`` of the module."""
        if isinstance(node.target, nodes.AssignName) and node.target.name == _NAME:
            self._add(self.names or (), node.value)

    def _add(self, names: tuple[str, ...], value: Node) -> None:
        items = value.elts if isinstance(value, nodes.List | nodes.Tuple) else [value]
        strings = [item.value for item in items if isinstance(item, nodes.Const)]
        plain = items != [value] and all(isinstance(string, str) for string in strings)
        self._computed |= not plain or len(strings) < len(items)
        self.names = None if self._computed else (*names, *map(without_surrogates, strings))
