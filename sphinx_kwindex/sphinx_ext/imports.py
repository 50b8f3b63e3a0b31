"""What we import, while the repository itself may be on ``sys.path``.

A conf.py that uses autodoc puts it there, often first: a module of the repository that is named
as one of the standard library, or as one that a library of ours tries to import, would then run.
Sphinx itself is imported before us, and what it does is not ours to change.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder

import docutils
import sphinx

#: What we need beside the standard library, Sphinx and docutils, wherever it lies.
LIBRARIES = frozenset(
    {"markdown_it", "mdit_py_plugins", "mdurl", "msgspec", "myst_parser", "pathspec", "pygments"}
    | {"yaml", "_yaml"}
)

_STANDARD = os.path.dirname(os.__file__)
_INSTALLED = frozenset(os.path.dirname(package.__path__[0]) for package in (docutils, sphinx))


class _Elsewhere:
    """The last finder: our libraries alone, on the whole of the path."""

    def __init__(self, path: list[str]) -> None:
        self._path = path

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return PathFinder.find_spec(name, self._path) if name in LIBRARIES else None


@contextmanager
def installed_only() -> Iterator[None]:
    """For the time of the block, import from where Python and its packages are installed."""
    path = list(sys.path)
    elsewhere = _Elsewhere(path)
    sys.path[:] = filter(_is_installed, path)
    sys.meta_path.append(elsewhere)
    try:
        yield
    finally:
        sys.meta_path.remove(elsewhere)
        sys.path[:] = path


def _is_installed(entry: str) -> bool:
    return (
        entry in _INSTALLED
        or entry == _STANDARD
        or entry.startswith(_STANDARD + os.sep)
        or os.path.basename(entry) in ("site-packages", "dist-packages")
    )
