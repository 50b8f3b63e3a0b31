"""Docstrings of modules, classes and functions."""

from __future__ import annotations

from inspect import cleandoc

from sphinx_kwindex.analysis.comments import summary
from sphinx_kwindex.analysis.python.adapter import Node
from sphinx_kwindex.analysis.text import without_surrogates


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
