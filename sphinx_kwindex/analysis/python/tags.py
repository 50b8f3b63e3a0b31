"""Words about a definition, from its own lines alone: what is only inherited is not claimed."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping

from astroid import nodes  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.tree import Node

#: By the last part of a decorator's name.
DECORATORS: Mapping[str, tuple[str, ...]] = {
    "abstractclassmethod": ("abstract", "class"),
    "abstractmethod": ("abstract",),
    "abstractproperty": ("abstract", "property"),
    "abstractstaticmethod": ("abstract", "static"),
    "cached_property": ("property",),
    "classmethod": ("class",),
    "dataclass": ("dataclass",),
    "overload": ("overload",),
    "property": ("property",),
    "staticmethod": ("static",),
}

#: The methods of a property that decorate its setter and deleter: ``@name.setter``.
ACCESSORS: frozenset[str] = frozenset({"deleter", "getter", "setter"})

#: Words that only a method can have, and only a class.
OF_METHODS: frozenset[str] = frozenset({"abstract", "class", "property", "static"})
OF_CLASSES: frozenset[str] = frozenset({"dataclass"})

#: By the last part of a base's name.
BASES: Mapping[str, str] = {
    **dict.fromkeys(("Enum", "Flag", "IntEnum", "IntFlag", "ReprEnum", "StrEnum"), "enum"),
    **dict.fromkeys(("ABCMeta", "EnumMeta", "EnumType", "type"), "metaclass"),
    **{
        name: "exception"
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    },
    "ABC": "abstract",
    "NamedTuple": "named-tuple",
    "Protocol": "protocol",
    "TypedDict": "typed-dict",
    "namedtuple": "named-tuple",
}

#: How the names of exceptions end, which is how a base of another module is known as one.
EXCEPTION_ENDS: tuple[str, ...] = ("Error", "Exception", "Warning")


def of_name(name: str) -> Iterable[str]:
    """Yield ``dunder`` or ``private`` for the names that are."""
    if name.startswith("__") and name.endswith("__") and len(name) > 4:
        yield "dunder"
    elif name.startswith("_"):
        yield "private"


def of_function(function: Node, is_method: bool, is_generator: bool) -> tuple[str, ...]:
    """Sorted tags of a function or method."""
    found = {
        tag
        for tag in _decorated(function)
        if tag not in OF_CLASSES and (is_method or tag not in OF_METHODS)
    }
    found.update(of_name(function.name))
    if isinstance(function, nodes.AsyncFunctionDef):
        found.add("async")
    if is_generator:
        found.add("generator")
    return tuple(sorted(found))


def of_class(node: Node) -> tuple[str, ...]:
    """Sorted tags of a class."""
    found = {tag for tag in _decorated(node) if tag in OF_CLASSES}
    found.update(of_name(node.name))
    for base in node.bases:
        name = last_name(base)
        if name in BASES:
            found.add(BASES[name])
        elif name.endswith(EXCEPTION_ENDS):
            found.add("exception")
    if last_name(node._metaclass) == "ABCMeta":
        found.add("abstract")
    return tuple(sorted(found))


def last_name(node: Node) -> str:
    """Return ``c`` for each of ``c``, ``a.b.c``, ``c(...)`` and ``c[...]``; else nothing."""
    while True:
        if isinstance(node, nodes.Call):
            node = node.func
        elif isinstance(node, nodes.Subscript):
            node = node.value
        else:
            break
    if isinstance(node, nodes.Attribute):
        return str(node.attrname)
    return str(node.name) if isinstance(node, nodes.Name) else ""


def _decorated(node: Node) -> Iterable[str]:
    for decorator in node.decorators.nodes if node.decorators else ():
        if isinstance(decorator, nodes.Attribute) and decorator.attrname in ACCESSORS:
            yield "property"
        yield from DECORATORS.get(last_name(decorator), ())
