"""Docstrings of modules, classes and functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

from sphinx_kwindex.analysis.comments import summary
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.tree import Node
from sphinx_kwindex.analysis.text import without_surrogates

_OPENING = re.compile(r"[^\W\d]*(?:\"{3}|'{3}|[\"'])")
#: The first line of an example that does something (:mod:`doctest`).
_EXAMPLE = re.compile(r"[ \t]*>>> +[^\s#]")


def of(node: Node) -> str:
    """Return the docstring of a module, class or function, dedented (:pep:`257`), or nothing."""
    constant = node.doc_node
    if constant is None:
        return ""
    return without_surrogates(cleandoc(constant.value))


def first_line(node: Node) -> str:
    """Return the first line of the docstring, at most 300 characters, or nothing."""
    constant = node.doc_node
    return summary(without_surrogates(constant.value)) if constant is not None else ""


def examples(node: Node, source: Source) -> Iterator[int]:
    """Yield the lines of the docstring on which examples for :mod:`doctest` begin."""
    constant = node.doc_node
    if constant is None or ">>>" not in constant.value:
        return
    first, column = constant.lineno, constant.col_offset
    for number in range(first, constant.end_lineno + 1):
        line = source.lines[number - 1]
        if number == first:
            line = _OPENING.sub("", line.encode()[column:].decode(), count=1)
        if _EXAMPLE.match(line):
            yield number
