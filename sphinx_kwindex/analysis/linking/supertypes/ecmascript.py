"""Which class or interface a name means in JavaScript and TypeScript: by the file and its imports
(https://tc39.es/ecma262/#sec-imports)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sphinx_kwindex.analysis.linking.supertypes.outline import (
    Derived,
    Named,
    Types,
    parts,
    scopes,
)
from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.repository import Resolved

#: Modules that pass a name on, one after the other, and all that are asked for one name.
_STEPS, _LOOKS = 10, 200


class Modules:
    """The types of the modules of ECMAScript, and what the modules import and pass on.

    :param types: by path.
    :param imports: the file that each import of each file names.
    """

    def __init__(
        self, types: Mapping[str, Types], imports: Mapping[str, Sequence[Resolved | None]]
    ) -> None:
        self._types = types
        self._imports = imports

    def find(self, path: str, derived: Derived, expression: str) -> Resolved | None:
        """The type that a name means, where it is certain which."""
        words = parts(expression, ".")
        if not words or any(_names(signature, words[0]) for signature in derived.functions):
            return None
        kept = self._types[path]
        for scope in scopes(derived.qualname, "."):
            first = f"{scope}.{words[0]}".lstrip(".")
            if first in kept.named:
                if not scope and any(entry.bound == words[0] for entry in kept.imports):
                    return None  # One of the two is in a function that the name does not tell.
                name = ".".join((first, *words[1:]))
                return _one(path, kept.types(name), derived)
        if derived.functions:
            return None  # What else the function around names so is not known.
        meanings = {
            self._imported(path, index, words, derived)
            for index, entry in enumerate(kept.imports)
            if entry.bound == words[0] and entry.name is not None
        }
        return meanings.pop() if len(meanings) == 1 else None

    def _imported(
        self, path: str, index: int, words: list[str], derived: Derived
    ) -> Resolved | None:
        entry = self._types[path].imports[index]
        answer = self._imports[path][index]
        if answer is None or answer.path not in self._types:
            return None
        if entry.name != "*":
            words = [entry.name or "", *words[1:]]
        elif entry.alias is None or len(words) < 2:
            return None
        else:
            words = words[1:]
        return self._exported(answer.path, words, derived, set(), 0)

    def _exported(
        self,
        path: str,
        words: list[str],
        derived: Derived,
        seen: set[tuple[str, str]],
        step: int,
    ) -> Resolved | None:
        """What a module gives out under a name, itself or from others."""
        kept = self._types.get(path)
        if kept is None or (path, words[0]) in seen or step > _STEPS or len(seen) > _LOOKS:
            return None
        seen.add((path, words[0]))
        if words == ["default"] and (found := _defaults(kept)):
            return _one(path, found, derived)
        if words[0] in kept.named:
            return _one(path, kept.types(".".join(words)), derived)
        meanings = set()
        for entry, answer in zip(kept.imports, self._imports.get(path, ()), strict=False):
            inner: list[str] = []
            if entry.name == "*" and entry.alias is None:
                inner = words if words[0] != "default" else []
            elif entry.name is not None and entry.bound == words[0]:
                inner = words[1:] if entry.name == "*" else [entry.name, *words[1:]]
            if answer is not None and inner:
                meanings.add(self._exported(answer.path, inner, derived, seen, step + 1))
        meanings.discard(None)
        return meanings.pop() if len(meanings) == 1 else None


def _names(signature: str, name: str) -> bool:
    return re.search(rf"[(,{{\s]{re.escape(name)}\s*[?:,=)}}]", signature) is not None


def _defaults(kept: Types) -> list[Named]:
    return [each for found in kept.named.values() for each in found if "default" in each.words]


def _one(path: str, found: Sequence[Named], derived: Derived) -> Resolved | None:
    """The one type that is meant: declarations of a class and an interface of one name are merged,
    and a class extends the class."""
    if derived.kind is Kind.CLASS and len(found) > 1:
        found = [each for each in found if each.kind is Kind.CLASS]
    if len(found) != 1 or found[0].kind not in (Kind.CLASS, Kind.INTERFACE):
        return None
    return Resolved(path, found[0].anchor)
