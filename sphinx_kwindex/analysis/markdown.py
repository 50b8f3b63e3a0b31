"""Markdown as MyST reads it: the parser, and the words of a line of it.

MyST-Parser's own door needs docutils to be imported, which analysis does without. What it opens
is this parser, with plugins that it publishes for all; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

#: References to footnotes above which they are read as text: each opening bracket of one is
#: looked at once more for each that stands behind it.
FOOTNOTES = 1_000

#: The text of an inline token; what is not here, such as an image or HTML, has none.
_INLINE: Mapping[str, Callable[[Token], str]] = {
    "text": lambda token: token.content,
    "code_inline": lambda token: token.content,
    "text_special": lambda token: token.content,
    "myst_role": lambda token: _role(token.meta["name"], token.content),
    "softbreak": lambda token: " ",
    "hardbreak": lambda token: " ",
}


def _role(name: str, content: str) -> str:
    """What a role shows: some show their own name before what they are given."""
    return f"{name.upper()} {content}" if name.lower() in ("pep", "rfc") else content


def parse(text: str, *, colons: bool = False) -> list[Token]:
    """The tokens of a text: those that MyST's parser gives with no extension enabled.

    :param colons: whether fences may be of colons too, MyST's extension ``colon_fence``.
    """
    return _parser(text.count("[^") <= FOOTNOTES, colons).parse(text)


@cache
def _parser(footnotes: bool, colons: bool) -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
    )
    if colons:
        parser.use(colon_fence_plugin)
    if footnotes:
        parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return parser


def words(children: Iterable[Token]) -> str:
    """The text of inline tokens, without images and raw HTML."""
    return "".join(_INLINE[token.type](token) for token in children if token.type in _INLINE)
