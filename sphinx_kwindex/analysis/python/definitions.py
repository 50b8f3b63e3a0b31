"""From a statement to the definitions that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python import docstrings, tags
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.signatures import signature
from sphinx_kwindex.analysis.python.tree import Node, Tree, span
from sphinx_kwindex.model.facts import Definition, Kind

#: Characters of the value of a constant that a reader is shown.
VALUE = 80


class Draft(NamedTuple):
    """A definition whose anchor and complexity are known when the whole module is.

    :ivar finish: makes the definition of the two.
    """

    kind: Kind
    qualname: str
    finish: partial[Definition]


def of_class(node: Node, qualname: str, tree: Tree, source: Source) -> Draft:
    """The definition that a ``class`` statement makes.

    Its bases and keyword arguments are in the order of the source.
    """
    places = [span(base) for base in node.bases] + tree.keywords.get(node, [])
    finish = partial(
        Definition,
        Kind.CLASS,
        node.name,
        qualname,
        line=node.lineno,
        end_line=node.end_lineno,
        bases=tuple(source.cut(place) for place in sorted(places)),
        decorators=_decorators(node, source),
        tags=tags.of_class(node),
        summary=docstrings.first_line(node),
    )
    return Draft(Kind.CLASS, qualname, finish)


def of_function(node: Node, qualname: str, is_method: bool, tree: Tree, source: Source) -> Draft:
    """The definition that a ``def`` statement makes."""
    kind = Kind.METHOD if is_method else Kind.FUNCTION
    finish = partial(
        Definition,
        kind,
        node.name,
        qualname,
        line=tree.keyword_lines[node],
        end_line=node.end_lineno,
        signature=signature(node, source),
        decorators=_decorators(node, source),
        tags=tags.of_function(node, is_method, node in tree.generators),
        summary=docstrings.first_line(node),
    )
    return Draft(kind, qualname, finish)


def of_assignment(node: Node, prefix: str, in_class: bool, source: Source) -> Iterator[Draft]:
    """The definitions that an assignment of a module or class makes, one a name.

    The name ``_`` is a place for what nobody wants, and no definition. Attributes and items that
    are assigned to belong to other objects.
    """
    annotation = value = ""
    alias = isinstance(node, nodes.TypeAlias)
    if alias:
        targets = [node.name]
    elif isinstance(node, nodes.AnnAssign):
        targets = [node.target]
        annotation = source.expression(node.annotation)
        alias = tags.last_name(node.annotation) == "TypeAlias"
    else:
        targets = node.targets
    if node.value is not None:
        value = source.expression(node.value, VALUE)
    final = annotation and tags.last_name(node.annotation) == "Final"
    for target, direct in _names(targets):
        name = target.name
        if name == "_":
            continue
        kind = Kind.CONSTANT if final or name.isupper() else Kind.VARIABLE
        if alias:
            kind = Kind.TYPE_ALIAS
        found = {*tags.of_name(name), *(("attribute",) if in_class else ())}
        finish = partial(
            Definition,
            kind,
            name,
            prefix + name,
            line=target.lineno,
            end_line=node.end_lineno,
            tags=tuple(sorted(found)),
            annotation=annotation,
            value=value if direct else "",
        )
        yield Draft(kind, prefix + name, finish)


def _decorators(node: Node, source: Source) -> tuple[str, ...]:
    if node.decorators is None:
        return ()
    return tuple(source.expression(decorator) for decorator in node.decorators.nodes)


def _names(targets: list[Node]) -> Iterator[tuple[Node, bool]]:
    """Each name assigned to, and whether it is given the whole value."""
    waiting = [(target, True) for target in reversed(targets)]
    while waiting:
        target, direct = waiting.pop()
        if isinstance(target, nodes.AssignName):
            yield target, direct
        elif isinstance(target, nodes.Tuple | nodes.List):
            waiting.extend((item, False) for item in reversed(target.elts))
        elif isinstance(target, nodes.Starred):
            waiting.append((target.value, False))
