"""What the names of a module refer to, where its scopes leave no doubt.

What a name leads to in another file is for :mod:`sphinx_kwindex.analysis.linking` to say; here it
is only followed to a definition of the module, to an import, or to a class whose member it is. A
name that is bound twice, under a condition beside another meaning, or from somewhere else, has no
reference.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]
from msgspec import Struct

from sphinx_kwindex.analysis.python.bindings import dotted
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.scopes import Bound, Place, Scopes
from sphinx_kwindex.analysis.python.tree import Node, Tree
from sphinx_kwindex.model.facts import Base, Reference

_BUILTINS = frozenset(vars(builtins))
_IMPORTS = (nodes.Import, nodes.ImportFrom)
#: Attributes of attributes that are followed.
_LONGEST = 10
_FROM = re.compile(r"from[ \t]+(?P<module>[.\w]+)")

#: What a name counts from, and what leads on from there.
_Start = tuple[Base, str, str]


class Known(Struct, frozen=True):
    """What the walk over the statements found.

    :ivar anchors: ids of the classes and functions.
    :ivar qualnames: their qualified names, of those in classes and functions too.
    :ivar imports: for each import statement the number of the first of its imports.
    :ivar defined: the names that the module defines at its top.
    """

    anchors: Mapping[Node, str]
    qualnames: Mapping[Node, str]
    imports: Mapping[Node, int]
    defined: frozenset[str]


@dataclass(slots=True)
class Found:
    """References by what they mean, and the names that mean nothing for certain."""

    places: dict[tuple[Base, str, str, int], list[int]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(base, of, name, length, tuple(places))
            for (base, of, name, length), places in self.places.items()
        )


def find(tree: Tree, source: Source, known: Known) -> Found:
    """Follow the names of a module. Pure."""
    return _References(tree, source, known).run()


class _References:
    def __init__(self, tree: Tree, source: Source, known: Known) -> None:
        self._tree, self._source, self._known = tree, source, known
        self._scopes = Scopes(tree)
        self._found = Found()
        #: Of a place and a name, the scope that binds it, and what it counts from.
        self._starts: dict[tuple[Place, str], tuple[Node | None, _Start | None]] = {}
        #: Of a function and the name of a parameter, the class that it stands for.
        self._owners: dict[tuple[Node | None, str], Node | None] = {}
        #: Classes of one qualified name are one to whoever looks for their members.
        named: dict[str, int] = {}
        for node, name in known.qualnames.items():
            if isinstance(node, nodes.ClassDef):
                named[name] = named.get(name, 0) + 1
        self._twice = {name for name, number in named.items() if number > 1}

    def run(self) -> Found:
        self._find_unsure()
        candidates = {"self", "cls", "super", *self._known.defined, *self._scopes.module_names()}
        candidates.update(self._scopes.local_names())
        for node in self._known.qualnames:
            candidates.add(node.name)
            if isinstance(node, nodes.ClassDef):
                candidates.update(node.locals)
        has_star = any(name == "*" for each in self._tree.taken for name, _ in each.names)
        for node in self._tree.names:
            if has_star or node.name in candidates:
                self._follow(node)
        for statement, number in self._known.imports.items():
            self._import(statement, number)
        return self._found

    # -- what is bound more than once -------------------------------------------------------------

    def _find_unsure(self) -> None:
        module, unsure = self._tree.module, self._found.unsure
        unsure |= self._scopes.bound_elsewhere
        for name in self._scopes.module_names():
            if not self._is_sure(module, name):
                unsure.add(name)
        for node, qualname in self._known.qualnames.items():
            if isinstance(node, nodes.ClassDef):
                for name, bound in node.locals.items():
                    if bound[0].lineno is None:
                        continue  # what Python itself puts there
                    if not (self._is_sure(node, name) and _stands_in(node, bound[0])):
                        unsure.add(f"{qualname}.{name}")
        stored: dict[tuple[Node, str], list[Node]] = {}
        for attribute in self._tree.attributes:
            owner = self._owner(attribute.expr)
            if owner is not None:
                stored.setdefault((owner, attribute.attrname), []).append(attribute)
        for (owner, name), places in stored.items():
            bound = owner.locals.get(name)
            line = 0 if bound else _initialised(places)
            if line:
                self._found.attributes.append((self._known.anchors[owner], name, line))
            elif not (bound and all(map(_declares, bound))):
                # The instance has another value by the name than the class says.
                unsure.add(f"{self._known.qualnames[owner]}.{name}")

    def _is_sure(self, scope: Node, name: str) -> bool:
        found = self._scopes.bindings(scope, name)
        if not _is_one(found, scope):
            return False
        # Where the condition does not hold, the name is that of the builtin.
        return name not in _BUILTINS or any(_stands_in(scope, node) for node, _ in found)

    # -- names ------------------------------------------------------------------------------------

    def _follow(self, node: Node) -> None:
        word = node.name
        if word == "super":
            self._follow_super(node)
            return
        key = (self._scopes.place(node), word)
        if key not in self._starts:
            self._starts[key] = self._lead(*key)
        scope, start = self._starts[key]
        if start is None:
            if scope is not None and word in ("self", "cls"):
                self._follow_member(node, self._owner_in(scope, word))
            return
        if type(scope) is nodes.ClassDef and not self._comes_after(node, scope):
            return
        self._note(start, node.lineno, node.col_offset, word)
        self._chain(node, start)

    def _lead(self, place: Place, word: str) -> tuple[Node | None, _Start | None]:
        if word.startswith("__") and not word.endswith("__"):
            return None, None  # in a class it is another name than it looks
        scope = self._scopes.binding(place, word)
        return scope, None if scope is None else self._start(scope, word)

    def _chain(self, node: Node, start: _Start) -> None:
        """Note the attributes of an expression, each with what stands before it."""
        base, of, name = start
        for _ in range(_LONGEST):
            node = node.parent
            if not isinstance(node, nodes.Attribute):
                return
            word = node.attrname
            name = f"{name}.{word}" if name else word
            if not (word.startswith("__") and not word.endswith("__")):
                end = node.end_col_offset - len(word.encode("utf-8", "surrogatepass"))
                self._note((base, of, name), node.end_lineno, end, word)

    def _follow_member(self, node: Node, owner: Node | None) -> None:
        if owner is not None and isinstance(node.parent, nodes.Attribute):
            anchor = self._known.anchors[owner]
            attribute = node.parent
            word = attribute.attrname
            if word.startswith("__") and not word.endswith("__") and word not in owner.locals:
                return
            end = attribute.end_col_offset - len(word.encode("utf-8", "surrogatepass"))
            self._note((Base.MEMBER, anchor, word), attribute.end_lineno, end, word)
            self._chain(attribute, (Base.MEMBER, anchor, word))

    def _follow_super(self, node: Node) -> None:
        call = node.parent
        if not isinstance(call, nodes.Call) or call.func is not node or call.args or call.keywords:
            return
        function = self._scopes.around(node)
        if (
            isinstance(call.parent, nodes.Attribute)
            and isinstance(function, nodes.FunctionDef)
            and self._scopes.home(node) is self._tree.module
            and not self._scopes.bindings(self._tree.module, "super")
            and (owner := self._class_of(function)) is not None
        ):
            self._chain(call, (Base.SUPER, self._known.anchors[owner], ""))

    def _owner(self, node: Node) -> Node | None:
        """The class whose instance a name is, or which it is: the first parameter of a method."""
        if not isinstance(node, nodes.Name) or node.name not in ("self", "cls"):
            return None
        return self._owner_in(self._scopes.home(node), node.name)

    def _owner_in(self, function: Node | None, word: str) -> Node | None:
        """The class that the first parameter of a function stands for, if `word` is that."""
        key = (function, word)
        if key not in self._owners:
            self._owners[key] = self._class_by_first(function, word)
        return self._owners[key]

    def _class_by_first(self, function: Node | None, word: str) -> Node | None:
        if not isinstance(function, nodes.FunctionDef):
            return None
        arguments = [*function.args.posonlyargs, *function.args.args]
        if not arguments or arguments[0].name != word:
            return None
        if len(self._scopes.bindings(function, word)) != 1:
            return None
        return self._class_of(function)

    def _class_of(self, function: Node) -> Node | None:
        """The class that a function is a method of, whose first argument Python fills in."""
        owner = self._scopes.around(function)
        if not isinstance(owner, nodes.ClassDef) or owner not in self._known.anchors:
            return None
        if self._known.qualnames[owner] in self._twice:
            return None
        decorators = function.decorators.nodes if function.decorators is not None else ()
        return None if any(dotted(each) == "staticmethod" for each in decorators) else owner

    def _start(self, scope: Node, word: str) -> _Start | None:
        """What a name of a scope counts from."""
        if scope is self._tree.module:
            if word in self._found.unsure:
                return None
            found = self._scopes.bindings(scope, word)
            # What no statement binds a star import may.
            known = not found or word in self._known.defined or isinstance(found[0][0], _IMPORTS)
            return (Base.MODULE, "", word) if known else None
        found = self._scopes.bindings(scope, word)
        if not _is_one(found, scope):
            return None
        node, number = found[0]
        if isinstance(node, _IMPORTS):
            if isinstance(node, nodes.Import):
                number = _number(node, word)
            return Base.BOUND, str(self._known.imports[node] + number), ""
        if isinstance(scope, nodes.ClassDef):
            qualname = self._known.qualnames.get(scope, "")
            if (
                not qualname
                or qualname in self._twice
                or f"{qualname}.{word}" in self._found.unsure
            ):
                return None
            return Base.MEMBER, self._known.anchors[scope], word
        if isinstance(node, nodes.FunctionDef | nodes.ClassDef) and node in self._known.anchors:
            return Base.DEFINITION, self._known.anchors[node], ""
        return None

    def _comes_after(self, node: Node, scope: Node) -> bool:
        """Whether a name that is read in the body of a class was bound there before, without a
        condition: until then it is that of the module."""
        bound = self._scopes.bindings(scope, node.name)[0][0]
        statement = bound.statement()
        return _stands_in(scope, bound) and bool(
            (statement.end_lineno, statement.end_col_offset) <= (node.lineno, node.col_offset)
        )

    # -- imports ----------------------------------------------------------------------------------

    def _import(self, statement: Node, first: int) -> None:
        places = self._tree.aliases[statement]
        for number, ((name, _alias), place) in enumerate(zip(statement.names, places, strict=True)):
            if name != "*":
                self._note((Base.IMPORTED, str(first + number), ""), place[0], place[1], name)
        if isinstance(statement, nodes.ImportFrom):
            line = self._source.lines[statement.lineno - 1]
            start = _characters(line, statement.col_offset)
            written = _FROM.match(line, start)
            module = "." * (statement.level or 0) + statement.modname
            if written is not None and written["module"] == module:
                column = written.start("module")
                key = (Base.SOURCE, str(first), "", len(module))
                self._found.places.setdefault(key, []).extend((statement.lineno, column))

    def _note(self, start: _Start, line: int, column: int, word: str) -> None:
        """Note a place, where the text is what the tree says it is."""
        row = self._source.lines[line - 1]
        if not row.isascii():
            column = _characters(row, column)
        if row.startswith(word, column):
            self._found.places.setdefault((*start, len(word)), []).extend((line, column))


def _characters(row: str, column: int) -> int:
    """The column in characters of a column in bytes."""
    if row.isascii():
        return column
    return len(row.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))


def _number(statement: Node, bound: str) -> int:
    """Which name of an ``import`` binds `bound`."""
    names = [(alias or name).partition(".")[0] for name, alias in statement.names]
    return names.index(bound)


def _is_one(found: list[Bound], scope: Node) -> bool:
    """Whether all that binds a name gives it one meaning."""
    if len(found) < 2:
        return True
    bound = [node for node, _ in found]
    if all(isinstance(node, _IMPORTS) for node in bound):
        return len({_meaning(node, number, scope) for node, number in found}) == 1
    if all(isinstance(node, nodes.FunctionDef) for node in bound):
        return _is_chain(bound)
    return all(isinstance(node, nodes.AssignName) for node in bound) and _is_declared(bound, scope)


def _meaning(node: Node, number: int, scope: Node) -> tuple[object, ...]:
    """What an import makes of a name: plain ones of one root bind the same."""
    if isinstance(node, nodes.ImportFrom):
        return (node.level, node.modname, node.names[number][0])
    aliased = [each for each in node.names if each[1] is not None]
    return tuple(aliased) if aliased else ("import",)


def _is_chain(functions: list[Node]) -> bool:
    """Whether functions of one name are overloads with what they overload, or a property with
    what belongs to it."""
    functions = sorted(functions, key=lambda node: node.lineno)
    name = functions[0].name
    decorators = [
        [dotted(each) for each in (node.decorators.nodes if node.decorators is not None else ())]
        for node in functions
    ]
    overloads = all(
        any(each.rpartition(".")[2] == "overload" for each in some) for some in decorators[:-1]
    )
    belongs = all(any(each.startswith(f"{name}.") for each in some) for some in decorators[1:])
    return overloads or belongs


def _is_declared(names: list[Node], scope: Node) -> bool:
    """Whether one assignment of a variable declares it, and the others are made in functions by
    ``global``, or add to it."""
    first, *others = sorted(names, key=lambda node: (node.lineno, node.col_offset))
    declaration = isinstance(first.parent, nodes.AnnAssign) and first.parent.value is None
    plain = [each for each in others if not _adds(each, scope)]
    return _stands_in(scope, first) and len(plain) <= declaration


def _adds(name: Node, scope: Node) -> bool:
    return isinstance(name.parent, nodes.AugAssign) or name.frame() is not scope


def _stands_in(scope: Node, node: Node) -> bool:
    """Whether a statement stands in the body of a scope itself, under no condition."""
    return bool(node.statement().parent is scope)


def _initialised(places: list[Node]) -> int:
    """The line of ``__init__`` that gives an attribute to each instance, where one alone does;
    else 0."""
    found = [each for each in places if _function(each) == "__init__"]
    if len(found) != 1:
        return 0
    statement = found[0].statement()
    stands = isinstance(statement.parent, nodes.FunctionDef)
    return int(found[0].lineno) if stands and not isinstance(statement, nodes.AugAssign) else 0


def _function(node: Node) -> str:
    frame = node.frame()
    return frame.name if isinstance(frame, nodes.FunctionDef) else ""


def _declares(node: Node) -> bool:
    """Whether what binds a name of a class lets instances have a value of their own by it."""
    if isinstance(node, nodes.FunctionDef):
        return bool(_is_property(node))
    return isinstance(node, nodes.AssignName) and isinstance(node.parent, nodes.AnnAssign)


def _is_property(function: Node) -> bool:
    names: Iterable[str] = (
        dotted(each) for each in (function.decorators.nodes if function.decorators else ())
    )
    return any(
        name.endswith((".setter", ".getter", ".deleter", "property")) or name == "property"
        for name in names
    )
