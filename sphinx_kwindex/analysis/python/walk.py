"""One walk over the statements of a module, each with the place where it stands.

Expressions are not entered: no expression holds a definition or an import, and what is counted
in them was counted when the tree was made. The walk has a stack of its own, so that a chain of
a thousand ``elif`` is as good as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]
from msgspec import Struct

from sphinx_kwindex.analysis.python import definitions, docstrings, exports, imports, references
from sphinx_kwindex.analysis.python.complexity import PATHS, Tally
from sphinx_kwindex.analysis.python.definitions import Draft
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.notes import Notes
from sphinx_kwindex.analysis.python.tree import Node, Tree
from sphinx_kwindex.model import anchors
from sphinx_kwindex.model.facts import Definition, Import, Observation, Reference, Scope


class Seen(Struct, frozen=True):
    """What the statements of a module say."""

    definitions: tuple[Definition, ...]
    imports: tuple[Import, ...]
    exports: tuple[str, ...] | None
    main_guard: int
    doctests: tuple[int, ...]
    observations: tuple[Observation, ...]
    references: tuple[Reference, ...]
    unsure: tuple[str, ...]
    attributes: tuple[tuple[str, str, int], ...]


class Place(NamedTuple):
    """Where a statement stands.

    :ivar prefix: what comes before the names defined here: ``Outer.``, or nothing.
    :ivar nearest: type of the nearest scope: `Module`, `ClassDef` or `FunctionDef`.
    :ivar imports: the scope of an import that stands here.
    :ivar tally: of the function around it, or ``None``.
    :ivar loops: how many loops of its function stand around it.
    :ivar is_top: whether it stands in the module itself, in no other statement.
    """

    prefix: str = ""
    nearest: type = nodes.Module
    imports: Scope = Scope.MODULE
    tally: Tally | None = None
    is_top: bool = True
    loops: int = 0

    def within(self, scope: Scope, loops: int = 0) -> Place:
        """The place of what stands in a statement here that makes its imports of `scope`.

        :param loops: how many loops that statement is.
        """
        scope, loops = self._stronger(scope), self.loops + loops
        return Place(self.prefix, self.nearest, scope, self.tally, False, loops)

    def inside(self, qualname: str, nearest: type, scope: Scope, tally: Tally | None) -> Place:
        """The place of the body of a class or function that stands here."""
        return Place(f"{qualname}.", nearest, self._stronger(scope), tally, False)

    def _stronger(self, scope: Scope) -> Scope:
        """What is under ``TYPE_CHECKING`` never runs, and what is in a function does not run when
        the module is imported, whatever stands between."""
        mine = self.imports
        if mine is Scope.TYPE_CHECKING:
            return mine
        return mine if mine is Scope.FUNCTION and scope is not Scope.TYPE_CHECKING else scope


@dataclass(slots=True)
class _Walk:
    tree: Tree
    source: Source
    drafts: list[Draft] = field(default_factory=list)
    tallies: list[Tally | None] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    qualnames: dict[Node, str] = field(default_factory=dict)
    indices: dict[Node, int] = field(default_factory=dict)
    import_indices: dict[Node, int] = field(default_factory=dict)
    assigned: set[str] = field(default_factory=set)
    exports: exports.Exports = field(default_factory=exports.Exports)
    main_guard: int = 0
    doctests: list[int] = field(default_factory=list)
    notes: Notes = field(init=False)
    waiting: list[tuple[Node, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes = Notes(self.tree, self.source)

    def enter(self, block: list[Node], place: Place) -> None:
        self.waiting.extend((statement, place) for statement in reversed(block))

    def define_body(self, node: Node, draft: Draft, tally: Tally | None = None) -> None:
        self.qualnames[node] = draft.qualname
        self.indices[node] = len(self.drafts)
        self.define(draft, tally)

    def define(self, draft: Draft, tally: Tally | None = None) -> None:
        self.drafts.append(draft)
        self.tallies.append(tally)

    def document(self, node: Node, place: Place) -> None:
        # Those of functions in functions are out of reach of doctest.
        if place.nearest is not nodes.FunctionDef:
            self.doctests.extend(docstrings.examples(node, self.source))

    def run(self) -> None:
        self.document(self.tree.module, Place())
        self.enter(self.tree.module.body, Place())
        while self.waiting:
            statement, place = self.waiting.pop()
            kind = type(statement)
            if place.tally is not None and kind in PATHS:
                place.tally.add(PATHS[kind](statement))
            if kind in _STATEMENTS:
                _STATEMENTS[kind](self, statement, place)


def walk(tree: Tree, source: Source) -> Seen:
    """Read the statements of a module."""
    found = _Walk(tree, source)
    found.run()
    ids = anchors.assign((draft.qualname, draft.kind.has_body) for draft in found.drafts)
    known = references.Known(
        {node: ids[index] for node, index in found.indices.items()},
        found.qualnames,
        found.import_indices,
        frozenset(draft.qualname for draft in found.drafts if "." not in draft.qualname),
    )
    named = references.find(tree, source, known)
    return Seen(
        tuple(
            draft.finish(anchor=anchor, complexity=tally.total if tally else 0)
            for draft, anchor, tally in zip(found.drafts, ids, found.tallies, strict=True)
        ),
        tuple(found.imports),
        found.exports.names,
        found.main_guard,
        tuple(found.doctests),
        found.notes.observations(found.imports),
        named.references,
        tuple(sorted(named.unsure)),
        tuple(named.attributes),
    )


def _class(found: _Walk, node: Node, place: Place) -> None:
    qualname = place.prefix + node.name
    found.define_body(node, definitions.of_class(node, qualname, found.tree, found.source))
    found.document(node, place)
    found.notes.see_class(node, qualname, place.nearest is nodes.ClassDef)
    inner = place.inside(qualname, nodes.ClassDef, Scope.CLASS, place.tally)
    found.enter(node.body, inner)


def _function(found: _Walk, node: Node, place: Place) -> None:
    qualname = place.prefix + node.name
    is_method = place.nearest is nodes.ClassDef
    tally = Tally(place.tally)
    draft = definitions.of_function(node, qualname, is_method, found.tree, found.source)
    found.define_body(node, draft, tally)
    found.document(node, place)
    found.notes.see_function(node, qualname, is_method)
    found.enter(node.body, place.inside(qualname, nodes.FunctionDef, Scope.FUNCTION, tally))


def _assignment(found: _Walk, node: Node, place: Place) -> None:
    if not isinstance(node, nodes.TypeAlias):
        found.notes.nothing(node)
    if place.nearest is nodes.FunctionDef:
        return
    in_class = place.nearest is nodes.ClassDef
    for draft in definitions.of_assignment(node, place.prefix, in_class, found.source):
        if draft.qualname not in found.assigned:
            found.assigned.add(draft.qualname)
            found.define(draft)
    if not place.prefix and not isinstance(node, nodes.TypeAlias):
        found.exports.assign(node)


def _augmented(found: _Walk, node: Node, place: Place) -> None:
    if not place.prefix:
        found.exports.extend(node)


def _import(found: _Walk, node: Node, place: Place) -> None:
    found.import_indices[node] = len(found.imports)
    found.imports.extend(imports.of(node, place.imports))


def _if(found: _Walk, node: Node, place: Place) -> None:
    if place.is_top and not found.main_guard and _is_main(node.test):
        found.main_guard = node.lineno
    otherwise = place.within(Scope.CONDITIONAL)
    checked = imports.is_type_checking(node.test)
    found.enter(node.orelse, otherwise)
    found.enter(node.body, place.within(Scope.TYPE_CHECKING) if checked else otherwise)


def _loop(found: _Walk, node: Node, place: Place) -> None:
    found.notes.see_loop(node, place.loops + 1)
    found.enter(node.orelse, place.within(Scope.CONDITIONAL))
    found.enter(node.body, place.within(Scope.CONDITIONAL, loops=1))


def _try(found: _Walk, node: Node, place: Place) -> None:
    found.notes.see_try(node)
    inner = place.within(Scope.CONDITIONAL)
    found.enter(node.finalbody, inner)
    found.enter(node.orelse, inner)
    for handler in reversed(node.handlers):
        found.enter(handler.body, inner)
    found.enter(node.body, inner)


def _with(found: _Walk, node: Node, place: Place) -> None:
    found.notes.see_with(node)
    found.enter(node.body, place.within(place.imports))


def _raise(found: _Walk, node: Node, place: Place) -> None:
    found.notes.see_raise(node)


def _match(found: _Walk, node: Node, place: Place) -> None:
    found.notes.see_match(node)
    inner = place.within(Scope.CONDITIONAL)
    for case in reversed(node.cases):
        found.enter(case.body, inner)


def _is_main(test: Node) -> bool:
    """Whether a condition is ``__name__ == "__main__"``, either way round."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or test.ops[0][0] != "==":
        return False
    sides = [test.left, test.ops[0][1]]
    return any(isinstance(side, nodes.Name) and side.name == "__name__" for side in sides) and any(
        isinstance(side, nodes.Const) and side.value == "__main__" for side in sides
    )


_STATEMENTS: Mapping[type, Callable[[_Walk, Node, Place], None]] = {
    nodes.AnnAssign: _assignment,
    nodes.Assign: _assignment,
    nodes.AsyncFor: _loop,
    nodes.AsyncFunctionDef: _function,
    nodes.AsyncWith: _with,
    nodes.AugAssign: _augmented,
    nodes.ClassDef: _class,
    nodes.For: _loop,
    nodes.FunctionDef: _function,
    nodes.If: _if,
    nodes.Import: _import,
    nodes.ImportFrom: _import,
    nodes.Match: _match,
    nodes.Raise: _raise,
    nodes.Try: _try,
    nodes.TryStar: _try,
    nodes.TypeAlias: _assignment,
    nodes.While: _loop,
    nodes.With: _with,
}
