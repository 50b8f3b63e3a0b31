"""Which trait a name means in Rust: by the module that it stands in and what that uses
(https://doc.rust-lang.org/reference/names/name-resolution.html)."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, dirname, splitext

from sphinx_kwindex.analysis.linking import crates
from sphinx_kwindex.analysis.linking.families import Files
from sphinx_kwindex.analysis.linking.supertypes.outline import Derived, Types, parts
from sphinx_kwindex.model.facts import Import, Kind, Scope
from sphinx_kwindex.model.repository import Resolved

#: Uses of a name that are followed one after the other.
_STEPS = 10
#: Files that are the module of their folder.
_OF_FOLDER = frozenset({"lib", "main", "mod"})


class Crates:
    """The traits of the files of Rust.

    :param types: by path.
    """

    def __init__(self, types: Mapping[str, Types], files: Files) -> None:
        self._types = types
        self._files = files

    def find(self, path: str, derived: Derived, expression: str) -> Resolved | None:
        """The trait that a name means, where it is certain which."""
        words = parts(expression, "::")
        if not words:
            return None
        kept = self._types[path]
        module = _module(kept, derived.line)
        while words[0] in ("self", "super") and len(words) > 1:
            if words[0] == "super":
                if not module:
                    return None
                module = module.rpartition("::")[0]
            words = words[1:]
        if words[0] == "crate":
            return self._at(path, words)
        return self._within(path, module, words, 0)

    def _within(self, path: str, module: str, words: list[str], step: int) -> Resolved | None:
        """The trait that a path means in a module of a file, by what it defines and uses."""
        kept = self._types[path]
        name = "::".join((module, *words)).lstrip(":")
        meanings = {_trait(path, kept, name)} if name in kept.named else set()
        for entry in kept.imports:
            is_here = entry.scope is not Scope.FUNCTION and _module(kept, entry.line) == module
            if is_here and entry.name not in (None, "*") and entry.bound == words[0]:
                start = entry.module.split("::")
                meanings.add(self._at(path, [*start, entry.name or "", *words[1:]], step + 1))
        return meanings.pop() if len(meanings) == 1 else None

    def _at(self, path: str, words: list[str], step: int = 0) -> Resolved | None:
        """The trait of a path from the root of a crate, or from another one of the repository."""
        entry = Import("::".join(words[:-1]), words[-1], None, 1)
        other = crates.module(self._files, path, entry)
        if other is None and words[0] == "crate":
            other = crates.root(self._files, path)
        if other is None or other not in self._types or step > _STEPS:
            return None
        stem = splitext(basename(other))[0]
        if stem in _OF_FOLDER:
            stem = basename(dirname(other))
        # The parts behind the one that is the file are in it.
        begin = len(words) - 1 - words[::-1].index(stem) if stem in words[:-1] else 0
        return self._within(other, "", words[begin + 1 :], step)


def _module(kept: Types, line: int) -> str:
    """The module within the file that a line is in."""
    around = (
        name
        for name, found in kept.named.items()
        for each in found
        if each.kind is Kind.MODULE and each.line <= line <= each.end_line
    )
    return max(around, key=len, default="")


def _trait(path: str, kept: Types, name: str) -> Resolved | None:
    found = kept.types(name)
    if len(found) != 1 or found[0].kind is not Kind.TRAIT:
        return None
    return Resolved(path, found[0].anchor)
