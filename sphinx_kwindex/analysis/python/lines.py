"""Lines of a module by what stands on them."""

from __future__ import annotations

import tokenize
from collections.abc import Iterable
from io import StringIO

from sphinx_kwindex.model.facts import LineCounts

#: Characters above which a module that does not parse is not tokenized: `tokenize` is slow, and
#: quadratic on some text that is not Python.
_UNPARSED_LIMIT = 500_000


def count(text: str, strings: Iterable[tuple[int, int]]) -> LineCounts:
    """Count the lines of a module.

    :param strings: first and last line of each string that spans lines. Within these a ``#`` is
        no comment; an empty line is blank wherever it stands.
    """
    lines = _lines(text)
    blank = sum(not line or line.isspace() for line in lines)
    marked = {number for number, line in enumerate(lines, 1) if line.lstrip().startswith("#")}
    for first, last in strings:
        doubtful = marked.intersection(range(first, last + 1))
        if doubtful:
            marked -= doubtful - _comments(lines, first, last)
    return LineCounts(len(lines), len(lines) - blank - len(marked), len(marked), blank)


def count_unparsed(text: str) -> LineCounts:
    """Count the lines of a module that does not parse, by its tokens where it has any."""
    lines = _lines(text)
    blank = sum(not line or line.isspace() for line in lines)
    strings: list[tuple[int, int]] = []
    if len(text) > _UNPARSED_LIMIT:
        return LineCounts(len(lines), blank=blank)
    try:
        for token in tokenize.generate_tokens(StringIO(text).readline):
            if token.type == tokenize.STRING and token.start[0] != token.end[0]:
                strings.append((token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return LineCounts(len(lines), blank=blank)
    return count(text, strings)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _comments(lines: list[str], first: int, last: int) -> set[int]:
    """Lines of comments between the strings that Python joins to one."""
    body = "\n".join(lines[first - 1 : last])
    if body.count('"""') + body.count("'''") == 2 and "#" not in lines[first - 1].partition('"')[0]:
        return set()  # one string with three quotes, as every docstring is
    found: set[int] = set()
    try:
        for token in tokenize.generate_tokens(StringIO(f"(\n{body}\n)").readline):
            if token.type == tokenize.COMMENT:
                found.add(token.start[0] + first - 2)
    except (tokenize.TokenError, SyntaxError):
        # The lines hold the end of another bracket; what was found before it stands.
        return found
    return found
