"""Which classes of the repository the bases of a class name.

The text of a base expression is all there is: ``Base``, ``module.Base``, ``Base[T]``. What is
computed (``make_base()``, ``Base if PY3 else object``) names nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.outline import ClassOutline, Outline
from sphinx_kwindex.model.facts import Scope
from sphinx_kwindex.model.repository import Resolved


def base_classes(
    resolver: Resolver, path: str, outline: Outline
) -> Iterator[tuple[str, tuple[Resolved | None, ...]]]:
    """Yield the id of each class of a file that has bases, and for each base the class of the
    repository that it names.

    A class is never its own base: ``class date(date)`` names the ``date`` that was imported.
    """
    for derived in outline.derived:
        yield (
            derived.anchor,
            tuple(
                _base(resolver, path, outline, derived, expression) for expression in derived.bases
            ),
        )


def _base(
    resolver: Resolver, path: str, outline: Outline, derived: ClassOutline, expression: str
) -> Resolved | None:
    name, bracket, _ = expression.partition("[")
    parts = name.strip().split(".")
    if (bracket and not expression.endswith("]")) or not all(map(str.isidentifier, parts)):
        return None
    meaning, rest = _first(resolver, path, outline, derived, parts)
    for part in rest:
        if meaning is None:
            return None
        meaning = _member(resolver, meaning, part)
    return meaning if meaning is not None and _is_class(resolver, meaning) else None


def _first(
    resolver: Resolver, path: str, outline: Outline, derived: ClassOutline, parts: list[str]
) -> tuple[Resolved | None, list[str]]:
    """What the first parts of a dotted name mean where the class stands, and the parts left."""
    first, rest = parts[0], parts[1:]
    if (local := _enclosing(path, outline, derived, first)) is not None:
        return local, rest
    for line, end_line, signature in derived.functions:
        for entry in reversed(outline.imports):
            inside = line <= entry.line <= min(end_line, derived.line)
            if inside and entry.scope is Scope.FUNCTION and entry.bound == first:
                return resolver.bound(path, entry), rest
        if re.search(rf"[(,]\s*\**{re.escape(first)}\s*[:,=)]", signature):
            return None, rest  # a parameter: whatever the caller passes
    for length in range(len(parts) - 1, 1, -1):
        module = ".".join(parts[:length])
        for entry in outline.imports:
            if entry.module == module and entry.name is None and entry.alias is None:
                return resolver.named(path, entry), parts[length:]
    meaning = resolver.attribute(path, first)
    if meaning == Resolved(path, derived.anchor):
        indices = outline.bound.get(first, ())
        meaning = resolver.bound(path, outline.imports[indices[0]]) if len(indices) == 1 else None
    return meaning, rest


def _enclosing(path: str, outline: Outline, derived: ClassOutline, name: str) -> Resolved | None:
    """A class of that name in the scopes around the class: the body that it stands in, and the
    functions further out; the bodies of classes further out are not searched (Python's rule)."""
    scope = derived.qualname.rpartition(".")[0]
    nearest = True
    while scope:
        anchor = outline.classes.get(f"{scope}.{name}")
        if anchor not in (None, derived.anchor) and (nearest or scope not in outline.classes):
            return Resolved(path, anchor or "")
        scope, nearest = scope.rpartition(".")[0], False
    return None


def _member(resolver: Resolver, owner: Resolved, name: str) -> Resolved | None:
    if not owner.anchor:
        return resolver.attribute(owner.path, name)
    outline = resolver.outlines.get(owner.path)
    anchor = outline.classes.get(f"{owner.anchor}.{name}") if outline is not None else None
    return Resolved(owner.path, anchor) if anchor is not None else None


def _is_class(resolver: Resolver, meaning: Resolved) -> bool:
    outline = resolver.outlines.get(meaning.path)
    qualname = meaning.anchor.partition("~")[0]
    return outline is not None and outline.classes.get(qualname) == meaning.anchor
