"""What a builder's output can hold."""

from __future__ import annotations

from typing import Any

from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder


def is_html(builder: Builder) -> bool:
    """Whether its output is HTML pages that link each other: no single page, no EPUB."""
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, SingleFileHTMLBuilder | Epub3Builder
    )


def is_site(builder: Builder) -> bool:
    """Whether its output is HTML that browsers open: no JSON or pickles, into which a builder dumps
    what another program takes apart."""
    return is_html(builder) and not hasattr(builder, "dump_context")


def has_anchors(builder: Builder) -> bool:
    """Whether lines and definitions have ids of their own in its output."""
    return is_html(builder)


def gets_pages(builder: Builder, config: Any) -> bool:
    """Whether it gets a page for each file and folder, rather than the book alone."""
    wanted = config.kwindex_builders
    return "*" in wanted or builder.name in wanted
