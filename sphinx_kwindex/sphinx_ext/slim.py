"""Pages of ours without markup that changes nothing that a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_kwindex.sphinx_ext import lifecycle

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A word of a literal. Sphinx marks each, so that lines break between words only; on our pages,
#: whose names can be longer than a line, the style sheet lets them break anywhere.
_WORD = re.compile(r'<span class="pre">([^<]*)</span>')


def unmark(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Unmark the words of literals (``html-page-context``): on a page of many signatures the marks
    are half of all bytes."""
    if page in lifecycle.of(app).pages and "body" in context:
        context["body"] = _WORD.sub(r"\1", context["body"])


def setup(app: Sphinx) -> None:
    # Before the box of the search, and before themes, which may look through the body.
    app.connect("html-page-context", unmark, priority=90)
