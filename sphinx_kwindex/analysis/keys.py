"""The names under which facts are stored: they tell all that facts depend on.

The child that reads has no use for them, and is spared what they import.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sphinx_kwindex.analysis.codec import digest
from sphinx_kwindex.analysis.languages import Language

#: Raise this whenever an analyser says something else of the same bytes, or the model changes.
SCHEMA = 2

#: The distributions that read files of other languages than Python.
READERS: tuple[str, ...] = (
    *("markdown-it-py", "mdit-py-plugins", "pygments", "pyyaml", "tree-sitter"),
    *(f"tree-sitter-{name}" for name in ("bash", "c", "cpp", "css", "cuda", "go", "html", "java")),
    *(f"tree-sitter-{name}" for name in ("javascript", "json", "rust", "sql", "toml")),
    "tree-sitter-typescript",
)


def facts_key(content: str, language: Language, ctags: str = "") -> str:
    """Name of the facts of a file, 32 hexadecimal digits.

    :param content: :func:`~sphinx_kwindex.analysis.codec.digest` of its bytes.
    :param ctags: version of the ctags that may read it, or empty.

    Everything that facts depend on is in it: what reads Python depends on the running version,
    whose grammar it is, and on astroid's; other readers on the libraries that read for them.
    """
    parts = [content, str(SCHEMA), language.name, language.lexer, language.analyser]
    if language.is_python:
        parts += [f"{sys.version_info.major}.{sys.version_info.minor}", reader_version("astroid")]
    else:
        parts += [f"{name} {reader_version(name)}" for name in READERS]
        parts.append(ctags)
    return digest("\0".join(parts).encode())


@cache
def reader_version(distribution: str) -> str:
    """Version of a distribution that reads files; empty where it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
