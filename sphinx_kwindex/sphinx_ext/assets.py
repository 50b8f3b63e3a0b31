"""The style sheet and the translations that come with the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kwindex.sphinx_ext import builders

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_STATIC = Path(__file__).with_name("static")


def add(app: Sphinx) -> None:
    """Add the style sheet to the pages of HTML builders (``builder-inited``)."""
    if builders.is_html(app.builder):
        app.config.html_static_path.append(str(_STATIC))
        app.add_css_file("kwindex.css")


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", add)
