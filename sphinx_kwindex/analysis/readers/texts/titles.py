"""Levels of the titles of reStructuredText, which its adornments get in the order they come in."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


class Titles:
    """The styles of titles that were met, the highest first."""

    def __init__(self) -> None:
        self._styles: list[tuple[str, str]] = []
        self._level = 0

    def level(self, style: tuple[str, str]) -> int:
        """Return the level of a title that comes next, from 1; 0 where none may stand there.

        :param style: the sign below it, and the sign above it or nothing.

        A new style is one level below the title before it, and is refused where a known style
        was due; a known style may go up any number of levels and down by one.
        """
        if style in self._styles:
            level = self._styles.index(style) + 1
            if level > self._level + 1:
                return 0
        elif len(self._styles) == self._level:
            self._styles.append(style)
            level = len(self._styles)
        else:
            return 0
        self._level = level
        return level


def width(text: str) -> int:
    """Columns that a text takes: two a wide character, none a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )
