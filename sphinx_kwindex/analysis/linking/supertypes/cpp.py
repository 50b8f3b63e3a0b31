"""Which class a base of C++ names: by the scopes around the class, in the file and in what it
includes ([basic.lookup.unqual] of ISO/IEC 14882)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_kwindex.analysis.linking.graph import reached
from sphinx_kwindex.analysis.linking.supertypes.outline import (
    Derived,
    Named,
    Types,
    parts,
    scopes,
)
from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.repository import Resolved


class Headers:
    """The types of the files of the C family, and which file sees which.

    :param types: by path.
    :param includes: the files of the repository that each file includes.
    """

    def __init__(self, types: Mapping[str, Types], includes: Mapping[str, Sequence[str]]) -> None:
        self._numbers, self._seen = reached(includes)
        self._types: dict[str, list[tuple[str, Named]]] = {}
        self._last: dict[str, set[str]] = {}
        #: For each namespace, a bit for each file that opens it.
        self._spaces: dict[str, int] = {}
        for path, kept in types.items():
            number = self._numbers[path]
            inlined = [
                name
                for name, entries in kept.named.items()
                if any(each.kind is Kind.NAMESPACE and "inline" in each.words for each in entries)
            ]
            for qualname, entries in kept.named.items():
                for name in _names(qualname, inlined):
                    self._add(path, number, name, entries)

    def _add(self, path: str, number: int, name: str, entries: Sequence[Named]) -> None:
        for each in entries:
            if each.kind is Kind.NAMESPACE:
                self._spaces[name] = self._spaces.get(name, 0) | 1 << number
            else:
                self._types.setdefault(name, []).append((path, each))
                self._last.setdefault(name.rpartition("::")[2], set()).add(name)

    def find(self, path: str, derived: Derived, expression: str) -> Resolved | None:
        """The class that a base names, where it is certain which.

        A name that an outer scope answers may have been brought nearer by a ``using``: it counts
        where nothing else that the file sees is called so.
        """
        words = parts(expression.removeprefix("::"), "::")
        if not words or words[0] in derived.parameters:
            return None
        around = [""] if expression.startswith("::") else scopes(derived.qualname, "::")
        for index, scope in enumerate(around):
            first = f"{scope}::{words[0]}" if scope else words[0]
            name = "::".join((first, *words[1:]))
            found = self._visible(path, name, derived)
            if found:
                is_near = index == 0 or len(words) > 1 or self._is_alone(path, words[-1], name)
                return _certain(found) if is_near else None
            if len(words) > 1 and self._begins(path, first, derived):
                return None  # The name means this, and what is sought in it is not seen.
        return None

    def _visible(self, path: str, name: str, derived: Derived) -> list[tuple[str, Named]]:
        seen = self._seen[path]
        return [
            (other, each)
            for other, each in self._types.get(name, ())
            if seen >> self._numbers[other] & 1
            if other != path or each.line <= derived.line
        ]

    def _begins(self, path: str, name: str, derived: Derived) -> bool:
        is_space = bool(self._seen[path] & self._spaces.get(name, 0))
        return is_space or bool(self._visible(path, name, derived))

    def _is_alone(self, path: str, last: str, name: str) -> bool:
        seen = self._seen[path]
        return not any(
            seen >> self._numbers[other] & 1
            for qualname in self._last.get(last, ())
            if qualname != name
            for other, _ in self._types[qualname]
        )


def _names(qualname: str, inlined: Sequence[str]) -> list[str]:
    """A name, and what it is without the inline namespaces around it."""
    short = qualname
    for space in sorted(inlined, key=len, reverse=True):
        if short.startswith(f"{space}::"):
            outer = space.rpartition("::")[0]
            short = f"{outer}::" * bool(outer) + short[len(space) + 2 :]
    return [qualname] if short == qualname else [qualname, short]


def _certain(found: Sequence[tuple[str, Named]]) -> Resolved | None:
    if len(found) != 1:
        return None  # Specialisations, or one for each platform.
    other, each = found[0]
    if not each.kind.is_type or each.kind is Kind.ENUM:
        return None
    return Resolved(other, each.anchor)
