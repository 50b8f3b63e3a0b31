"""Expressions as their author wrote them, on one line."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from io import StringIO

from sphinx_kwindex.analysis.python.tree import Node, Span, span
from sphinx_kwindex.analysis.text import LINE_END

#: Characters of an expression or a signature that a reader is shown.
LIMIT = 500

#: Lines of an expression that are looked at: they fill `LIMIT` unless they hold comments only.
_LINES = 200

_SILENT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
)


class Source:
    """The text of a module, as a place to cut expressions from."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def expression(self, node: Node, limit: int = LIMIT) -> str:
        """Return the text of an expression on one line, without comments."""
        return self.cut(span(node), limit)

    def cut(self, place: Span, limit: int = LIMIT) -> str:
        """Return what stands at `place`, on one line; an ellipsis ends what is cut off."""
        first, start, last, end = place
        if first == last:
            return shorten(self._slice(first, start, end), limit)
        rows = [self._slice(first, start, None)]
        room = 8 * limit
        for number in range(first + 1, min(last, first + _LINES) + 1):
            room -= len(rows[-1])
            if room < 0:
                break
            rows.append(self._slice(number, 0, end if number == last else None))
        whole = first + len(rows) - 1 == last
        flat = _flat(rows, limit)
        return shorten(flat + ("" if whole else " \N{HORIZONTAL ELLIPSIS}"), limit)

    def text(self, place: Span) -> str:
        """Return all that stands at `place`, with its line ends."""
        first, start, last, end = place
        if first == last:
            return self._slice(first, start, end)
        middle = self.lines[first : last - 1]
        return "\n".join([self._slice(first, start, None), *middle, self._slice(last, 0, end)])

    def _slice(self, number: int, start: int, end: int | None) -> str:
        line = self.lines[number - 1]
        if line.isascii():
            return line[start:end]
        return line.encode()[start:end].decode(errors="replace")


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`, with an ellipsis at the end where cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _flat(rows: list[str], limit: int) -> str:
    """Join the lines of one expression with the spaces that its tokens have on a line; at least
    what more than `limit` characters of it begin with."""
    # In brackets, as line ends and indentation mean nothing there.
    text = "(" + "\n".join(rows) + "\n)"
    parts: list[str] = []
    row, column = 1, 1
    room = limit
    lines = text.split("\n")
    for token in _tokens(text):
        if token.type in _SILENT:
            continue
        line, start = token.start
        if line != row:
            tight = not parts or parts[-1][-1:] in "([{" or token.string in (")", "]", "}")
            gap = "" if tight else " "
        else:
            gap = lines[line - 1][column:start]
        row, column = token.end
        part = _between(lines, token.start, token.end)
        parts.append(gap + part)
        room -= len(part)
        if room < -2:  # the brackets around it
            return "".join(parts[1:]).strip()
    return "".join(parts[1:-1]).strip() if parts else ""


#: A line end that a backslash takes out of a string.
_CONTINUED = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
_PREFIXES, _LONGEST_PREFIX = "bBfFrRtTuU", 3


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text of a token; a string over several lines shows its line ends as ``\\n``, where a
    backslash means something else by a sign."""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    inner = lines[start[0] : end[0] - 1]
    text = "\n".join([lines[start[0] - 1][start[1] :], *inner, lines[end[0] - 1][: end[1]]])
    if "r" in text[:_LONGEST_PREFIX].partition(text.lstrip(_PREFIXES)[:1])[0].lower():
        return text.replace("\n", LINE_END)
    return _CONTINUED.sub(r"\1", text).replace("\n", "\\n")


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    try:
        for token in tokenize.generate_tokens(StringIO(text).readline):
            if token.type not in (tokenize.ENDMARKER, tokenize.ERRORTOKEN):
                yield token
    except (tokenize.TokenError, SyntaxError):
        # The expression was cut within a bracket or a string: what came before is shown.
        return
