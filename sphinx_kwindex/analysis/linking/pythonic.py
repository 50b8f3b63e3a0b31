"""Which files of a repository are Python's, from their names and languages alone."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.analysis.linking.modules import Modules
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.repository import ReadFile

#: Suffixes of what Python itself takes for a module, besides what the reader calls Python.
_MODULE_SUFFIXES = frozenset({".py", ".pyi"})
CYTHON = ".pyx"
#: Languages whose files hold Python, and are no modules.
PYTHON_WITHIN = frozenset({"Jupyter notebook"})
_ABSENT = frozenset({Reason.DELETED, Reason.SUBMODULE, Reason.SPECIAL})


def is_python(file: ReadFile) -> bool:
    return file.language == "Python" or file.source.suffix in _MODULE_SUFFIXES


def modules_of(files: Iterable[ReadFile]) -> Modules:
    """The modules among the files of a repository, from their names alone."""
    there = [file for file in files if file.source.reason not in _ABSENT]
    return Modules(
        (file.path for file in there if is_python(file) or file.source.suffix == CYTHON),
        (file.path for file in there),
    )
