"""A text without its runs of white space, and where each of its places was.

tree-sitter reads white space a character at a time, and a text whose comments, directives and
bodies are blank is mostly that: without it the parse takes a third of the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_RUN = re.compile(rb"\s{4,}")


class Squeezed:
    """A text with a newline for each run of white space.

    :ivar text: what is left.
    """

    def __init__(self, text: bytes) -> None:
        parts: list[bytes] = []
        self._starts = [0]
        self._shifts = [0]
        shift = last = 0
        for match in _RUN.finditer(text):
            start, end = match.span()
            parts.append(text[last:start])
            last = end
            shift += end - start - 1
            self._starts.append(end - shift)
            self._shifts.append(shift)
        parts.append(text[last:])
        self.text = b"\n".join(parts)

    def place(self, place: int) -> int:
        """Where in the whole text a place of what is left was."""
        return place + self._shifts[bisect_right(self._starts, place) - 1]
