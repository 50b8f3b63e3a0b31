"""Where the names of a module are bound, by Python's rules of scopes.

https://docs.python.org/3/reference/executionmodel.html#naming-and-binding: a name that a function
binds anywhere is local to all of it; the body of a class is seen by nothing inside of it; a
comprehension has a scope of its own but for the first thing that it goes through; a header
(decorators, defaults, annotations, bases) belongs to the scope around.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Node, Tree

#: A name that is bound: by the node that binds it; of a ``from`` statement with the number of the
#: name in it.
Bound: TypeAlias = tuple[Node, int]

_FUNCTIONS = (nodes.FunctionDef, nodes.AsyncFunctionDef)
_COMPREHENSIONS = (nodes.ListComp, nodes.SetComp, nodes.DictComp, nodes.GeneratorExp)
_SCOPES = frozenset(
    {nodes.Module, nodes.ClassDef, nodes.Lambda, nodes.TypeAlias, *_FUNCTIONS, *_COMPREHENSIONS}
)

#: Before Python 3.12 what stands in an f-string has no sure place.
PLACED_IN_STRINGS = sys.version_info >= (3, 12)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where an expression or a statement stands; one for all that stand in a scope alike.

    :ivar hidden: names that parameters of types (:pep:`695`) hide on the way to the scope.
    :ivar is_sure: whether the place in the source is what the tree says it is.
    """

    scope: Node
    hidden: frozenset[str] = frozenset()
    is_sure: bool = True


class Scopes:
    """The scopes of one module."""

    def __init__(self, tree: Tree) -> None:
        self._module = tree.module
        #: Of what was passed on the way to a scope: expressions nest as deep as Python allows.
        self._places: dict[Node, Place] = {}
        #: Of each scope the place of what it holds, where no type hides a name.
        self._within: dict[Node, Place] = {}
        self._taken: dict[tuple[Node, str], list[Bound]] = {}
        self._globals: dict[Node, set[str]] = {}
        #: Names that a function binds in another around it.
        self._shared: set[str] = set()
        for statement in tree.declared:
            if isinstance(statement, nodes.Nonlocal):
                self._shared.update(statement.names)
            else:
                self._globals.setdefault(self.around(statement), set()).update(statement.names)
        for statement in tree.taken:
            scope = self.around(statement)
            for number, (name, alias) in enumerate(statement.names):
                bound = alias or name
                home = self._module if bound in self._globals.get(scope, ()) else scope
                self._taken.setdefault((home, bound), []).append((statement, number))
        #: Names that functions and classes bind in the module.
        self.bound_elsewhere = frozenset(
            name
            for scope, names in self._globals.items()
            for name in names
            if scope is not self._module and name in scope.locals
        )

    def bindings(self, scope: Node, name: str) -> list[Bound]:
        """What binds a name in a scope, in no sure order."""
        return [
            *((node, 0) for node in scope.locals.get(name, ())),
            *self._taken.get((scope, name), ()),
        ]

    def module_names(self) -> Iterator[str]:
        """Every name that the module itself binds, each once."""
        taken = (name for scope, name in self._taken if scope is self._module)
        yield from dict.fromkeys((*self._module.locals, *taken))

    def local_names(self) -> Iterator[str]:
        """The names that imports bind in functions and classes."""
        yield from (name for scope, name in self._taken if scope is not self._module)

    def around(self, node: Node) -> Node:
        """The scope that an expression or a statement stands in; of a scope the one around it."""
        return self.place(node).scope

    def home(self, name: Node) -> Node | None:
        """The scope that binds a name which is read; see :meth:`binding`."""
        return self.binding(self.place(name), name.name)

    def binding(self, place: Place, word: str) -> Node | None:
        """The scope that binds a name which is read at a place, the module where none does;
        ``None`` where that is not certain, or where the place is not."""
        start = scope = place.scope
        while place.is_sure and word not in place.hidden:
            if scope is self._module:
                return scope
            if word in self._globals.get(scope, ()):
                return self._module
            if type(scope) is not nodes.ClassDef or scope is start:
                if word in scope.locals or (scope, word) in self._taken:
                    return None if word in self._shared else scope
            elif word in _parameters(scope):
                return None
            place = self.place(scope)
            scope = place.scope
        return None

    def place(self, node: Node) -> Place:
        """Where an expression or a statement stands."""
        way: list[Node] = []
        child, parent = node, node.parent
        while parent is not None:
            if parent in self._places:
                found = self._places[parent]
                break
            kind = type(parent)
            if kind in _SCOPES and _is_inside(parent, kind, child, node):
                found = self._inside(parent)
                break
            way.append(parent)
            child, parent = parent, parent.parent
        else:
            return self._inside(child)
        for passed in reversed(way):
            kind = type(passed)
            if kind in _SCOPES:
                if parameters := _parameters(passed):
                    found = Place(found.scope, found.hidden | parameters, found.is_sure)
                continue  # what else stands in it may belong to it
            if kind is nodes.JoinedStr and not PLACED_IN_STRINGS:
                found = Place(found.scope, found.hidden, False)
            if kind is not nodes.Comprehension:
                self._places[passed] = found
        return found

    def _inside(self, scope: Node) -> Place:
        if scope not in self._within:
            self._within[scope] = Place(scope)
        return self._within[scope]


def _is_inside(scope: Node, kind: type, child: Node, node: Node) -> bool:
    """Whether a child of a scope belongs to it, rather than to the scope around."""
    if kind is nodes.Module:
        return True
    if kind is nodes.TypeAlias:
        return False
    if kind is nodes.Lambda:
        return type(child) is not nodes.Arguments
    if kind in _COMPREHENSIONS:
        if child is not scope.generators[0]:
            return True
        first, step = child.iter, node
        while step is not child:
            if step is first:
                return False
            step = step.parent
        return True
    return bool(child.is_statement)


def _parameters(scope: Node) -> frozenset[str]:
    """The names of the parameters of types of a class, a function or an alias."""
    return frozenset(each.name.name for each in getattr(scope, "type_params", None) or ())
