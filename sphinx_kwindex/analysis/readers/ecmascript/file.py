"""What has been read of a file of JavaScript or TypeScript, and where a statement stands."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis.readers import heads, treesitter
from sphinx_kwindex.analysis.readers.drafts import Draft, Drafts, last_row, row
from sphinx_kwindex.analysis.readers.scan import Scan
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.facts import Import, Kind, Scope


class Place(Struct, frozen=True):
    """Where a statement stands.

    :ivar prefix: before the names defined here, with the sign that joins them.
    :ivar is_top: whether a variable of here is one of the module or of a namespace.
    :ivar owner: kind of the type whose body this is, or ``None``.
    :ivar tags: of what is defined here: ``export``, ``default``, ``declaration``.
    :ivar outer: the statement around a declaration that comments and decorators stand above.
    :ivar levels: of objects, how many levels of their data are listed from here on.
    """

    prefix: str = ""
    is_top: bool = True
    owner: Kind | None = None
    scope: Scope = Scope.MODULE
    tags: tuple[str, ...] = ()
    outer: Node | None = None
    levels: int = 0

    def inside(self, qualname: str, owner: Kind | None = None) -> Place:
        """The place of the body of a type, a namespace or an object."""
        return Place(f"{qualname}.", owner is Kind.NAMESPACE, owner, self.scope)

    def in_function(self, qualname: str = "") -> Place:
        """The place of the body of a function, which may have no name."""
        prefix = f"{qualname}." if qualname else self.prefix
        return Place(prefix, False, None, Scope.FUNCTION)

    def in_block(self) -> Place:
        """The place of a block within a statement here."""
        scope = self.scope if self.scope is Scope.FUNCTION else Scope.CONDITIONAL
        return Place(self.prefix, False, None, scope)

    def tagged(self, outer: Node, *tags: str) -> Place:
        """The place of a declaration within a statement that gives it tags."""
        tags = (*self.tags, *tags) if tags else self.tags
        return Place(self.prefix, self.is_top, self.owner, self.scope, tags, self.outer or outer)


@dataclass(slots=True)
class File(Drafts):
    """What has been read of a file.

    :ivar exported: names of the module that statements of their own export.
    :ivar holders: where the words stand without one of which nothing within a function is defined.
    :ivar waiting: nodes to be read, the next one last: no depth is a matter of recursion.
    :ivar data_keys: how many keys of objects are listed that hold data.
    """

    scan: Scan = field(kw_only=True)
    imports: list[Import] = field(default_factory=list)
    exported: set[str] = field(default_factory=set)
    holders: list[int] = field(default_factory=list)
    waiting: list[tuple[Node, Place]] = field(default_factory=list)
    data_keys: int = 0

    def enter(self, nodes: Iterable[Node], place: Place) -> None:
        """Read nodes later, before what follows them."""
        if place.is_top or place.owner is not None:
            wanted = [(node, place) for node in nodes]
        else:
            wanted = [(node, place) for node in nodes if self.holds(node)]
        wanted.reverse()
        self.waiting += wanted

    def holds(self, node: Node) -> bool:
        """Whether a node within a function may define something."""
        holders = self.holders
        place = bisect_left(holders, node.start_byte)
        return place < len(holders) and holders[place] < node.end_byte

    def define(
        self,
        kind: Kind,
        node: Node,
        place: Place,
        name: Node | None = None,
        word: str = "",
    ) -> Draft:
        """Note a definition, with its decorators and what is said above it.

        :param name: the node that names it, where its field ``name`` does not.
        :param word: its name, where that is not as it is written.
        """
        name = name or node.child_by_field_name("name") or node
        word = word or named(name)
        draft = Draft(kind, word, place.prefix + word, row(name), last_row(node))
        outer = place.outer or node
        draft.tags.update(place.tags)
        if place.scope is Scope.FUNCTION and not place.prefix:
            draft.tags.add("internal")
        draft.summary = heads.documented(self.scan, outer)
        if heads.is_deprecated(self.scan, outer):
            draft.tags.add("deprecated")
        self.found.append(draft)
        return draft


def named(node: Node) -> str:
    """A name without the quotes of a string, and with the characters that its escapes stand for."""
    text = treesitter.line_of(treesitter.text(node, 200))
    if node.type != "string" or len(text) <= 2:
        return text
    return without_surrogates(_ESCAPE.sub(_character, text[1:-1]))


#: Escapes of a string (ECMAScript, 12.9.4) that stand for a character to be seen, or for itself.
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\"'\\/]))"
)


def _character(escape: re.Match[str]) -> str:
    if escape[4]:
        return escape[4]
    code = int(escape[1] or escape[2] or escape[3], 16)
    shown = chr(code) if code <= sys.maxunicode else ""
    return shown if shown.isprintable() and not shown.isspace() else escape[0]
