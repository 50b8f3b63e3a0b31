"""The style sheets that come with the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.epub3 import Epub3Builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Themes with a sheet of their own, which mends what of theirs does not go with our pages.
MENDED = (
    *("alabaster", "furo", "pydata_sphinx_theme"),
    *("sphinx_book_theme", "sphinx_rtd_theme"),
)

_STATIC = Path(__file__).with_name("static")


def add(app: Sphinx, config: Config) -> None:
    """Add our static files (``config-inited``).

    Not later: a configuration that changes after Sphinx has compared it with the last one looks
    changed in every build.
    """
    config.html_static_path.append(str(_STATIC))


def link(app: Sphinx) -> None:
    """Link the style sheets from every page (``builder-inited``), but not of an EPUB."""
    if isinstance(app.builder, Epub3Builder):
        return
    app.add_css_file("kwindex.css")
    if app.config.html_theme in MENDED:
        app.add_css_file(f"kwindex-{app.config.html_theme}.css")


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add)
    app.connect("builder-inited", link)
