"""Source text as HTML: Pygments' colours, an id for each line, an id for each definition.

Pygments' own formatter gives a table or a list of thousands of elements and knows nothing of
definitions; this one writes a string a line, and closes every element at the end of its line.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TypeAlias

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Whitespace, _TokenType
from pygments.util import ClassNotFound

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.patience import OutOfTime, at_most
from sphinx_kwindex.sphinx_ext import lexing

#: Seconds of processor time after which the rest of a text is left without colours: some lexers
#: take quadratic time, or far more, on input that was made for it.
LEXER_SECONDS = 5.0

#: Tokens between two looks at the time, and the seconds that these have at least.
_TOKENS, _SHORTEST = 1_024, 0.05

#: Characters of a piece that is likely to come again.
_SHORT = 40

#: Lines of one group of a long listing.
GROUP = 100

#: By line, from 1, what leads somewhere: its first column and the column after it, from 0 in
#: characters, and the start tag of its link.
Links: TypeAlias = Mapping[int, list[tuple[int, int, str]]]

_NO_LINKS: Links = {}

#: Escapes for HTML; control characters, which no HTML or XML may hold, as their pictures.
_ESCAPES = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **{code: f"\\x{code:02x}" for code in range(0x80, 0xA0)},
    **{code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)},
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}

_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """`text` for HTML and XML, whatever it holds. Pure."""
    return narrow(text.translate(_ESCAPES))


def narrow(markup: str) -> str:
    """`markup` with references for characters beyond U+FFFF. Pure.

    One of them, and Python keeps four bytes for each character of the page, in each of the half
    dozen copies that are there while it is written.
    """
    return markup if markup.isascii() else _BEYOND.sub(lambda found: f"&#{ord(found[0])};", markup)


@cache
def _lexer(alias: str) -> Lexer | None:
    try:
        return lexing.lexer(alias, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


@cache
def _css_class(kind: _TokenType) -> str:
    """The short CSS class that Pygments' style sheets use, of the nearest kind that has one."""
    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    # Style sheets give white space a colour, which nobody sees.
    return "" if kind is Whitespace else STANDARD_TYPES[kind]


def _pieces(text: str, alias: str) -> Iterator[tuple[str, str]]:
    """Yield ``(CSS class, text)``, neighbours of one class as one.

    The classes stop where the lexer ran out of time.
    """
    # A lexer gives an empty text one line.
    lexer = None if alias == "text" or not text else _lexer(alias)
    if lexer is None:
        if text:
            yield "", text
        return
    last, pending = "", ""
    done, ended = 0, False
    for tokens, ended in _timed(lexer.get_tokens(text), LEXER_SECONDS):  # noqa: B007 - used below
        for kind, value in tokens:
            css = _css_class(kind)
            if css == last:
                pending += value
                continue
            if pending:
                done += len(pending)
                yield last, pending
            last, pending = css, value
    if pending:
        yield last, pending
    if not ended:
        yield "", text[done + len(pending) :]


def seconds(text: str, alias: str, most: float) -> float:
    """How long a lexer takes for a text, in seconds of processor time; `most` where it is more."""
    lexer = _lexer(alias)
    if lexer is None:
        return 0.0
    start = time.process_time()
    ended = any(is_last for _, is_last in _timed(lexer.get_tokens(text), most))
    return time.process_time() - start if ended else most


def _timed(
    tokens: Iterator[tuple[_TokenType, str]], most: float
) -> Iterator[tuple[list[tuple[_TokenType, str]], bool]]:
    """Yield tokens, some at a time with whether they are the last, for `most` seconds."""
    left = most
    while True:
        taken: list[tuple[_TokenType, str]] = []
        start = time.process_time()
        try:
            with at_most(max(left, _SHORTEST)):
                taken.extend(islice(tokens, _TOKENS))
        except OutOfTime:
            yield taken, False
            return
        left -= time.process_time() - start
        is_last = len(taken) < _TOKENS
        yield taken, is_last
        if is_last or left <= 0:
            return


def lines(text: str, alias: str, links: Links = _NO_LINKS) -> Iterator[str]:
    """Yield each line of `text` as HTML without its end; every element is closed in its line."""
    markup = _Markup()
    pieces: list[tuple[str, str]] = []
    number = 1
    for piece in _pieces(text, alias):
        css, value = piece
        if "\n" not in value:
            pieces.append(piece)
            continue
        first, *rest = value.split("\n")
        for part in rest:
            if first:
                pieces.append((css, first))
            yield _line(pieces, links.get(number), markup)
            number += 1
            pieces = []
            first = part
        if first:
            pieces.append((css, first))
    if pieces:
        yield _line(pieces, links.get(number), markup)


class _Markup(dict[tuple[str, str], str]):
    """Pieces as HTML; a source repeats most of its own."""

    def __missing__(self, piece: tuple[str, str]) -> str:
        css, value = piece
        html = f'<span class="{css}">{escape(value)}</span>' if css else escape(value)
        if len(value) <= _SHORT:
            self[piece] = html
        return html

    def of(self, pieces: Iterable[tuple[str, str]]) -> str:
        return "".join(map(self.__getitem__, pieces))


def _line(
    pieces: list[tuple[str, str]], links: list[tuple[int, int, str]] | None, markup: _Markup
) -> str:
    if not links:
        return markup.of(pieces)
    parts: list[str] = []
    waiting = pieces[::-1]
    column = 0
    for start, end, tag in sorted(links):
        if start < column:
            continue  # it overlaps the one before
        parts.append(markup.of(_taken(waiting, start - column)))
        inside = markup.of(_taken(waiting, end - start))
        parts.append(f"{tag}{inside}</a>" if inside else "")
        column = end
    return "".join(parts) + markup.of(reversed(waiting))


def _taken(waiting: list[tuple[str, str]], length: int) -> Iterator[tuple[str, str]]:
    """Take so many characters off the end of the pieces, which are in reverse order."""
    while length > 0 and waiting:
        css, value = waiting.pop()
        if len(value) > length:
            waiting.append((css, value[length:]))
            value = value[:length]
        length -= len(value)
        yield css, value


def block(
    text: str,
    alias: str,
    anchors: Mapping[int, Iterable[str]],
    links: Links = _NO_LINKS,
    ends: Mapping[str, int] | None = None,
    bar: str = "",
) -> list[str]:
    """Return the listing of a whole file, in parts.

    :param alias: of the Pygments lexer, ``text`` for none.
    :param anchors: ids of the definitions on each line, from 1.
    :param links: what leads somewhere else.
    :param ends: the last line of each definition, by its id, that has more than one.
    :param bar: HTML that stands above it.
    """
    rows = []
    for number, html in enumerate(lines(text, alias, links), start=1):
        line = line_anchor(number)
        for anchor in anchors.get(number, ()):
            end = f' data-end="{ends[anchor]}"' if ends and anchor in ends else ""
            html = f'<span id="{escape(anchor)}"{end}>{html}</span>'
        rows.append(f'<a class="ln" id="{line}" href="#{line}">{number}</a>{html}\n')
    width = len(str(len(rows)))
    parts = [
        f'<div class="highlight-{escape(alias)} notranslate kwindex-listing">'
        f'<div class="highlight">{bar}'
        f'<pre class="kwindex-source" style="--kwindex-digits: {width}">'
    ]
    if len(rows) > GROUP:
        # A browser lays out the groups that are in view, and keeps room for the rest.
        for start in range(0, len(rows), GROUP):
            group = rows[start : start + GROUP]
            parts.append(f'<span class="lns" style="--kwindex-lines: {len(group)}">')
            parts += group
            parts.append("</span>")
    else:
        parts += rows
    parts.append("</pre></div></div>\n")
    return parts
