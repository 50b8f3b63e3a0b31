"""What ``setup.py`` and ``noxfile.py`` say, from their syntax trees: they are never run."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping

#: Keywords of ``setup()`` that are read where they are literals.
_SETUP: Mapping[str, str] = {
    "name": "name",
    "version": "version",
    "python_requires": "requires Python",
    "install_requires": "dependencies",
    "setup_requires": "setup requires",
    "extras_require": "extras",
    "ext_modules": "extension modules",
}


def read_setup(text: str) -> Iterator[tuple[str, object]]:
    """Yield what the call of ``setup()`` says in literals; the rest is known only when it runs.

    :raises SyntaxError, ValueError, RecursionError, MemoryError: as :func:`ast.parse` does.
    """
    for node in ast.walk(_tree(text)):
        if isinstance(node, ast.Call) and _dotted(node.func) in ("setup", "setuptools.setup"):
            said = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
            for argument, what in _SETUP.items():
                if argument in said:
                    yield what, _literal(said[argument])
            return


def read_noxfile(text: str) -> Iterator[tuple[str, object]]:
    """Yield the sessions: functions that ``nox.session`` decorates.

    :raises SyntaxError, ValueError, RecursionError, MemoryError: as :func:`ast.parse` does.
    """
    sessions = []
    for node in _tree(text).body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                if _dotted(call.func if call else decorator) in ("nox.session", "session"):
                    sessions.append(_session_name(call) or node.name)
    yield "sessions", sessions


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        # Python warns of odd escapes and literals in the text; they are not ours to mend.
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _session_name(call: ast.Call | None) -> str:
    """The name that ``@nox.session(name="...")`` gives, or nothing."""
    for keyword in call.keywords if call else ():
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return ""


def _dotted(node: ast.expr) -> str:
    """``a.b`` for a name or attribute of one; empty for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def _literal(node: ast.expr) -> object:
    """The value of a literal of strings; of a list or mapping its string items or keys."""
    if isinstance(node, ast.Constant):
        return node.value
    items: list[ast.expr | None] = []
    if isinstance(node, ast.List | ast.Tuple):
        items = list(node.elts)
    if isinstance(node, ast.Dict):
        items = list(node.keys)
    return [
        item.value
        for item in items
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    ]
