"""What the walk over a tree of the C family carries along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tree_sitter import Node

from sphinx_kwindex.analysis.readers.c_family.drafts import Draft
from sphinx_kwindex.analysis.readers.c_family.text import Text

#: Definitions of one file that are kept: generated tables have a million enumerators.
MOST = 50_000

#: Characters of the names around a declaration, beyond which nothing is entered: each name would
#: be as long as the file.
LONGEST = 2_000

_SKIPPED = re.compile(rb"(?:\s|//[^\n]*|/\*.*?\*/|[;{}:]|#[^\n\\]*(?:\\.[^\n\\]*)*)*", re.S)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a declaration stands.

    :ivar prefix: what comes before the names defined here: ``a::Outer::``, or nothing.
    :ivar owner: name of the class around it, or empty.
    :ivar access: ``private`` or ``protected``, or empty.
    :ivar outer: `prefix` of the namespace around it, for friends.
    """

    prefix: str = ""
    owner: str = ""
    access: str = ""
    outer: str = ""


@dataclass(slots=True)
class Walk:
    """The walk over one tree.

    :ivar code: the text that was parsed; `text` is what it stood in.
    :ivar cut: whether there is more than was read.
    """

    code: bytes
    text: Text
    drafts: list[Draft] = field(default_factory=list)
    cut: bool = False
    namespaces: set[str] = field(default_factory=set)
    waiting: list[tuple[list[Node], int, int, Place]] = field(default_factory=list)

    def enter(self, node: Node, last: int, place: Place) -> None:
        """Read later what a node holds."""
        if len(place.prefix) > LONGEST:
            self.cut = True
            return
        self.waiting.append((node.children, 0, last, place))

    def start(self, last: int, node: Node) -> int:
        """Where a declaration begins, macros before it included: right behind the one before."""
        begin = node.start_byte
        gap = self.text.data[last:begin]
        if not gap.isspace():
            # What was made blank may hold whole statements.
            ended = self.text.data.rfind(b";", last, begin)
            match = _SKIPPED.match(self.text.data, last, begin)
            if match is not None and ended >= match.end():
                match = _SKIPPED.match(self.text.data, ended, begin)
            return match.end() if match and match.end() < begin else begin
        return begin
