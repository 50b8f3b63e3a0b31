"""What makes an EPUB with our pages a valid one."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Our style sheet, as output folders have it: what checks EPUBs does not know all of its selectors.
STYLES = "_static/kwindex.css"
#: The search is one of sites.
SCRIPTS = ("_static/kwindex-search-index.js", "_static/kwindex-search.js")


def leave_out(app: Sphinx, config: Config) -> None:
    """Keep the style sheet and the scripts out of the package (``config-inited``)."""
    config.epub_exclude_files = [*config.epub_exclude_files, STYLES, *SCRIPTS]


def name_files(app: Sphinx) -> None:
    """Let the reading order name files as the manifest does (``builder-inited``).

    Sphinx looks for the quoted address of a document among names of files that are not quoted: a
    document with an ``=`` in its name would be in the reading order twice, once as nothing.
    """
    builder = app.builder
    if not isinstance(builder, Epub3Builder):
        return
    get_toc = builder.get_toc

    @wraps(get_toc)
    def unquoted() -> None:
        get_toc()
        for entry in builder.refnodes:
            entry["refuri"] = unquote(entry["refuri"])

    builder.get_toc = unquoted  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    app.connect("config-inited", leave_out)
    app.connect("builder-inited", name_files)
