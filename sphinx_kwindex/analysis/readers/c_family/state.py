"""What the walk over a tree of the C family carries along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis.readers.c_family.drafts import Draft
from sphinx_kwindex.analysis.readers.c_family.text import Text

#: Definitions of one file that are kept: generated tables have a million enumerators.
MOST = 50_000

#: Characters of the names around a declaration, beyond which nothing is entered: each name would
#: be as long as the file.
LONGEST = 2_000

_SKIPPED = re.compile(rb"(?:\s|//[^\n]*|/\*.*?\*/|[;{}:]|#[^\n\\]*(?:\\.[^\n\\]*)*)*", re.S)


#: What is said of methods alone.
_OF_METHODS = frozenset({"const", "override", "virtual", "explicit", "final"})


class Place(Struct, frozen=True):
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
    :ivar at: where in `text` a place of `code` is.
    :ivar ends: where the declarations that the tree has not end, sorted.
    :ivar scopes: start, end and place of all that was entered.
    :ivar cut: whether there is more than was read.
    """

    code: bytes
    at: Callable[[int], int]
    text: Text
    ends: list[int] = field(default_factory=list)
    scopes: list[tuple[int, int, Place]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    cut: bool = False
    classes: set[str] = field(default_factory=set)
    waiting: list[tuple[list[Node], int, int, Place]] = field(default_factory=list)

    def enter(self, node: Node, last: int, place: Place) -> None:
        """Read later what a node holds."""
        if len(place.prefix) > LONGEST:
            self.cut = True
            return
        self.waiting.append((node.children, 0, last, place))
        self.scopes.append((self.at(node.start_byte), self.at(node.end_byte), place))

    def is_method(self, words: list[str], place: Place, tags: tuple[str, ...]) -> bool:
        """Whether a function is certainly a member of a class, by its name and where it stands.

        What ``A::name`` outside of a class defines may be a function of a namespace `A`, where
        no class of that name is in the text.
        """
        if place.owner:
            return True
        if len(words) == 1:
            return False
        if words[-2] in self.classes or words[-1].lstrip("~") == words[-2]:
            return True
        return not _OF_METHODS.isdisjoint(tags) or words[-1].startswith("operator ")

    def shown(self, start: int, end: int) -> str:
        """The text between two places of the parsed one, in one line."""
        return self.text.shown(self.at(start), self.at(end))

    def value(self, start: int, end: int) -> str:
        """The same, cut to the length of a value."""
        return self.text.value(self.at(start), self.at(end))

    def summary(self, start: int, node: Node) -> str:
        """First sentence of the comment of a declaration.

        :param start: in the whole text.
        """
        return self.text.summary(start, self.at(node.end_byte))

    def start(self, last: int, node: Node) -> int:
        """Where a declaration begins, macros before it included: right behind the one before."""
        return self.begin(self.at(last), self.at(node.start_byte))

    def begin(self, last: int, begin: int) -> int:
        """The same for places in the whole text."""
        index = bisect_right(self.ends, begin) - 1
        if index >= 0:
            last = max(last, self.ends[index])
        gap = self.text.data[last:begin]
        if not gap.isspace():
            # What was made blank may hold whole statements.
            ended = self.text.data.rfind(b";", last, begin)
            match = _SKIPPED.match(self.text.data, last, begin)
            if match is not None and ended >= match.end():
                match = _SKIPPED.match(self.text.data, ended, begin)
            return match.end() if match and match.end() < begin else begin
        return begin
