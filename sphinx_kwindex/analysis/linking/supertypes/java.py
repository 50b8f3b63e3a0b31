"""Which type of Java a name means: by the types around, the imports and the package
(https://docs.oracle.com/javase/specs/jls/se21/html/jls-6.html#jls-6.4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.analysis.linking.supertypes.outline import Derived, Types, parts, scopes
from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.repository import Resolved


class Packages:
    """The types of the files of Java by their full names.

    :param types: by path.
    """

    def __init__(self, types: Mapping[str, Types]) -> None:
        self._kept = types
        self._packages = {path: _package(kept) for path, kept in types.items()}
        self._types: dict[str, list[Resolved]] = {}
        for path, kept in types.items():
            for name in kept.named:
                for each in kept.types(name):
                    full = _joined(self._packages[path], name)
                    self._types.setdefault(full, []).append(Resolved(path, each.anchor))

    def find(self, path: str, derived: Derived, expression: str) -> Resolved | None:
        """The type that a name means, where it is certain which."""
        words = parts(expression, ".")
        if not words:
            return None
        found = next(self._meanings(path, derived, words[0]), None)
        if found is None:
            # Nothing is called so: the name may begin with a package.
            return self._one([".".join(words)]) if len(words) > 1 else None
        return self._one([_joined(name, *words[1:]) for name in found])

    def _meanings(self, path: str, derived: Derived, first: str) -> Iterator[list[str]]:
        """Yield the full names that the first part of a name may mean, the nearest first."""
        kept, package = self._kept[path], self._packages[path]
        around = scopes(derived.qualname, ".")[:-1]
        for scope in around:
            if kept.types(f"{scope}.{first}"):
                yield [_joined(package, scope, first)]
        imported = [
            _joined(entry.module, entry.name or "")
            for entry in kept.imports
            if entry.name not in (None, "*") and entry.bound == first
        ]
        if imported:
            yield imported
        if kept.types(first):
            yield [_joined(package, first)]
        # A type that has bases may have inherited what the package or a star would bring.
        if not any(each.qualname in around for each in kept.derived):
            if _joined(package, first) in self._types:
                yield [_joined(package, first)]
            stars = [entry.module for entry in kept.imports if entry.name == "*"]
            if found := [name for each in stars if (name := _joined(each, first)) in self._types]:
                yield found

    def _one(self, names: list[str]) -> Resolved | None:
        found = [answer for name in dict.fromkeys(names) for answer in self._types.get(name, ())]
        return found[0] if len(found) == 1 else None


def _package(kept: Types) -> str:
    return next(
        (
            name
            for name, entries in kept.named.items()
            if any(each.kind is Kind.PACKAGE for each in entries)
        ),
        "",
    )


def _joined(*names: str) -> str:
    return ".".join(filter(None, names))
