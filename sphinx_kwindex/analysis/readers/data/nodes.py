"""The keys in a tree of tree-sitter: the walk that JSON and TOML share.

A file of data is hardly more than its keys, so what each costs counts. Lines are counted between
one key and the next, which takes less than to ask a node for its row, and what an item of a list
says is asked only where somebody wants to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.data.keys import MOST, Entry, Path, followed
from sphinx_kwindex.analysis.readers.found import Found


class Grammar(Struct, frozen=True):
    """How a format writes its data.

    :ivar mapping: type of the nodes that hold pairs; `sequence`, of those that hold items.
    :ivar sides: the key and the value of a pair that holds more than these and a sign.
    :ivar parts: the keys that a key as it is written stands for.
    :ivar string: what a string as it is written stands for.
    """

    mapping: str
    sequence: str
    sides: Callable[[Node], tuple[Node, Node] | None]
    parts: Callable[[str], Path]
    string: Callable[[str], str]


class Walk:
    """Yields the keys and the scalars of a text in its order.

    :param with_items: whether scalars of lists, and what strings stand for, are wanted.
    """

    def __init__(self, data: bytes, grammar: Grammar, found: Found, with_items: bool) -> None:
        self._data = data
        self._grammar = grammar
        self._found = found
        self._with_items = with_items
        self._place, self._line = 0, 1

    def line(self, place: int) -> int:
        """The line of a place, from 1; places come in the order of the text."""
        self._line += self._data.count(b"\n", self._place, place)
        self._place = place
        return self._line

    def members(self, node: Node, path: Path) -> Iterator[Entry]:
        """What stands in a mapping or list; nothing where `path` is too deep."""
        if not node.named_child_count or not (followed(path) or self._has_keys(node)):
            return
        if not self.enters(path):
            return
        children = treesitter.children(node, MOST + 1)
        if node.type == self._grammar.mapping:
            for child in children:
                if child.type == "pair":
                    yield from self.pair(child, path)
            return
        place = 0
        for child in children:
            kind = child.type
            if kind == "comment":
                continue
            if kind in (self._grammar.mapping, self._grammar.sequence):
                yield from self.members(child, (*path, place))
            elif self._with_items:
                yield self._scalar(child, child, (*path, place))
            place += 1

    def _has_keys(self, node: Node) -> bool:
        """Whether keys may stand in a mapping or list, and not values alone."""
        kinds = (self._grammar.mapping, self._grammar.sequence)
        children = treesitter.children(node, MOST)
        return node.type == kinds[0] or any(child.type in kinds for child in children)

    def pair(self, node: Node, path: Path) -> Iterator[Entry]:
        """A key, and what stands in its value; `path` is one that is entered."""
        sides = node.children
        if len(sides) == 3:
            key, _, value = sides
        elif found := self._grammar.sides(node):
            key, value = found
        else:
            return
        written = self._data[key.start_byte : key.end_byte].decode("utf-8", "replace")
        parts = self._grammar.parts(written)
        path = (*path, *parts)
        if len(parts) > 1 and not self.enters(path[:-1]):
            return
        if value.type in (self._grammar.mapping, self._grammar.sequence):
            yield self.key(path, key, value)
            yield from self.members(value, path)
        else:
            yield self._scalar(key, value, path)

    def key(self, path: Path, first: Node, last: Node) -> Entry:
        """A key of which no value is shown, from its first node to its last."""
        start = first.start_byte
        line = self.line(start)
        return Entry(path, line, line + self._breaks(start, last.end_byte))

    def enters(self, path: Path) -> bool:
        """Whether what stands under a path is looked at; that something is not, is noted."""
        if followed(path):
            return True
        self._found.cut.add("depth")
        return False

    def _scalar(self, first: Node, value: Node, path: Path) -> Entry:
        begin, start, end = first.start_byte, value.start_byte, value.end_byte
        written = self._data[start:end].decode("utf-8", "replace")
        line = self.line(begin)
        text = None
        if self._with_items and value.type == "string":
            text = self._grammar.string(written)
        return Entry(path, line, line + self._breaks(begin, end), written, text)

    def _breaks(self, start: int, end: int) -> int:
        """Lines from a place to an end: what ends with a newline ends on the line before."""
        data = self._data
        return data.count(b"\n", start, end) - (end > start and data[end - 1] == _NEWLINE)


_NEWLINE = ord("\n")
