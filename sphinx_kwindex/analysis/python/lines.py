"""Lines of a module by what stands on them."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterable
from io import StringIO

from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.tree import Span
from sphinx_kwindex.model.facts import LineCounts

#: Characters above which a module that does not parse is not tokenized: `tokenize` is slow, and
#: quadratic on some text that is not Python.
_UNPARSED_LIMIT = 500_000

_QUOTES = re.compile(r"\w*(\"{3}|'{3})")


def count(source: Source, strings: Iterable[Span]) -> LineCounts:
    """Count the lines of a module.

    :param strings: where each string stands that spans lines. Within these a ``#`` is no comment;
        an empty line is blank wherever it stands.
    """
    lines = _lines(source)
    blank = sum(not line or line.isspace() for line in lines)
    marked = {number for number, line in enumerate(lines, 1) if line.lstrip().startswith("#")}
    for place in strings:
        doubtful = marked.intersection(range(place[0] + 1, place[2] + 1))
        if doubtful:
            marked -= doubtful - _comments(source, place)
    return LineCounts(len(lines), len(lines) - blank - len(marked), len(marked), blank)


def count_unparsed(text: str) -> LineCounts:
    """Count the lines of a module that does not parse, by its tokens where it has any."""
    source = Source(text)
    lines = _lines(source)
    blank = sum(not line or line.isspace() for line in lines)
    if len(text) > _UNPARSED_LIMIT:
        return LineCounts(len(lines), blank=blank)
    comments = 0
    try:
        for token in tokenize.generate_tokens(StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                comments += token.line[: token.start[1]].strip() == ""
    except (tokenize.TokenError, SyntaxError, ValueError):
        return LineCounts(len(lines), blank=blank)
    return LineCounts(len(lines), len(lines) - blank - comments, comments, blank)


def _lines(source: Source) -> list[str]:
    lines = source.lines
    return lines if lines[-1] else lines[:-1]


def _comments(source: Source, place: Span) -> set[int]:
    """Lines of comments between the strings that Python joins to one."""
    body = source.text(place)
    quotes = _QUOTES.match(body)
    if quotes and body.find(quotes[1], quotes.end()) == len(body) - 3:
        return set()  # one string, as every docstring is
    found: set[int] = set()
    try:
        for token in tokenize.generate_tokens(StringIO(f"({body}\n)").readline):
            if token.type == tokenize.COMMENT:
                found.add(token.start[0] + place[0] - 1)
    except (tokenize.TokenError, SyntaxError):
        # No text that Python parsed ends here; what was found before it stands.
        return found
    return found
