"""What linking keeps of a file after reading its facts: its names, without the rest."""

from __future__ import annotations

from sys import intern

from msgspec import Struct

from sphinx_kwindex.model.facts import Definition, FileFacts, Import, Kind, Scope


class ClassOutline(Struct, frozen=True):
    """A class with bases.

    :ivar functions: line, last line and signature of the functions that it is defined in, the
        innermost first.
    """

    qualname: str
    anchor: str
    line: int
    bases: tuple[str, ...]
    functions: tuple[tuple[int, int, str], ...] = ()


class Outline(Struct, frozen=True):
    """The names of one Python module.

    :ivar top: ids of what it defines at its top, by name.
    :ivar classes: ids of its classes, by qualified name.
    :ivar imports: as in its facts.
    :ivar bound: for each name that imports bind at its top, those that may have the last word:
        indices in `imports`.
    :ivar stars: the star imports at its top, likewise.
    :ivar exports: the names of its ``__all__``, or ``None``.
    :ivar derived: its classes that have bases.
    """

    top: dict[str, str]
    classes: dict[str, str]
    imports: tuple[Import, ...]
    bound: dict[str, tuple[int, ...]]
    stars: tuple[int, ...]
    exports: frozenset[str] | None
    derived: tuple[ClassOutline, ...] = ()


def outline(facts: FileFacts) -> Outline:
    """Pure."""
    top: dict[str, str] = {}
    classes: dict[str, str] = {}
    for definition in facts.definitions:
        tables = [top] if "." not in definition.qualname else []
        if definition.kind is Kind.CLASS:
            tables.append(classes)
        for table in tables:
            # The plain id marks the definition that has the word, whichever comes first.
            if definition.anchor == definition.qualname or definition.qualname not in table:
                table[intern(definition.qualname)] = intern(definition.anchor)
    bound: dict[str, tuple[int, ...]] = {}
    stars = []
    for index, entry in enumerate(facts.imports):
        if entry.scope in (Scope.CLASS, Scope.FUNCTION):
            continue
        if entry.name == "*":
            stars.append(index)
        else:
            earlier = () if entry.scope is Scope.MODULE else bound.get(entry.bound, ())
            bound[intern(entry.bound)] = (*earlier, index)
    return Outline(
        top=top,
        classes=classes,
        imports=facts.imports,
        bound=bound,
        stars=tuple(stars),
        exports=None if facts.exports is None else frozenset(facts.exports),
        derived=_derived(facts.definitions),
    )


def _derived(definitions: tuple[Definition, ...]) -> tuple[ClassOutline, ...]:
    found = []
    #: The definitions with a body that are still open, outermost first.
    around: list[Definition] = []
    for definition in definitions:
        while around and around[-1].end_line < definition.line:
            around.pop()
        if definition.kind is Kind.CLASS and definition.base_classes:
            functions = (outer for outer in reversed(around) if outer.kind is not Kind.CLASS)
            found.append(
                ClassOutline(
                    definition.qualname,
                    definition.anchor,
                    definition.line,
                    definition.base_classes,
                    tuple((outer.line, outer.end_line, outer.signature) for outer in functions),
                )
            )
        if definition.kind.has_body:
            around.append(definition)
    return tuple(found)
