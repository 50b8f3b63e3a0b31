"""Which documents are written again with which, out of the way while documents are read.

Before it reads a document, Sphinx goes through all of ``env.files_to_rebuild`` to take the document
out of it: each page costs the more, the more pages stand in toctrees already (4,000 files in one
folder: 10 ms a page). Those that will be read can be taken out at once, and what is noted meanwhile
need not be gone through.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Rereads:
    """What an application noted until now of the documents that toctrees name."""

    def __init__(self) -> None:
        self._to_read: frozenset[str] = frozenset()
        self._kept: dict[str, set[str]] | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Take out all that will be read (``env-before-read-docs``, last)."""
        self._to_read = frozenset(docnames)
        self._kept = {}
        self._keep(
            {
                name: rest
                for name, by in env.files_to_rebuild.items()
                if (rest := by - self._to_read)
            }
        )
        env.files_to_rebuild = {}

    def purge(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Keep what was noted since the last document (``env-purge-doc``, before Sphinx).

        A document that was not to be read is one that Sphinx has to look for.
        """
        if self._kept is None:
            return
        if docname in self._to_read:
            self._keep(env.files_to_rebuild)
            env.files_to_rebuild = {}
        else:
            self.end(app, env)

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Give everything back (``env-updated``, first)."""
        if self._kept is not None:
            self._keep(env.files_to_rebuild)
            env.files_to_rebuild = self._kept
            self._kept = None

    def _keep(self, noted: Mapping[str, set[str]]) -> None:
        kept = self._kept
        if kept is not None:
            for name, by in noted.items():
                kept.setdefault(name, set()).update(by)


def setup(app: Sphinx) -> None:
    rereads = Rereads()
    app.connect("env-before-read-docs", rereads.begin, priority=999)
    app.connect("env-purge-doc", rereads.purge, priority=1)
    app.connect("env-updated", rereads.end, priority=1)
