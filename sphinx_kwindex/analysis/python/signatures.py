"""Signatures of functions, as :func:`inspect.signature` would print them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.python.expressions import LIMIT, Source, shorten
from sphinx_kwindex.analysis.python.tree import Node


def signature(function: Node, source: Source) -> str:
    """Return the signature of a function, from its type parameters (:pep:`695`) or its opening
    parenthesis to its return annotation, at most 500 characters.

    Defaults and annotations are the expressions of the source, not their values.
    """
    types = ""
    if function.type_params:
        types = f"[{', '.join(source.expression(node) for node in function.type_params)}]"
    parts: list[str] = []
    size = 0
    for part in _parameters(function.args, source):
        parts.append(part)
        size += len(part)
        if size > LIMIT:  # a function of 10,000 parameters need not be joined to be cut
            break
    text = f"{types}({', '.join(parts)})"
    if function.returns is not None:
        text += f" -> {source.expression(function.returns)}"
    return shorten(text, LIMIT)


def _parameters(args: Node, source: Source) -> Iterator[str]:
    positional = [*args.posonlyargs, *args.args]
    annotations = [*args.posonlyargs_annotations, *args.annotations]
    defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
    slash = len(args.posonlyargs)
    for index, (name, annotation, default) in enumerate(
        zip(positional, annotations, defaults, strict=True)
    ):
        if slash and index == slash:
            yield "/"
        yield _parameter(name.name, annotation, default, source)
    if slash and slash == len(positional):
        yield "/"
    if args.vararg:
        yield _parameter(f"*{args.vararg}", args.varargannotation, None, source)
    elif args.kwonlyargs:
        yield "*"
    for name, annotation, default in zip(
        args.kwonlyargs, args.kwonlyargs_annotations, args.kw_defaults, strict=True
    ):
        yield _parameter(name.name, annotation, default, source)
    if args.kwarg:
        yield _parameter(f"**{args.kwarg}", args.kwargannotation, None, source)


def _parameter(name: str, annotation: Node, default: Node, source: Source) -> str:
    if annotation is not None:
        name += f": {source.expression(annotation)}"
    if default is None:
        return name
    equals = "=" if annotation is None else " = "
    return f"{name}{equals}{source.expression(default)}"
