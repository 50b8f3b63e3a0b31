"""Starlark: Bazel's and Buck's BUILD files and .bzl files, by Python's own parser.

Starlark is a part of Python (https://github.com/bazelbuild/starlark/blob/master/spec.md).
"""

from __future__ import annotations

import ast
import warnings

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found, one_line
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import FileFacts, Kind


def read(text: str, language: Language) -> FileFacts:
    """Read the rules, functions, values and loads of a file of Starlark."""
    found = Found()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python says of someone else's source
            tree = ast.parse(text)
    except SyntaxError as error:
        tree = ast.Module([], [])
        found.fail(error.msg, error.lineno or 1)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.define(
                Kind.FUNCTION,
                node.name,
                node.lineno,
                end_line=node.end_lineno or 0,
                signature=f"({_unparsed(node.args)})",
                summary=(ast.get_docstring(node) or "").partition("\n")[0],
            )
        elif isinstance(node, ast.Assign):
            _assigned(found, node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            _called(found, node.value)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.ListComp):
            continue  # rules whose names only Bazel knows
    return found.facts(text, language, "sphinx-kwindex")


def _assigned(found: Found, node: ast.Assign) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            kind = Kind.CONSTANT if target.id.isupper() else Kind.VARIABLE
            found.define(
                kind,
                target.id,
                node.lineno,
                end_line=node.end_lineno or 0,
                value=_unparsed(node.value),
            )


def _called(found: Found, call: ast.Call) -> None:
    rule = _unparsed(call.func)
    if rule == "load":
        _loaded(found, call)
        return
    for keyword in call.keywords:
        if keyword.arg == "name" and isinstance(name := keyword.value, ast.Constant):
            found.define(
                Kind.TARGET,
                str(name.value),
                call.lineno,
                end_line=call.end_lineno or 0,
                annotation=rule,
            )


def _loaded(found: Found, call: ast.Call) -> None:
    label, *names = (_string(argument) for argument in call.args or [ast.Constant("")])
    for name in names:
        found.name(label, call.lineno, name=name)
    for keyword in call.keywords:
        found.name(label, call.lineno, name=_string(keyword.value), alias=keyword.arg)
    if not names and not call.keywords:
        found.name(label, call.lineno)


def _string(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _unparsed(node: ast.AST) -> str:
    """An expression as Python writes it; nothing where it is too deep for that."""
    try:
        return shortened(one_line(ast.unparse(node)), 200)
    except RecursionError:
        return ""
