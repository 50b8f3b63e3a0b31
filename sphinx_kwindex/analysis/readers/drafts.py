"""Definitions as readers find them, before they have their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx_kwindex.analysis.text import LINE_END, shortened
from sphinx_kwindex.model import anchors
from sphinx_kwindex.model.facts import Definition, Kind

if TYPE_CHECKING:
    from tree_sitter import Node

#: Characters of a signature, a base or a type, and of a value.
LONGEST, VALUE = 1_000, 80

_PADDED = re.compile(r"^(\() |,? (\))$")
_SPACE = re.compile(r"\s\s+|[^\S ]")


@dataclass(slots=True)
class Draft:
    """A definition while it is made: it has the fields that
    :class:`~sphinx_kwindex.model.facts.Definition` has, and they can be set.
    """

    kind: Kind
    name: str
    qualname: str
    line: int
    end_line: int
    tags: set[str] = field(default_factory=set)
    signature: str = ""
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    summary: str = ""
    annotation: str = ""
    value: str = ""
    complexity: int = 0
    parameters: tuple[str, ...] = ()
    anchor: str = ""

    def done(self) -> Definition:
        """Return the definition, its tags sorted."""
        return Definition(
            self.kind,
            self.name,
            self.qualname,
            self.anchor,
            self.line,
            max(self.line, self.end_line),
            self.signature,
            self.bases,
            self.decorators,
            tuple(sorted(self.tags)) if self.tags else (),
            self.summary,
            self.annotation,
            self.value,
            self.complexity,
            self.parameters,
        )


@dataclass(slots=True)
class Drafts:
    """The definitions of a file that is being read.

    :ivar data: the bytes of the file.
    """

    data: bytes
    found: list[Draft] = field(default_factory=list)

    def finish(self) -> tuple[Definition, ...]:
        """All in the order of their lines, each with its id."""
        return finished(self.found)

    def written(self, node: Node | None, limit: int = LONGEST) -> str:
        """The text of a node in one line; where it is too long, its begin and three dots."""
        if node is None:
            return ""
        start, end = node.start_byte, node.end_byte
        # A character has four bytes at most; a node can be as large as the file.
        last = start + 4 * limit
        text = self.data[start : min(end, last)].decode("utf-8", "replace")
        if "\n" in text and "string" in node.type and node.type != "concatenated_string":
            text = text.replace("\n", LINE_END)
        if len(text) > limit or "\n" in text or "\t" in text or "  " in text:
            text = _SPACE.sub(" ", text).strip()
        return shortened(text, limit, end <= last)

    def signature(self, parameters: Node | None, result: str = "") -> str:
        """``(a: T) -> R``; nothing where the parenthesis is not closed."""
        shown = self.written(parameters) or "()"
        if shown[0] != "(":
            shown = f"({shown})"
        elif shown[-1] != ")":
            return ""
        elif " )" in shown or "( " in shown:
            shown = _PADDED.sub(r"\1\2", shown)
        return f"{shown} -> {result}" if result else shown


def finished(drafts: Iterable[Draft]) -> tuple[Definition, ...]:
    """Drafts in the order of their lines, each with its id; of one line, the first stays first."""
    ordered = sorted(drafts, key=attrgetter("line"))
    ids = anchors.assign([(draft.qualname, draft.kind.has_body) for draft in ordered])
    for draft, anchor in zip(ordered, ids, strict=True):
        draft.anchor = anchor
    return tuple([draft.done() for draft in ordered])


def row(node: Node) -> int:
    """First line of a node, from 1."""
    return int(node.start_point[0]) + 1


def last_row(node: Node) -> int:
    """Last line of a node, from 1."""
    return int(node.end_point[0]) + 1
