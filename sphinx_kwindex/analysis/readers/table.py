"""Who reads the files of each language: one module a reader, chosen by one table.

A reader takes the text of a file and its language and returns what the file says. It fills what
the text alone tells; language, encoding and newline are left to the caller. It opens nothing,
runs nothing, imports nothing of the repository, and may raise: the caller has a page for that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import import_module
from typing import TypeAlias, cast

from sphinx_kwindex.analysis.analysers import Analyser, know
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.model.facts import FileFacts

Reader: TypeAlias = Callable[[str, Language], FileFacts]

_HERE = "sphinx_kwindex.analysis.readers"

#: The module and the function that read, by the word that a
#: :class:`~sphinx_kwindex.analysis.languages.Language` has for its analyser. Those of other
#: packages join them in the child that reads.
READERS: dict[str, str] = {
    "c-family": f"{_HERE}.c_family:read",
    "go": f"{_HERE}.go:read",
    "java": f"{_HERE}.java:read",
    "javascript": f"{_HERE}.ecmascript:javascript",
    "rust": f"{_HERE}.rust:read",
    "tsx": f"{_HERE}.ecmascript:tsx",
    "typescript": f"{_HERE}.ecmascript:typescript",
    "plain": "sphinx_kwindex.analysis.plain:analyse",
    "python": "sphinx_kwindex.analysis.python:read",
    **dict.fromkeys(("ini", "setup-cfg", "tox"), f"{_HERE}.data.ini:read"),
    **dict.fromkeys(("json", "node"), f"{_HERE}.data.json:read"),
    **dict.fromkeys(("toml", "pyproject", "cargo"), f"{_HERE}.data.toml:read"),
    "yaml": f"{_HERE}.data.yaml:read",
    "css": f"{_HERE}.texts.css:read",
    "html": f"{_HERE}.texts.html:read",
    "markdown": f"{_HERE}.texts.markdown:read",
    "notebook": f"{_HERE}.texts.notebook:read",
    "rest": f"{_HERE}.texts.rest:read",
    "bash": f"{_HERE}.bash:read",
    "cmake": f"{_HERE}.build.cmake:read",
    "cython": f"{_HERE}.cython:read",
    "docker": f"{_HERE}.build.docker:read",
    "go.mod": f"{_HERE}.build.requirements:read_go",
    "make": f"{_HERE}.build.make:read",
    "maven": f"{_HERE}.build.maven:read",
    "protobuf": f"{_HERE}.protobuf:read",
    "requirements": f"{_HERE}.build.requirements:read",
    "sql": f"{_HERE}.sql:read",
    "starlark": f"{_HERE}.build.starlark:read",
    **dict.fromkeys(("braced", "tokens"), f"{_HERE}.tokens:read"),
}


def load(analysers: Sequence[Analyser], readers: Collection[str] = ()) -> None:
    """Import readers, and have those of other packages read the files that are theirs.

    :param readers: the words of those that are imported; all where none is named.
    :raises ImportError, AttributeError: a reader is not there.
    """
    know(analysers)
    READERS.update((each.spoken.analyser, each.reader) for each in analysers)
    for word in readers or READERS:
        _reader(word)
    trees = sys.modules.get(f"{_HERE}.treesitter")
    if trees is not None:
        trees.load()


def read(text: str, language: Language) -> FileFacts:
    """Read a file with the reader of its language, which is imported for the first one."""
    return _reader(language.analyser)(text, language)


@cache
def _reader(word: str) -> Reader:
    module, _, function = READERS[word].partition(":")
    return cast("Reader", getattr(import_module(module), function))
