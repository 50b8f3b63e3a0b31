"""Which manual a text is part of: the nearest folder above it that has Sphinx's ``conf.py``."""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files


def folder(files: Files, path: str) -> str | None:
    """The folder of the manual, empty for the root; ``None`` outside of any."""
    above = dirname(path)
    while True:
        if files.at(join(above, "conf.py")) is not None:
            return above
        if not above:
            return None
        above = dirname(above)
