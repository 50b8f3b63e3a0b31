"""The store of each doctree folder, one object a process."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from sphinx_kwindex.analysis.store import Store


def folder(doctreedir: str | os.PathLike[str]) -> Path:
    """Where we keep what is ours in a doctree folder."""
    return Path(doctreedir, "kwindex")


@cache
def _open(path: Path) -> Store:
    return Store(path)


def of(doctreedir: str | os.PathLike[str]) -> Store:
    """Return the store of a doctree folder."""
    return _open(folder(doctreedir) / "store.sqlite")
