"""Pages of ours without markup that changes nothing that a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_kwindex.sphinx_ext import lifecycle
from sphinx_kwindex.sphinx_ext.highlighting import narrow

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A word of a literal. Sphinx marks each, so that lines break between words only; on our pages,
#: whose names can be longer than a line, the style sheet lets them break anywhere.
_MARK = '<span class="pre">'
_WORD = re.compile(rf"{_MARK}([^<]*)</span>")

#: What holds text that browsers take as it is written.
_LITERAL = re.compile("<(?:script|style)", re.IGNORECASE)


def slim(parts: list[str]) -> None:
    """Unmark the words of literals in what is written of a page of ours, in its place, and narrow
    it, but for scripts and styles of extensions, in which a reference means nothing."""
    parts[:] = map(_slimmed, parts)


def _slimmed(markup: str) -> str:
    plain = _unmarked(markup)
    return plain if plain.isascii() or _LITERAL.search(plain) else narrow(plain)


def _unmarked(markup: str) -> str:
    return _WORD.sub(r"\1", markup) if _MARK in markup else markup


def unmark(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Unmark what is left (``html-page-context``): on a page of many signatures the marks are half
    of all bytes.

    Where a page ends with its source, which is most of it, nothing is left, and no copy made.
    """
    if page in lifecycle.of(app).pages and "body" in context:
        context["body"] = _unmarked(context["body"])


def setup(app: Sphinx) -> None:
    # Before the box of the search, and before themes, which may look through the body.
    app.connect("html-page-context", unmark, priority=90)
