"""Which class defines a member, by the order in which Python looks through the bases.

https://docs.python.org/3/howto/mro.html: a class, then its bases, each before its own bases, and
in the order in which they are written. Where a base is not known, what comes before it in no
order that another class could change is the class itself alone.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping

from sphinx_kwindex.analysis.linking.namespace import Namespace
from sphinx_kwindex.analysis.linking.standard import STANDARD_LIBRARY
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.repository import Resolved

#: Bases of the standard library that bring no member but those between underscores.
_EMPTY = frozenset({"object", "abc.ABC", "typing.Generic", "typing.Protocol"})
_EMPTY_MODULES = {"typing_extensions": "typing"}

_BUILTINS = frozenset(vars(builtins))
#: Bases of one class, classes that it derives from over all steps, and the steps.
_MOST, _STEPS = 100, 50

#: A class of the repository, or the name of one of Python's own.
_Class = Resolved | str


class Ancestry:
    """Answers which member of which class a name means.

    :param of_name: what a dotted name means at the top of a module.
    """

    def __init__(
        self,
        spaces: Mapping[str, Namespace],
        of_name: Callable[[str, str], Resolved | None],
    ) -> None:
        self._spaces = spaces
        self._of_name = of_name
        self._orders: dict[Resolved, tuple[_Class, ...] | None] = {}

    def member(self, path: str, anchor: str, name: str, *, above: bool = False) -> Resolved | None:
        """What a member of a class means; ``None`` also where `anchor` is no class.

        :param above: begin after the class itself.
        """
        space = self._spaces.get(path)
        if space is None or anchor not in space.members:
            return None
        own = Resolved(path, anchor)
        order = self._order(own, 0)
        if order is None:
            order = (own,) if not above else ()
        known = [each for each in order if isinstance(each, Resolved)]
        if not all(self._is_clear(each, name) for each in known):
            return None
        given = [(each, line) for each in known if (line := self._given(each, name))]
        if given:
            owner, line = given[0]
            several = len(given) > 1 or any(self._defined(each, name) for each in known)
            return None if several or above else Resolved(owner.path, line_anchor(line))
        for each in order[1:] if above else order:
            if not isinstance(each, Resolved):
                if each in _EMPTY and not name.startswith("_"):
                    continue
                return None
            meaning = self._defined(each, name)
            if meaning is not None:
                return meaning
        return None

    def _defined(self, owner: Resolved, name: str) -> Resolved | None:
        anchor = self._spaces[owner.path].members[owner.anchor].get(name)
        return Resolved(owner.path, anchor) if anchor is not None else None

    def _given(self, owner: Resolved, name: str) -> int:
        return self._spaces[owner.path].attributes.get(owner.anchor, {}).get(name, 0)

    def _is_clear(self, owner: Resolved, name: str) -> bool:
        qualname = owner.anchor.partition("~")[0]
        return f"{qualname}.{name}" not in self._spaces[owner.path].unsure

    def _order(self, owner: Resolved, step: int) -> tuple[_Class, ...] | None:
        """The classes in the order in which they are looked through; ``None`` where one of them
        is not known, or where there is no such order."""
        if owner not in self._orders:
            self._orders[owner] = None  # a class that derives from itself
            self._orders[owner] = self._merged(owner, step) if step < _STEPS else None
        return self._orders[owner]

    def _merged(self, owner: Resolved, step: int) -> tuple[_Class, ...] | None:
        bases: list[_Class] = []
        rows: list[list[_Class]] = []
        written = self._spaces[owner.path].bases.get(owner.anchor, ())
        if len(written) > _MOST:
            return None
        for expression in written:
            base = self._base(owner, expression)
            if base is None:
                return None
            order = (base,) if isinstance(base, str) else self._order(base, step + 1)
            if order is None:
                return None
            bases.append(base)
            rows.append(list(order))
        rows.append(bases)
        result: list[_Class] = [owner]
        while rows := [row for row in rows if row]:
            if len(result) > _MOST:
                return None
            head = next((row[0] for row in rows if not any(row[0] in it[1:] for it in rows)), None)
            if head is None:
                return None
            result.append(head)
            for row in rows:
                if row[0] == head:
                    del row[0]
        return tuple(result)

    def _base(self, owner: Resolved, expression: str) -> _Class | None:
        """The class that a base names."""
        name, bracket, _ = expression.partition("[")
        name = name.strip()
        first = name.partition(".")[0]
        if (bracket and not expression.endswith("]")) or not all(
            map(str.isidentifier, name.split("."))
        ):
            return None
        space = self._spaces[owner.path]
        scope = owner.anchor.rpartition(".")[0]
        if scope and (scope not in space.members or first in space.members[scope]):
            return None  # a function, or a class whose own names hide those of the module
        meaning = self._of_name(owner.path, name)
        if meaning is not None and meaning != owner:
            there = self._spaces.get(meaning.path)
            return meaning if there is not None and meaning.anchor in there.members else None
        return self._standard(space, first, name)

    def _standard(self, space: Namespace, first: str, name: str) -> str | None:
        """The full name of a class of Python's own, which derives from none of the repository."""
        outline = space.outline
        if first in space.unsure or first in outline.top or outline.stars:
            return None
        entries = [outline.imports[index] for index in outline.bound.get(first, ())]
        if not entries:
            return name if name in _BUILTINS else None
        if len(entries) > 1:
            return None
        return _full(entries[0], name)


def _full(entry: Import, name: str) -> str | None:
    rest = name.partition(".")[2]
    start = entry.bound if entry.name is None and entry.alias is None else entry.written
    root, dot, tail = f"{start}.{rest}".rstrip(".").partition(".")
    root = _EMPTY_MODULES.get(root, root)
    return f"{root}{dot}{tail}" if root in STANDARD_LIBRARY else None
