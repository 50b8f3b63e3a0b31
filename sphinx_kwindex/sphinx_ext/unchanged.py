"""The search index and the inventory of a build that finds nothing to do.

Sphinx makes both from all documents at the end of each build, whether one was written or not: on a
large repository that takes longer than all else in such a build.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, cast

from sphinx_kwindex.sphinx_ext import lifecycle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

#: What the builder makes of all documents, and what it reads for that.
_METHODS = ("load_indexer", "dump_search_index", "dump_inventory")


def _watch(app: Sphinx, builder: Builder) -> None:
    """Leave both as they are if nothing is to be written (``write-started``).

    That is known when the builder asks for the index that is there.
    """
    build = lifecycle.of(app)
    if not build.is_settled:
        return
    html = cast("StandaloneHTMLBuilder", builder)
    load = html.load_indexer

    def load_indexer(docnames: Set[str]) -> None:
        if docnames:
            load(docnames)
        else:
            build.is_unchanged = True
            html.dump_search_index = html.dump_inventory = _nothing  # type: ignore[method-assign]

    html.load_indexer = load_indexer  # type: ignore[method-assign]


def _nothing() -> None:
    pass


def _restore(app: Sphinx, exception: Exception | None) -> None:
    """Give the builder its own methods back (``build-finished``)."""
    for name in _METHODS:
        vars(app.builder).pop(name, None)


def setup(app: Sphinx) -> None:
    app.connect("write-started", _watch, priority=200)
    app.connect("build-finished", _restore)
