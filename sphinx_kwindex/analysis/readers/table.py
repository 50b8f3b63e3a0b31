"""Who reads the files of each language: one module a reader, chosen by one table.

A reader takes the text of a file and its language and returns what the file says. It fills what
the text alone tells; language, encoding and newline are left to the caller. It opens nothing,
runs nothing, imports nothing of the repository, and may raise: the caller has a page for that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from sphinx_kwindex.analysis import plain, python
from sphinx_kwindex.analysis.analysers import Analyser, know
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import (
    bash,
    c_family,
    cython,
    ecmascript,
    go,
    java,
    protobuf,
    rust,
    sql,
    tokens,
)
from sphinx_kwindex.analysis.readers.build import cmake, docker, make, maven, requirements, starlark
from sphinx_kwindex.analysis.readers.data import ini, json, toml, yaml
from sphinx_kwindex.analysis.readers.texts import css, html, markdown, notebook, rest
from sphinx_kwindex.model.facts import FileFacts

Reader: TypeAlias = Callable[[str, Language], FileFacts]


def _python(text: str, language: Language) -> FileFacts:
    return python.analyse(text)


#: By the word that a :class:`~sphinx_kwindex.analysis.languages.Language` has for its analyser.
#: Those of other packages join them in the child that reads.
READERS: dict[str, Reader] = {
    "c-family": c_family.read,
    "go": go.read,
    "java": java.read,
    "javascript": ecmascript.javascript,
    "rust": rust.read,
    "tsx": ecmascript.tsx,
    "typescript": ecmascript.typescript,
    "plain": plain.analyse,
    "python": _python,
    **dict.fromkeys(("ini", "setup-cfg", "tox"), ini.read),
    **dict.fromkeys(("json", "node"), json.read),
    **dict.fromkeys(("toml", "pyproject", "cargo"), toml.read),
    "yaml": yaml.read,
    "css": css.read,
    "html": html.read,
    "markdown": markdown.read,
    "notebook": notebook.read,
    "rest": rest.read,
    "bash": bash.read,
    "cmake": cmake.read,
    "cython": cython.read,
    "docker": docker.read,
    "go.mod": requirements.read_go,
    "make": make.read,
    "maven": maven.read,
    "protobuf": protobuf.read,
    "requirements": requirements.read,
    "sql": sql.read,
    "starlark": starlark.read,
    **dict.fromkeys(("braced", "tokens"), tokens.read),
}


def load(analysers: Sequence[Analyser]) -> None:
    """Import readers of other packages, and have them read the files that are theirs.

    :raises ImportError, AttributeError: a reader is not there.
    """
    know(analysers)
    for each in analysers:
        module, _, function = each.reader.partition(":")
        READERS[each.spoken.analyser] = getattr(import_module(module), function)


def read(text: str, language: Language) -> FileFacts:
    """Read a file with the reader of its language."""
    return READERS[language.analyser](text, language)
