"""What the statements of a module show of patterns, speed and safety.

The walk hands each statement that may be of interest on, once. What depends on the meaning of a
name is decided when all import statements are known, by what they say and by nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python import calls, known
from sphinx_kwindex.analysis.python.bindings import Bindings, dotted, head
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.tree import Node, Tree
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.facts import Import, Observation, Topic

#: Characters of an expression that names what is raised, caught or entered.
_SHOWN = 60

#: How deep loops are nested where that is told.
NESTED = 3


@dataclass(slots=True)
class Notes:
    """Statements of a module, as the walk comes to them."""

    tree: Tree
    source: Source
    _classes: list[tuple[Node, str]] = field(default_factory=list)
    _functions: list[tuple[Node, str]] = field(default_factory=list)
    _caught: list[tuple[int, str, str]] = field(default_factory=list)
    _seen: list[Observation] = field(default_factory=list)

    def see_class(self, node: Node, qualname: str, in_class: bool) -> None:
        self._classes.append((node, qualname))
        self.tree.stored[node.name] += not in_class

    def see_function(self, node: Node, qualname: str, in_class: bool) -> None:
        self._functions.append((node, qualname))
        self.tree.stored[node.name] += not in_class
        stored, args = self.tree.stored, node.args
        for each in (*args.posonlyargs, *args.args, *args.kwonlyargs):
            stored[each.name] += 1
        for name in (args.vararg, args.kwarg):
            if name:
                stored[name] += 1

    def see_raise(self, node: Node) -> None:
        if node.exc is None:
            self._add(Topic.PATTERN, "re-raise", node.lineno)
        else:
            self._add(Topic.PATTERN, "raise", node.lineno, self._shown(node.exc))

    def see_try(self, node: Node) -> None:
        for handler in node.handlers:
            if handler.type is None:
                self._add(Topic.PATTERN, "bare-except", handler.lineno)
                continue
            is_tuple = isinstance(handler.type, nodes.Tuple)
            for each in handler.type.elts if is_tuple else (handler.type,):
                self._caught.append((handler.lineno, dotted(each), self._shown(each)))

    def see_with(self, node: Node) -> None:
        for entered, _ in node.items:
            self._add(Topic.PATTERN, "with", entered.lineno, self._shown(entered))

    def see_match(self, node: Node) -> None:
        self._add(Topic.PATTERN, "match", node.lineno)

    def see_loop(self, node: Node, depth: int) -> None:
        if depth >= NESTED:
            self._add(Topic.PERFORMANCE, "nested-loops", node.lineno, str(depth))

    def nothing(self, node: Node) -> None:
        """Take note of an assignment: a name that is given ``None`` means nothing else by it."""
        if isinstance(node.value, nodes.Const) and node.value.value is None:
            targets = node.targets if isinstance(node, nodes.Assign) else [node.target]
            for each in targets:
                if isinstance(each, nodes.AssignName):
                    self.tree.stored[each.name] -= 1

    def observations(self, imports: Iterable[Import]) -> tuple[Observation, ...]:
        """Return all that was seen, in the order of lines."""
        bindings = Bindings(imports, self.tree.stored)
        found = {
            *self._seen,
            *self._handlers(bindings),
            *self._of_classes(bindings),
            *self._of_functions(bindings),
            *self._calls(bindings),
        }
        return tuple(sorted(found, key=_order))

    def _add(self, topic: Topic, name: str, line: int, detail: str = "") -> None:
        self._seen.append(Observation(topic, name, line, detail))

    def _shown(self, node: Node) -> str:
        """The dotted name of an expression, or what it calls; as written where it has none."""
        named = dotted(node.func if isinstance(node, nodes.Call) else node)
        return named or without_surrogates(self.source.expression(node, _SHOWN))

    def _handlers(self, bindings: Bindings) -> Iterator[Observation]:
        for line, name, shown in self._caught:
            is_broad = bindings.resolve(name) in known.BROAD
            yield Observation(Topic.PATTERN, "broad-except" if is_broad else "except", line, shown)

    def _of_classes(self, bindings: Bindings) -> Iterator[Observation]:
        #: Of each kind that is handed down, the classes of the file that are such.
        kinds = {what: set[str]() for what in known.INHERITED}
        for node, qualname in self._classes:
            bases = [head(base) for base in node.bases]
            full = {bindings.resolve(base) for base in bases}
            found = {known.BASES[base] for base in full if base in known.BASES}
            if full & known.EXCEPTIONS:
                found.add(known.EXCEPTION)
            # A class of the file is known by its name alone where that is not defined twice.
            sure = {base for base in bases if self.tree.stored[base] == 1}
            for what, classes in kinds.items():
                if what in found or sure & classes:
                    classes.add(qualname)
                    found.add(what)
            if node._metaclass is not None:
                found.add((Topic.PATTERN, "metaclass-use"))
                if bindings.resolve(head(node._metaclass)) == "abc.ABCMeta":
                    found.add((Topic.PATTERN, "abstract-class"))
            found.update(_of_body(node, bindings))
            for _, decorator in _decorators(node):
                name = bindings.resolve(head(decorator))
                if name in known.OF_CLASSES:
                    found.add(known.OF_CLASSES[name])
            for topic, word in found:
                yield Observation(topic, word, node.lineno, qualname)

    def _of_functions(self, bindings: Bindings) -> Iterator[Observation]:
        used: set[str] = set()
        for node, qualname in self._functions:
            line = self.tree.keyword_lines[node]
            found = set(_of_function(node, node in self.tree.generators))
            for at, decorator in _decorators(node):
                written = head(decorator)
                used.add(written)
                name = bindings.resolve(written)
                if name in known.OF_FUNCTIONS:
                    found.add(known.OF_FUNCTIONS[name])
                if name in known.DECORATORS and not isinstance(decorator, nodes.Call):
                    yield Observation(*known.DECORATORS[name], at, written)
            for topic, word in found:
                yield Observation(topic, word, line, qualname)
        used.update(head(each) for node, _ in self._classes for _, each in _decorators(node))
        for node, qualname in self._functions:
            if qualname in used and self.tree.stored[qualname] == 1:
                line = self.tree.keyword_lines[node]
                yield Observation(Topic.PATTERN, "decorator", line, qualname)

    def _calls(self, bindings: Bindings) -> Iterator[Observation]:
        names = [name for name, full in bindings.names() if full in known.CALLS]
        for name in (*names, *known.BUILTINS):
            for call in self.tree.calls.get(name, ()):
                yield from _call(call, name, bindings)
        for attribute in known.CALLED.intersection(self.tree.attribute_calls):
            for call in self.tree.attribute_calls[attribute]:
                yield from _call(call, dotted(call.func), bindings)


def _call(call: ast.Call, written: str, bindings: Bindings) -> Iterator[Observation]:
    name = bindings.resolve(written)
    if name in known.COMPUTED and call.args and isinstance(call.args[0], ast.Constant):
        return
    if name in known.CALLS:
        yield Observation(*known.CALLS[name], calls.line(call), written)


def _of_body(node: Node, bindings: Bindings) -> Iterator[tuple[Topic, str]]:
    """What the methods and attributes in the body of a class make of it."""
    methods: set[str] = set()
    for each in node.body:
        if isinstance(each, nodes.FunctionDef):
            methods.add(each.name)
            for _, decorator in _decorators(each):
                if bindings.resolve(dotted(decorator)) in known.ABSTRACT:
                    yield Topic.PATTERN, "abstract-class"
        elif isinstance(each, nodes.Assign | nodes.AnnAssign):
            targets = each.targets if isinstance(each, nodes.Assign) else [each.target]
            names = (to.name for to in targets if isinstance(to, nodes.AssignName))
            if each.value is not None and "__slots__" in names:
                yield Topic.PERFORMANCE, "slots"
    for wanted, what in known.METHODS:
        if wanted <= methods:
            yield what


def _of_function(node: Node, is_generator: bool) -> Iterator[tuple[Topic, str]]:
    is_async = isinstance(node, nodes.AsyncFunctionDef)
    if is_generator:
        yield Topic.PATTERN, "async-generator" if is_async else "generator"
    elif is_async:
        yield Topic.PATTERN, "async-function"
    inner = {each.name for each in node.body if isinstance(each, nodes.FunctionDef)}
    if inner and any(
        isinstance(each, nodes.Return)
        and isinstance(each.value, nodes.Name)
        and each.value.name in inner
        for each in node.body
    ):
        yield Topic.PATTERN, "returns-function"


def _decorators(node: Node) -> Iterator[tuple[int, Node]]:
    """Each decorator with its line."""
    for each in node.decorators.nodes if node.decorators else ():
        yield each.lineno, each


def _order(seen: Observation) -> tuple[int, str, str, str]:
    return seen.line, seen.topic, seen.name, seen.detail
