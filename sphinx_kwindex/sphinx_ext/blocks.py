"""Blocks of code in what we show of a repository, without colours where these take too long.

Sphinx colours them when it writes a page, with no limit of time; a text can be made so that it
would never end.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_kwindex.sphinx_ext import bodies, highlighting

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What Sphinx does not colour.
_PLAIN = frozenset({"text", "none"})
#: Formats of builders that colour nothing. Of others one may: that of LaTeX has no highlighter, its
#: translator has.
_COLOURLESS = frozenset({"", "man", "pseudoxml", "texinfo", "text", "xml"})


def spare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the language of blocks that are not coloured in time (``doctree-resolved``).

    Ours have ``force``; those of one page share the time of one source.
    """
    if app.builder.format in _COLOURLESS:
        return
    left: defaultdict[str, float] = defaultdict(lambda: highlighting.LEXER_SECONDS)
    for node in doctree.findall(nodes.literal_block):
        language = node.get("language", "text")
        if "force" not in node or language in _PLAIN:
            continue
        page = bodies.page_of(node)
        if left[page] > 0:
            left[page] -= highlighting.seconds(node.rawsource, language, left[page])
        if left[page] <= 0:
            node["language"] = "text"


def setup(app: Sphinx) -> None:
    # After all that puts blocks into a document.
    app.connect("doctree-resolved", spare, priority=900)
