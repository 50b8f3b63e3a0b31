"""The cells of a Jupyter notebook, with the line of the file that each of their lines is from.

Python's own reader of JSON tells no places. The few levels that lead to the source of a cell are
walked here with its scanner (:mod:`json`), which reads all the rest in C.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_DECODER = json.JSONDecoder()
_WHITE = re.compile(r"[ \t\n\r]+").match


@dataclass(slots=True)
class Cell:
    """A cell.

    :ivar kind: ``code``, ``markdown`` or ``raw``.
    :ivar source: its text.
    :ivar lines: of each line of the text, the line of the file, from 1.
    """

    kind: str = ""
    source: str = ""
    lines: list[int] = field(default_factory=list)

    def line(self, number: int) -> int:
        """The line of the file that a line of the source is from, both from 1."""
        return self.lines[min(max(number, 1), len(self.lines)) - 1] if self.lines else 1


@dataclass(slots=True)
class Notebook:
    """A notebook.

    :ivar language: that its metadata name, in lower case; empty where they name none.
    :ivar format: its ``nbformat``; 0 where it has none.
    """

    cells: list[Cell] = field(default_factory=list)
    language: str = ""
    format: int = 0


def parse(text: str) -> Notebook:
    """Read a notebook (https://nbformat.readthedocs.io/en/latest/format_description.html).

    :raises json.JSONDecodeError: the text is no JSON.
    """
    return _Scanner(text).notebook()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._counted = 1, 0

    def notebook(self) -> Notebook:
        found = Notebook()
        place = self._white(0)
        if not self._text.startswith("{", place):
            raise json.JSONDecodeError("a notebook is an object", self._text, place)

        def value(key: str, place: int) -> int:
            if key == "cells" and self._text.startswith("[", place):
                return self._items(place, lambda at: self._cell(found, at))
            read, place = self._value(place)
            if key == "metadata":
                found.language = _language(read)
            elif key == "nbformat" and isinstance(read, int):
                found.format = read
            return place

        end = self._white(self._members(place, value))
        if end != len(self._text):
            raise json.JSONDecodeError("Extra data", self._text, end)
        return found

    def _cell(self, found: Notebook, place: int) -> int:
        cell = Cell()
        if not self._text.startswith("{", place):
            return self._value(place)[1]

        def value(key: str, place: int) -> int:
            if key == "source":
                return self._source(cell, place)
            read, place = self._value(place)
            if key == "cell_type" and isinstance(read, str):
                cell.kind = read
            return place

        place = self._members(place, value)
        found.cells.append(cell)
        return place

    def _source(self, cell: Cell, place: int) -> int:
        """Read the source of a cell: a string, or a list of strings."""
        parts: list[tuple[str, int]] = []

        def part(place: int) -> int:
            line = self._line_of(place)
            if self._text.startswith('"', place):
                string, place = self._value(place)
                parts.append((string, line))
                return place
            return self._value(place)[1]

        end = self._items(place, part) if self._text.startswith("[", place) else part(place)
        cell.lines = list(_lines(parts))
        cell.source = "".join(string for string, _ in parts)
        return end

    def _members(self, place: int, value: Callable[[str, int], int]) -> int:
        """Read an object from its brace on; `value` reads what stands under each key."""

        def member(place: int) -> int:
            if not self._text.startswith('"', place):
                raise json.JSONDecodeError("a name is expected", self._text, place)
            key, place = self._value(place)
            place = self._white(place)
            if not self._text.startswith(":", place):
                raise json.JSONDecodeError("a colon is expected", self._text, place)
            return value(key, self._white(place + 1))

        return self._items(place, member, "}")

    def _items(self, place: int, item: Callable[[int], int], closing: str = "]") -> int:
        place = self._white(place + 1)
        if self._text.startswith(closing, place):
            return place + 1
        while True:
            place = self._white(item(place))
            if self._text.startswith(closing, place):
                return place + 1
            if not self._text.startswith(",", place):
                raise json.JSONDecodeError("a comma is expected", self._text, place)
            place = self._white(place + 1)

    def _value(self, place: int) -> tuple[Any, int]:
        return _DECODER.raw_decode(self._text, place)

    def _line_of(self, place: int) -> int:
        """The line of a place behind all that were asked for before."""
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _white(self, place: int) -> int:
        match = _WHITE(self._text, place)
        return match.end() if match else place


def _lines(parts: list[tuple[str, int]]) -> Iterator[int]:
    """For each line that the parts make together, the line that its beginning is from."""
    begins = True
    for string, line in parts:
        if not string:
            continue
        count = string.count("\n")
        if begins:
            yield line
        for _ in range(count - string.endswith("\n")):
            yield line
        begins = string.endswith("\n")


def _language(metadata: Any) -> str:
    """The language that the metadata of a notebook name."""
    if not isinstance(metadata, dict):
        return ""
    for table, key in (("language_info", "name"), ("kernelspec", "language")):
        inner = metadata.get(table)
        if isinstance(inner, dict) and isinstance(inner.get(key), str):
            return str(inner[key]).lower()
    return ""
