"""Documents a whole repository from its files, as Sphinx documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    from sphinx_kwindex.sphinx_ext import imports

    with imports.installed_only():
        from sphinx_kwindex.sphinx_ext import (
            assets,
            blocks,
            bodies,
            config,
            documents,
            domain,
            epub,
            events,
            lifecycle,
            links,
            listings,
            navigation,
            overview,
            pictures,
            records,
            rereads,
            search,
            shares,
            slim,
            source,
            source_bar,
            titles,
            translation,
            unchanged,
        )
        from sphinx_kwindex.sphinx_ext.keyword_search import box

    config.setup(app)
    events.setup(app)
    translation.setup(app)
    records.setup(app)
    rereads.setup(app)
    bodies.setup(app)
    overview.setup(app)
    documents.setup(app)
    domain.setup(app)
    pictures.setup(app)
    listings.setup(app)
    source.setup(app)
    blocks.setup(app)
    source_bar.setup(app)
    search.setup(app)
    shares.setup(app)
    slim.setup(app)
    titles.setup(app)
    unchanged.setup(app)
    box.setup(app)
    links.setup(app)
    navigation.setup(app)
    lifecycle.setup(app)
    assets.setup(app)
    epub.setup(app)
    return {
        "version": __version__,
        "env_version": lifecycle.ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
